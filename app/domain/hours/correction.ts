import { z } from "zod";
import type { Facts } from "../errors";
import { type BookedEntry, counterEntry, type HourDraft, type HourSource, ruleVersionOf } from "./rules";

export type Fault = { key: string; facts: Facts } | null;
const fault = (name: string, facts: Facts = {}): Fault => ({ key: `hours.${name}`, facts });

export type LineToCorrect = {
  role: "TRAINEE" | "TRAINER" | "DESIGN";
  source: HourSource;
  minutes: number;
  startsAt: Date;
  reversed: boolean;
};

/** Why a line takes no correction: a trainee's follows her sheet; a counter-entry, or a line taken back, says nothing more. */
export function whyNotCorrect({ role, source, minutes, reversed }: Omit<LineToCorrect, "startsAt">): Fault {
  if (source === "ACTIVITY") return fault("withdrawTheActivity");
  if (role === "TRAINEE") return fault("correctTheSheet");
  return minutes <= 0 || reversed ? fault("notStanding") : null;
}

/** Minutes from the start of a line to the planned end of its séance: no hour is longer (HRS-02). */
export const mostMinutes = (startsAt: Date, plannedEnd: Date): number =>
  Math.round((plannedEnd.getTime() - startsAt.getTime()) / 60_000);

/** Why these minutes are not proposed for a line. `most`: those planned or declared; `pending`: another proposal waits. */
export function whyNotPropose(
  line: Omit<LineToCorrect, "startsAt">,
  { trueMinutes, most, pending }: { trueMinutes: number; most: number; pending: boolean },
): Fault {
  if (trueMinutes > most) return fault("beyondPlanned", { code: "HRS-02", most });
  if (trueMinutes === line.minutes) return fault("sameMinutes", { minutes: line.minutes });
  return whyNotCorrect(line) ?? (pending ? fault("correctionPending") : null);
}

/** Why a person does not decide: EVD-03, neither who proposed nor whoever is paid for the hour. */
export function whyNotDecide(facts: { deciderId: string; proposedById: string; personId: string }): Fault {
  if (facts.deciderId === facts.proposedById) return fault("secondPerson");
  return facts.deciderId === facts.personId ? fault("correctSelf") : null;
}

/**
 * What an approved correction adds to the ledger: the whole line taken back, and the true minutes from the same start where
 * any are left. The new line's key is the correction's, so that writing it twice is one line.
 */
export function entriesOfCorrection(
  line: BookedEntry,
  { id, trueMinutes, reason }: { id: string; trueMinutes: number; reason: string },
): HourDraft[] {
  const back = counterEntry(line, reason);
  if (trueMinutes === 0) return [back];
  const { id: _, ...facts } = line;
  // Planned minutes without an interval keep none.
  const endsAt = line.source === "SHEET" ? new Date(line.startsAt.getTime() + trueMinutes * 60_000) : line.endsAt;
  const sourceKey = `correction:${id}`;
  const ruleVersion = ruleVersionOf(line.source);
  return [back, { ...facts, minutes: trueMinutes, endsAt, sourceKey, ruleVersion, reason }];
}

const reason = z.string().trim().min(3, "hours.reasonRequired").max(300, "hours.reasonTooLong");

export const ProposeCorrection = z.object({
  /** 0: the hour was not worked. */
  trueMinutes: z.number("common.invalidHours").int().min(0, "common.invalidHours").max(1_440, "common.invalidHours"),
  reason,
});
export type ProposeCorrection = z.infer<typeof ProposeCorrection>;

export const ApproveCorrection = z.object({ correctionId: z.uuid() });
export const RefuseCorrection = ApproveCorrection.extend({ decisionReason: reason });
