import { type Refusal, refuse } from "../errors";
import { type SigningSeance, type SigningState, signingOpensAt, signingState, whyNotOpen } from "./rules";

export type Signable = { state: SigningState | "COHORT_NOT_OPEN"; opensAt: Date };

type Sheet = { status: "OPEN" | "SEALED"; seance: SigningSeance & { cohort: { status: string } } };

/** Whether a sheet may be signed now, cohort included: nobody signs before the money is found (or after the end). */
export function signable({ status, seance }: Sheet, now: Date): Signable {
  const state = signingState(seance, { status }, now);
  const opensAt = signingOpensAt(seance);
  const closed = state === "CANCELLED" || state === "SEALED";
  return { state: closed || seance.cohort.status === "OPEN" ? state : "COHORT_NOT_OPEN", opensAt };
}

/** The refusal of whoever signs, ticks or closes when the sheet is not open; null when it is. */
export function refusalOf(sheet: Sheet, now: Date): Refusal | null {
  if (signable(sheet, now).state === "COHORT_NOT_OPEN") return refuse("conflict", "attendance.cohortNotOpen");
  const fault = whyNotOpen(sheet.seance, { status: sheet.status }, now);
  return fault && refuse("conflict", fault.key, fault.facts);
}
