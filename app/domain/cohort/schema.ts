import { z } from "zod";

/** More addresses than this in one go is a list pasted by mistake. */
export const ADDRESSES_AT_ONCE = 200;

export const CreateCohort = z.object({
  placeId: z.uuid("cohort.schoolRequired"),
  pathVersionId: z.uuid("cohort.pathRequired"),
  schoolYearId: z.string().regex(/^\d{4}-\d{4}$/, "cohort.schoolYearRequired"),
  title: z.string().trim().min(1, "cohort.titleRequired").max(120, "cohort.titleTooLong"),
});
export type CreateCohort = z.infer<typeof CreateCohort>;

export const EnrolByEmails = z.object({
  addresses: z.string().trim().min(1, "cohort.addressesRequired").max(40_000, "cohort.addressesTooLong"),
});

export const Withdraw = z.object({
  enrolmentId: z.uuid(),
  reason: z.string().trim().min(3, "cohort.reasonRequired").max(300, "cohort.reasonTooLong"),
});

export const MakeTeams = z.object({
  size: z.coerce.number().int("cohort.teamSize").min(2, "cohort.teamSize").max(6, "cohort.teamSize"),
});

export type CohortStatus = "PREPARATION" | "OPEN" | "CLOSED" | "CANCELLED";
export type EnrolmentStatus = "PENDING" | "ENROLLED" | "WITHDRAWN" | "COMPLETED";

/** What became of one pasted address, said in words by `cohort.outcome.<outcome>`. */
export type EnrolOutcome = "ENROLLED" | "INVITED" | "ALREADY" | "ALREADY_INVITED" | "REFERENT" | "UNREADABLE";
export type EnrolResult = { address: string; outcome: EnrolOutcome };
