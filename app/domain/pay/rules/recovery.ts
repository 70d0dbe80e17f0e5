import type { Day } from "../../calendar";
import type { RateRowFacts } from "../schema";
import { amountOf, divide } from "./rates";
import { defineRule, refused } from "./rule";

const text = "Loi n° 2000-321 du 12 avril 2000, art. 37-1 (loi n° 2011-1978 du 28 décembre 2011)";

type Recovery = { paidOn: Day; claimedOn: Day; falseDeclaration?: boolean | null };
type Params02 = { paidOn: string; claimedOn: string; until: string; years: number };

/** REC-02 is asked of a recovery, not of a line: it is here for its sentences. */
export const rec02 = defineRule<Params02>({
  code: "REC-02",
  text,
  inForce: { from: "2011-12-30", to: null },
  channels: [],
  judge: () => null,
  fr: ({ claimedOn, until, years }, f) =>
    `Réclamé le ${f.date(claimedOn)}, le trop-perçu est prescrit : il pouvait l'être pendant ${years} ans, avant le ${f.date(until)}.`,
  en: ({ claimedOn, until, years }, f) =>
    `Claimed on ${f.date(claimedOn)}, the overpayment has lapsed: it could be claimed for ${years} years, before ${f.date(until)}.`,
});

/**
 * An overpayment is claimed within two years from the first day of the month after it was paid, five where the person
 * gave false data or none.
 */
export function judgeRecovery({ paidOn, claimedOn, falseDeclaration }: Recovery) {
  const years = falseDeclaration === true ? 5 : 2;
  const [year = 0, month = 1] = paidOn.split("-").map(Number);
  const first = month === 12 ? [year + 1, 1] : [year, month + 1];
  const until = `${(first[0] ?? 0) + years}-${String(first[1]).padStart(2, "0")}-01`;
  const late = claimedOn >= until;
  return {
    decision: late ? ("REFUSE" as const) : ("ACCEPT" as const),
    findings: late ? [{ code: "REC-02" as const, ...refused({ paidOn, claimedOn, until, years }), text }] : [],
    until,
    text,
  };
}

/**
 * REC-01. A paid line is never edited nor removed: the old amount is taken back and the true one written, both kept.
 * Cents and minutes; the row is that of the day of service, null where the line itself says its rate (a vacation).
 */
export function correctionEntries(
  line: { minutes: number; amountCents: number },
  trueMinutes: number,
  row: Pick<RateRowFacts, "hourlyCents"> | null,
): { entries: { minutes: number; amountCents: number }[]; netCents: number } {
  const back = { minutes: -line.minutes, amountCents: -line.amountCents };
  const amountCents = row ? amountOf(trueMinutes, row.hourlyCents) : shareOf(line, trueMinutes);
  const anew = { minutes: trueMinutes, amountCents };
  const entries = trueMinutes === 0 ? [back] : [back, anew];
  return { entries, netCents: entries.reduce((sum, { amountCents }) => sum + amountCents, 0) };
}

/** The amount of a line in proportion to its minutes, rounded half-up once. */
const shareOf = ({ minutes, amountCents }: { minutes: number; amountCents: number }, trueMinutes: number): number =>
  Math.sign(amountCents) * divide(BigInt(Math.abs(amountCents)) * BigInt(trueMinutes), BigInt(minutes));
