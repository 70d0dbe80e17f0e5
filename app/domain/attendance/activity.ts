import { z } from "zod";
import type { Modality } from "../path/schema";
import type { Fault } from "./rules";

const reason = z.string().trim().min(3, "attendance.reasonRequired").max(300, "attendance.reasonTooLong");

/** People ticked for one activity: one or several boxes of one name. */
export const AttestActivity = z.object({
  activityId: z.uuid(),
  enrolmentIds: z
    .union([z.string(), z.array(z.string())], { error: "attendance.nobodyTicked" })
    .transform((one) => [...new Set([one].flat())])
    .pipe(z.array(z.uuid()).min(1, "attendance.nobodyTicked").max(500)),
});
export type AttestActivity = z.output<typeof AttestActivity>;

export const WithdrawActivity = z.object({ attestationId: z.uuid("attendance.personRequired"), reason });
export type WithdrawActivity = z.output<typeof WithdrawActivity>;
export const DecideWithdrawal = z.object({ withdrawalId: z.uuid() });

/** Activities that are done away from the trainer; what is held as a séance has its sheet. */
export const atADistance = ["REMOTE", "IN_CLASS"] as const satisfies readonly Modality[];
export const isAtADistance = (modality: Modality): boolean => (atADistance as readonly Modality[]).includes(modality);

type HeldSeance = { stageId: string | null; modality: Modality };

/** A séance of the same stage and modality holds the activity: its hours come from its sheet, never twice. */
export const isHeldAsSeance = (
  activity: { stageId: string; modality: Modality },
  seances: readonly HeldSeance[],
): boolean => seances.some(({ stageId, modality }) => stageId === activity.stageId && modality === activity.modality);

type Attesting = {
  cohortStatus: "PREPARATION" | "OPEN" | "CLOSED" | "CANCELLED";
  held: boolean;
  /** People ticked, and those of them who are in the session; an id that is nobody's is not among them. */
  ticked: number;
  present: readonly { personId: string | null }[];
  byId: string;
};

/** Why an activity is not attested for these people. */
export function whyNotAttest({ cohortStatus, held, ticked, present, byId }: Attesting): Fault {
  if (cohortStatus !== "OPEN") return fault("sessionNotRunning");
  if (held) return fault("activityIsSeance");
  if (present.length < ticked) return fault("notInSession");
  return present.some(({ personId }) => personId === byId) ? fault("attestSelf") : null;
}

type Withdrawing = { withdrawn: boolean; pending: boolean };

/** Why nobody proposes to withdraw an attestation now. */
export function whyNotWithdraw({ withdrawn, pending }: Withdrawing): Fault {
  if (withdrawn) return fault("alreadyWithdrawn");
  return pending ? fault("withdrawalPending") : null;
}

/** Why a person does not decide a withdrawal: two people, neither of them whose activity it is (EVD-03). */
export function whyNotDecideWithdrawal(facts: {
  deciderId: string;
  proposedById: string;
  concernedId: string | null;
}): Fault {
  if (facts.deciderId === facts.proposedById) return fault("secondPerson");
  return facts.deciderId === facts.concernedId ? fault("withdrawSelf") : null;
}

const fault = (name: string) => ({ key: `attendance.${name}`, facts: {} });
