import { z } from "zod";
import { addDays, type Day, instantOf, localDay } from "../calendar";
import { Month } from "./windows";

/** First instant of the day after the last day of grace; without grace, the instant of the closing itself. */
export function effectiveAt(closedAt: Date, graceDays: number, zone: string): Date {
  if (graceDays <= 0) return closedAt;
  const last = addDays(localDay(closedAt, zone), graceDays + 1);
  return instantOf(last, "00:00", zone) ?? new Date(closedAt.getTime() + graceDays * 86_400_000);
}

/** "2012-10" is over on "2012-11-01". */
export const isOver = (month: string, today: Day): boolean => today.slice(0, 7) > month;

/** Days of the neighbouring months too: whoever reads instants dates them locally afterwards. */
export function aroundMonth(month: string): { from: Date; to: Date } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return { from: new Date(Date.UTC(year, number - 1, 1) - 86_400_000), to: new Date(Date.UTC(year, number, 2)) };
}

/** The last word said of a month over a place. */
export type ClosingWord = { kind: "CLOSED" | "REOPENED"; effectiveAt: Date | null } | null;
export type ClosingState = "OPEN" | "GRACE" | "CLOSED";

export function closingState(word: ClosingWord, now: Date): ClosingState {
  if (word?.kind !== "CLOSED" || !word.effectiveAt) return "OPEN";
  return now < word.effectiveAt ? "GRACE" : "CLOSED";
}

export const ClosePlace = z.object({ placeId: z.uuid("pay.placeRequired"), month: Month });
export const ReopenPlace = ClosePlace.extend({
  reason: z.string().trim().min(3, "pay.reopenReasonRequired").max(300, "pay.reasonTooLong"),
});
/** What the address of the page asks for. */
export const ClosingFilter = z.object({ lieu: z.uuid().optional(), mois: Month.optional() });
