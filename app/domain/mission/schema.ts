import { z } from "zod";
import { channels, functionCodes } from "./rules";

/** HSE pay training for school years that start before this day (décrets 2014-940 and 2015-475, PAY-09). */
export const HSE_FOR_TRAINING_ENDS = "2015-09-01";

const schoolYearId = z.string().regex(/^\d{4}-\d{4}$/, "mission.schoolYearRequired");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "common.invalidDate");

/** Bounds of an IFIC, cents a year (arrêté of 8 September 2010). The rules judge it again when it is paid (PAY-03). */
export const IFIC_FLOOR_CENTS = 400_00;
export const IFIC_CEILING_CENTS = 2_400_00;

export const NameReferent = z.object({
  schoolId: z.uuid("mission.schoolRequired"),
  personId: z.uuid("mission.personRequired"),
  schoolYearId,
});
export type NameReferent = z.infer<typeof NameReferent> & { amountCents?: number };

/** The two councils are dated by the head; the decision of the recteur is dated the day it is taken here. */
export const RecordCouncil = z.object({
  kind: z.enum(["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION"], { error: "mission.councilRequired" }),
  heldOn: day,
});
export type RecordCouncil = z.infer<typeof RecordCouncil>;

/** An amount is judged by the rules (PAY-03), not here. */
const cents = z.number("common.invalidMoney").int("common.invalidMoney").positive("common.invalidMoney");
const reasonOf = z.string().trim().max(500, "mission.reasonTooLong");

export const ProposeAmount = z.object({ amountCents: cents });
export type ProposeAmount = z.infer<typeof ProposeAmount>;

/** Without an amount, the one proposed. */
export const DecideAmount = z.object({
  amountCents: cents.nullable().optional(),
  reason: reasonOf
    .transform((typed) => typed || null)
    .nullable()
    .optional(),
});
export type DecideAmount = z.infer<typeof DecideAmount>;

export const RefuseMission = z.object({
  reason: z.string().trim().min(3, "mission.reasonRequired").max(500, "mission.reasonTooLong"),
});
export type RefuseMission = z.infer<typeof RefuseMission>;

export const EndMission = z.object({
  /** Last day of the mission. */
  lastDay: day,
  reason: z.string().trim().min(3, "mission.endReasonRequired").max(500, "mission.reasonTooLong"),
});
export type EndMission = z.infer<typeof EndMission>;

export const HandOver = EndMission.extend({ personId: z.uuid("mission.personRequired") });
export type HandOver = z.infer<typeof HandOver>;

export const OpenChannel = z.object({
  academieId: z.uuid("mission.academieRequired"),
  schoolYearId,
  reason: z.string().trim().min(3, "mission.reasonRequired").max(500, "mission.reasonTooLong"),
});
export type OpenChannel = z.infer<typeof OpenChannel>;

export const CreateTrainingMission = z.object({
  /** Drawn with the form: sending it twice makes one mission. */
  id: z.uuid(),
  personId: z.uuid("mission.personRequired"),
  schoolId: z.uuid("mission.schoolRequired"),
  schoolYearId,
  title: z.string().trim().min(3, "mission.titleRequired").max(160, "mission.titleTooLong"),
  plannedMinutes: z
    .number("common.invalidHours")
    .int()
    .min(15, "mission.minutesRequired")
    .max(60_000, "mission.minutesTooMany"),
});
export type CreateTrainingMission = z.infer<typeof CreateTrainingMission>;

/** What a letter says besides the mission: its tasks with their hours, its first and last day (the year's when null). */
export const LetterDraft = z.object({
  tasks: z
    .array(
      z.object({
        label: z.string().trim().min(3, "mission.taskRequired").max(300, "mission.taskTooLong"),
        minutes: z.number().int().positive().optional(),
      }),
    )
    .max(20, "mission.tooManyTasks"),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
});
export type LetterDraft = z.infer<typeof LetterDraft>;

/** All the tasks of the letter as they shall be; a day left out stays as it is. */
export const AmendLetter = LetterDraft.extend({
  reason: z.string().trim().min(3, "mission.reasonRequired").max(500, "mission.reasonTooLong"),
});
export type AmendLetter = z.infer<typeof AmendLetter>;

export const OneAmendment = z.object({ seq: z.coerce.number().int().positive() });

/** A mission of any channel; what the channel has no use for is left out. */
export const EngageMission = CreateTrainingMission.extend({
  channel: z.enum(channels, { error: "mission.channelRequired" }).default("HSE"),
  /** Training given to people, or design of what they are trained with. */
  purpose: z.enum(["TRAINING", "DESIGN"], { error: "mission.purposeRequired" }).default("TRAINING"),
  /** The function the work is given for; none for a training of the plan de formation, a distinct activity. */
  functionCode: z.enum(functionCodes, { error: "mission.functionRequired" }).nullable().default(null),
  plannedMinutes: CreateTrainingMission.shape.plannedMinutes.nullable().default(null),
  amountCents: cents.nullable().default(null),
  level: z.string().trim().max(60).nullable().default(null),
  rateCents: cents.nullable().default(null),
  weeklyMinutes: z
    .number("common.invalidHours")
    .int()
    .positive()
    .max(2_400, "mission.weeklyTooMany")
    .nullable()
    .default(null),
  /** Why the recteur decides an HSA (PAY-08). */
  reason: reasonOf.nullable().default(null),
  letter: LetterDraft.nullable().default(null),
});
export type EngageMission = z.input<typeof EngageMission>;

/** A task of a lettre de mission as it is stored: its words, or a key of `mission.tasks`, and the minutes it entrusts where it says some. */
export const LetterTasks = z.array(z.object({ label: z.string(), minutes: z.int().positive().optional() }));
export type LetterTask = z.infer<typeof LetterTasks>[number];
