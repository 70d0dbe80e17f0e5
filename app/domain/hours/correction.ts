import { z } from "zod";
import type { Facts } from "../errors";
import { type BookedEntry, counterEntry, HOURS_RULE_VERSION, type HourDraft } from "./rules";

export type Fault = { key: string; facts: Facts } | null;
const fault = (name: string, facts: Facts = {}): Fault => ({ key: `hours.${name}`, facts });

export type LineToCorrect = {
  role: "TRAINEE" | "TRAINER" | "DESIGN";
  minutes: number;
  startsAt: Date;
  reversed: boolean;
};

/** Why a line takes no correction: a trainee's follows her sheet; a counter-entry, or a line taken back, says nothing more. */
export function whyNotCorrect({ role, minutes, reversed }: Omit<LineToCorrect, "startsAt">): Fault {
  if (role === "TRAINEE") return fault("correctTheSheet");
  return minutes <= 0 || reversed ? fault("notStanding") : null;
}

/** Minutes from the start of a line to the planned end of its séance: no hour is longer (HRS-02). */
export const mostMinutes = (startsAt: Date, plannedEnd: Date): number =>
  Math.round((plannedEnd.getTime() - startsAt.getTime()) / 60_000);

/** Why these minutes are not proposed for a line. `pending`: another proposal waits. */
export function whyNotPropose(
  line: LineToCorrect,
  { trueMinutes, plannedEnd, pending }: { trueMinutes: number; plannedEnd: Date; pending: boolean },
): Fault {
  const most = mostMinutes(line.startsAt, plannedEnd);
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
  const endsAt = new Date(line.startsAt.getTime() + trueMinutes * 60_000);
  const sourceKey = `correction:${id}`;
  return [back, { ...facts, minutes: trueMinutes, endsAt, sourceKey, ruleVersion: HOURS_RULE_VERSION, reason }];
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
