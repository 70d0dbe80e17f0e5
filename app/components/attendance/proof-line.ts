import type { PresenceProof } from "~/domain/attendance/schema";
import type { T } from "~/i18n/catalogue";

export type Line = { sign?: number; proof: PresenceProof; at: Date; by: string | null; reason: string | null };

/** One line of a sheet in words: « signée par QR code à 14 h 03 », « retirée à 15 h 10 par … ». */
export function proofInWords(t: T, { sign = 1, proof, at, by, reason }: Line): string {
  const facts = { at, by, reason };
  if (sign === -1 && proof === "TICK") return t("attendance.sheet.unticked", facts);
  if (sign === -1 && proof === "CORRECTION") return t("attendance.sheet.corrected", facts);
  return t(`attendance.sheet.proof.${proof}`, facts);
}
