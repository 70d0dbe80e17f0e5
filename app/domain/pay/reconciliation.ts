import { z } from "zod";
import { addMonths, type Day, schoolYearOf } from "../calendar";
import { Month } from "./windows";

/** Why what was declared is not what was paid, the gravest first. */
export const causes = [
  "UNEXPLAINED",
  "CORRECTED_AFTER_PAYMENT",
  "HELD",
  "NOT_DRAFTED",
  "CONTESTED",
  "NOT_CERTIFIED",
  "NOT_DECLARED",
  "IN_DRAFT",
  "DECIDED_NOT_EXPORTED",
  "REFUSED_BY_HEAD",
  "REFUSED_BY_RULE",
  "PAID_AS_A_WHOLE",
  "TAKEN_BACK",
] as const;
export type Cause = (typeof causes)[number];

/** What somebody has already answered for good: told, never waited for. */
const answered: readonly Cause[] = ["REFUSED_BY_HEAD", "REFUSED_BY_RULE", "PAID_AS_A_WHOLE", "TAKEN_BACK"];
export const isOpen = (cause: Cause): boolean => !answered.includes(cause);

/**
 * One line of the ledger (HOUR), what takes one back (COUNTER), or one part of a mission paid by an amount (PART), with
 * where it stands. `line` is the one that pays it, else the last that judged it.
 */
export type Standing = {
  kind: "HOUR" | "COUNTER" | "PART";
  /** Its mission pays hours; false where the mission pays an amount, or nothing. */
  paidByHour: boolean;
  /** A counter-entry takes it back. */
  reversed: boolean;
  /** Of a counter-entry: the line it takes back was paid. */
  takesBackPaid: boolean;
  /** Of a counter-entry, that of the line it takes back; of a part, the yearly service attested. */
  certification: "CERTIFIED" | "REFUSED" | null;
  /** Whether its channel pays only what was certified: hours always, of the amounts the IFIC alone. */
  certifiedFirst: boolean;
  monthDeclared: boolean;
  contested: boolean;
  decision: "ACCEPT" | "WARN" | "HOLD" | "REFUSE" | null;
  status: "DRAFT" | "CONTROLLED" | "DECIDED" | "EXPORTED" | null;
  /** Lines that pay it in decided or exported statements, and whether they pay the minutes it has. */
  paidLines: number;
  paidAsBooked: boolean;
};

/** Why an item is not simply declared, certified and paid; null where it is. */
export function causeOf(item: Standing): Cause | null {
  if (item.kind === "COUNTER") return causeOfCounter(item);
  if (item.paidLines > 0) return causeOfPaid(item);
  // Its counter-entry takes the same away: nothing was paid, nothing is due.
  if (item.reversed) return "TAKEN_BACK";
  if (item.kind === "HOUR" && !item.paidByHour) return "PAID_AS_A_WHOLE";
  if (item.certification === "REFUSED") return "REFUSED_BY_HEAD";
  if (item.certifiedFirst && item.certification === null) {
    if (item.contested) return "CONTESTED";
    return item.monthDeclared ? "NOT_CERTIFIED" : "NOT_DECLARED";
  }
  if (item.decision === null) return "NOT_DRAFTED";
  if (item.decision === "HOLD") return "HELD";
  return item.decision === "REFUSE" ? "REFUSED_BY_RULE" : "IN_DRAFT";
}

function causeOfPaid({ paidLines, paidAsBooked, certifiedFirst, certification, status }: Standing): Cause | null {
  const proved = !certifiedFirst || certification === "CERTIFIED";
  if (paidLines > 1 || !paidAsBooked || !proved) return "UNEXPLAINED";
  return status === "DECIDED" ? "DECIDED_NOT_EXPORTED" : null;
}

function causeOfCounter({ paidLines, paidAsBooked, takesBackPaid, status }: Standing): Cause | null {
  if (!takesBackPaid) return paidLines > 0 ? "UNEXPLAINED" : "TAKEN_BACK";
  if (paidLines === 0) return "CORRECTED_AFTER_PAYMENT";
  if (paidLines > 1 || !paidAsBooked) return "UNEXPLAINED";
  return status === "DECIDED" ? "DECIDED_NOT_EXPORTED" : null;
}

/** Minutes, cents, and minutes that no line has priced yet. */
export type Sum = { minutes: number; cents: number; unpriced: number };
export type Columns = { declared: Sum; certified: Sum; paid: Sum };
export type CauseSum = { cause: Cause; code: string | null; count: number; minutes: number; cents: number };

/** Items that stand alike, counted together. */
export type Group = Standing & {
  code: string | null;
  count: number;
  minutes: number;
  cents: number;
  unpriced: number;
  paidMinutes: number;
  paidCents: number;
};

const none = (): Sum => ({ minutes: 0, cents: 0, unpriced: 0 });
const add = (sum: Sum, { minutes, cents, unpriced }: Sum) => {
  sum.minutes += minutes;
  sum.cents += cents;
  sum.unpriced += unpriced;
};

/** The three columns of items that stand alike, and their differences by cause and code, the gravest first. */
export function reconcile(groups: readonly Group[]): { columns: Columns; differences: CauseSum[] } {
  const columns: Columns = { declared: none(), certified: none(), paid: none() };
  const found = new Map<string, CauseSum>();
  for (const group of groups) {
    add(columns.declared, group);
    if (group.certification === "CERTIFIED") add(columns.certified, group);
    add(columns.paid, { minutes: group.paidMinutes, cents: group.paidCents, unpriced: 0 });
    const cause = causeOf(group);
    if (cause === null) continue;
    const code = codeOf(cause, group.code);
    const known = found.get(`${cause} ${code}`) ?? { cause, code, count: 0, minutes: 0, cents: 0 };
    known.count += group.count;
    known.minutes += group.minutes;
    known.cents += group.cents;
    found.set(`${cause} ${code}`, known);
  }
  const rank = ({ cause }: CauseSum) => causes.indexOf(cause);
  const differences = [...found.values()].sort(
    (a, b) => rank(a) - rank(b) || (a.code ?? "").localeCompare(b.code ?? ""),
  );
  return { columns, differences };
}

/** The code of a rule says something only where a rule keeps the line. */
export const codeOf = (cause: Cause, code: string | null): string | null =>
  cause === "HELD" || cause === "REFUSED_BY_RULE" ? code : null;

/** What the address asks for: a month, or a whole school year; a channel; an académie. */
export const ReconciliationFilter = z.object({
  academie: z.uuid().optional(),
  mois: Month.optional(),
  annee: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .optional(),
  canal: z.enum(["IFIC", "HSE", "HSA", "VACATION", "IMP", "PACTE"]).optional(),
  apres: z.string().max(200).optional(),
});
export type ReconciliationFilter = z.output<typeof ReconciliationFilter>;
export type Period = { schoolYear: string; month: string | null };

/** The month asked for, else the year asked for, else the month before this one. */
export function periodOf({ mois, annee }: Pick<ReconciliationFilter, "mois" | "annee">, today: Day): Period {
  if (!mois && annee) return { schoolYear: annee, month: null };
  const month = mois ?? addMonths(today.slice(0, 7), -1);
  return { schoolYear: schoolYearOf(`${month}-01`), month };
}

/** Days after the closing of a month takes effect from which its differences are written down. */
export const RECONCILE_AFTER_DAYS = 10;
/** Days after the end of a month that nobody closed. */
export const RECONCILE_UNCLOSED_DAYS = 60;
