import { z } from "zod";
import type { Facts } from "../errors";
import { Month } from "./windows";

export type DeclarationFacts = {
  /** Paid hours of the month in the ledger. */
  hours: number;
  /** Séances of the month she leads that are not over yet, and those whose sheet is still open. */
  toCome: number;
  openSheets: number;
  /** "2012-11", in the time zone of the declaration. */
  month: string;
  currentMonth: string;
};

/** What keeps a month from being declared complete: nothing is complete before it is done and signed. */
export function whyNotDeclare(facts: DeclarationFacts): { key: string; facts: Facts }[] {
  const { hours, toCome, openSheets, month, currentMonth } = facts;
  if (month > currentMonth) return [{ key: "pay.monthToCome", facts: { month } }];
  return [
    ...(toCome > 0 ? [{ key: "pay.seancesToCome", facts: { count: toCome } }] : []),
    ...(openSheets > 0 ? [{ key: "pay.sheetsOpen", facts: { count: openSheets } }] : []),
    ...(hours === 0 && toCome + openSheets === 0 ? [{ key: "pay.nothingToDeclare", facts: { month } }] : []),
  ];
}

export const DeclareMonth = z.object({ month: Month });
export const ContestHour = z.object({
  id: z.uuid(),
  month: Month,
  /** Empty: an hour is missing. */
  entryId: z.union([z.literal("").transform(() => null), z.uuid()]),
  reason: z.string().trim().min(3, "pay.contestReasonRequired").max(300, "pay.reasonTooLong"),
});
export type ContestHour = z.output<typeof ContestHour>;
/** What the address of the page asks for. */
export const MonthFilter = z.object({ mois: Month.optional() });
