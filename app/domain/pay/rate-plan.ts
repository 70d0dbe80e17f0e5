import { addDays, type Day } from "../calendar";
import { cellKey, computedRate, isRated, type RateAmounts, type RateCell, type RateFacts } from "./rate-basis";

export type TypedRate = RateCell & RateAmounts;
/** A set of rows to write: from a day on, the same source for all. */
export type RateProposal = {
  validFrom: Day;
  validTo: Day | null;
  source: string;
  facts: RateFacts;
  rows: readonly TypedRate[];
};

/** A row that stands. `usedUntil`: the last day a decided line was priced at it. */
export type StandingRate = TypedRate & {
  id: string;
  validFrom: Day;
  validTo: Day | null;
  source: string;
  usedUntil: Day | null;
};

/** Days of a corps and grade whose price may become another. */
export type RateSpan = RateCell & { from: Day; to: Day | null };

export type RateFault = RateCell & {
  reason: "amounts" | "twice" | "used" | "usedAfter" | "overlaps" | "needsEnd";
  from: Day;
  until: Day | null;
};

/** Beyond this share of the row before, somebody says that it is no mistake. */
export const STEEP = 0.2;

export type ComingRate = TypedRate & {
  validFrom: Day;
  validTo: Day | null;
  computed: RateAmounts | null;
  /** The row before it, and the greatest change of an amount: 0,05 is 5 % more. */
  before: StandingRate | null;
  change: number | null;
  /** Confirmed apart: a great change, or a corps to which the décret gives no maximum of service. */
  unusual: "change" | "corps" | null;
  /** A row of the same first day that paid nobody: mistaken, and taken away. */
  replaces: StandingRate | null;
};
export type RatePlan = {
  comes: ComingRate[];
  ends: (StandingRate & { endsOn: Day })[];
  faults: RateFault[];
  spans: RateSpan[];
};

/**
 * What writing a set would do: rows that come, open ones that end the day before, rows of the same first day that it
 * corrects. What stands already as it is typed is left as it is. Nothing overlaps, and what paid somebody stays.
 */
export function planRates(standing: readonly StandingRate[], { rows, ...set }: RateProposal): RatePlan {
  const plan: RatePlan = { comes: [], ends: [], faults: [], spans: [] };
  const seen = new Set<string>();
  for (const row of rows) {
    const around = aroundOf(standing, row, set.validFrom);
    const why = seen.has(cellKey(row)) ? fault("twice", set.validFrom) : whyNot(around, row, set);
    seen.add(cellKey(row));
    if (why) plan.faults.push({ corps: row.corps, grade: row.grade, ...why });
    else if (!isThere(around, row, set)) take(plan, around, row, set);
  }
  return plan;
}

type SetOfRates = Omit<RateProposal, "rows">;
/** Rows of one corps and grade around a day: the last that begins before it, the one of that day, the first after it. */
type Around = Record<"before" | "same" | "next", StandingRate | null>;

function aroundOf(standing: readonly StandingRate[], cell: RateCell, day: Day): Around {
  const own = standing.filter((one) => cellKey(one) === cellKey(cell)).sort(byStart);
  return {
    before: own.findLast((one) => one.validFrom < day) ?? null,
    same: own.find((one) => one.validFrom === day) ?? null,
    next: own.find((one) => one.validFrom > day) ?? null,
  };
}

const isThere = ({ same }: Around, row: TypedRate, { validTo, source }: SetOfRates): boolean =>
  same !== null && isSame(same, row) && same.validTo === validTo && same.source === source;

type Why = Omit<RateFault, keyof RateCell>;
const fault = (reason: Why["reason"], from: Day, until: Day | null = null): Why => ({ reason, from, until });

function whyNot(around: Around, row: TypedRate, set: SetOfRates): Why | null {
  const { before, same, next } = around;
  const { validFrom, validTo } = set;
  if (!(row.hourlyCents > 0 && row.yearlyCents > 0 && row.firstYearlyCents >= row.yearlyCents))
    return fault("amounts", validFrom);
  if (isThere(around, row, set)) return null;
  if (same?.usedUntil) return fault("used", validFrom, same.usedUntil);
  if (before?.validTo && before.validTo >= validFrom) return fault("overlaps", before.validFrom, before.validTo);
  if (next && validTo === null) return fault("needsEnd", next.validFrom, addDays(next.validFrom, -1));
  if (next && validTo !== null && validTo >= next.validFrom) return fault("overlaps", next.validFrom, next.validTo);
  if (before?.validTo === null && before.usedUntil && before.usedUntil >= validFrom)
    return fault("usedAfter", before.validFrom, before.usedUntil);
  return null;
}

function take(plan: RatePlan, { before, same }: Around, row: TypedRate, set: SetOfRates): void {
  const { validFrom, validTo, facts } = set;
  const change = before && greatestChange(before, row);
  const steep = change !== null && Math.abs(change) > STEEP;
  plan.comes.push({
    ...{ ...row, validFrom, validTo, before, change, replaces: same },
    computed: computedRate(row, facts),
    unusual: steep ? "change" : isRated(row.corps) ? null : "corps",
  });
  plan.spans.push({ corps: row.corps, grade: row.grade, from: validFrom, to: validTo });
  if (same) plan.spans.push(spanOf(same));
  if (before?.validTo !== null) return;
  plan.ends.push({ ...before, endsOn: addDays(validFrom, -1) });
  plan.spans.push({ ...spanOf(before), from: validFrom });
}

export const spanOf = ({ corps, grade, validFrom, validTo }: StandingRate): RateSpan => ({
  corps,
  grade,
  from: validFrom,
  to: validTo,
});

const byStart = (a: { validFrom: Day }, b: { validFrom: Day }) => a.validFrom.localeCompare(b.validFrom);
const amounts = ["hourlyCents", "yearlyCents", "firstYearlyCents"] as const;
const isSame = (a: RateAmounts, b: RateAmounts) => amounts.every((key) => a[key] === b[key]);

function greatestChange(before: RateAmounts, now: RateAmounts): number {
  const changes = amounts.map((key) => now[key] / before[key] - 1);
  return changes.sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? 0;
}

/** Days of a corps and grade that no row covers; `to` null where none comes after. */
export type RateGap = { from: Day; to: Day | null; cells: RateCell[] };

/** The gaps of a table of rates since its first day, those of the same days together. */
export function gapsOf(standing: readonly StandingRate[], cells: readonly RateCell[]): RateGap[] {
  const first = [...standing].sort(byStart)[0]?.validFrom;
  if (!first) return [];
  const gaps = new Map<string, RateGap>();
  const add = (cell: RateCell, from: Day, to: Day | null) => {
    const gap = gaps.get(`${from} ${to}`) ?? { from, to, cells: [] };
    gap.cells.push({ corps: cell.corps, grade: cell.grade });
    gaps.set(`${from} ${to}`, gap);
  };
  for (const cell of cells) {
    let next: Day | null = first;
    for (const row of standing.filter((one) => cellKey(one) === cellKey(cell)).sort(byStart)) {
      if (next && row.validFrom > next) add(cell, next, addDays(row.validFrom, -1));
      next = row.validTo && addDays(row.validTo, 1);
    }
    if (next) add(cell, next, null);
  }
  return [...gaps.values()].sort((a, b) => a.from.localeCompare(b.from) || (a.to ?? "9").localeCompare(b.to ?? "9"));
}

/** The cells of a table: those every table has, and whatever else has a row. */
export function cellsOf(standing: readonly StandingRate[], cells: readonly RateCell[]): RateCell[] {
  const known = new Map(
    [...cells, ...standing].map(({ corps, grade }) => [cellKey({ corps, grade }), { corps, grade }]),
  );
  return [...known.values()];
}
