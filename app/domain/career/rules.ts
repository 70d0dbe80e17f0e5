import { addDays, type Day } from "../calendar";
import { canonicalJson } from "../canonical";
import type { Facts } from "../errors";
import type { CareerFacts, CareerRow, ChangeCareer, Span } from "./schema";

export type Fault = { key: string; facts: Facts; field?: string };
const fault = (name: string, facts: Facts = {}, field?: string): Fault => ({
  key: `career.${name}`,
  facts,
  ...(field ? { field } : {}),
});

/** Before it nobody of whom a rule speaks had a career: a year typed wrong. */
export const EARLIEST: Day = "1950-01-01";
/** A decision may be known before its day, not by years. */
const AHEAD_DAYS = 366;

export const covers = ({ from, to }: Span, day: Day): boolean => from <= day && (to === null || day <= to);
const endsBefore = ({ to }: Span, day: Day): boolean => to !== null && to < day;
const byDay = (a: Span, b: Span) => a.from.localeCompare(b.from);

export const factsOf = ({ category, corps, grade, fullService, mainDuty }: CareerFacts): CareerFacts => ({
  ...{ category, corps, grade, fullService, mainDuty },
});
const sameFacts = (a: CareerFacts, b: CareerFacts) => canonicalJson(factsOf(a)) === canonicalJson(factsOf(b));
const sameRow = (a: CareerRow, b: CareerRow) => sameFacts(a, b) && a.from === b.from && a.to === b.to;

function whyNotFacts({ category, corps }: CareerFacts): Fault | null {
  if (corps === "OTHER") return null;
  const needed = corps === "CPE" ? "CPE" : "TEACHER";
  return category === needed ? null : fault("corpsOfAnother", { corps, category }, "category");
}

function whyNotDay(day: Day, today: Day, field: string): Fault | null {
  if (day < EARLIEST) return fault("tooEarly", { day, earliest: EARLIEST }, field);
  const latest = addDays(today, AHEAD_DAYS);
  return day > latest ? fault("tooLate", { day, latest }, field) : null;
}

/** Whether a change asks for what stands already: pressed twice, or a list given twice. */
export function isSaid(rows: readonly CareerRow[], change: ChangeCareer): boolean {
  if (change.kind === "REMOVE") return false;
  const known = rows.find((row) => (change.kind === "ADD" ? row.from === change.from : row.id === change.rowId));
  if (!known || !sameFacts(known, change)) return false;
  return change.kind === "ADD" || (known.from === change.from && known.to === change.to);
}

type Changed = { ok: true; rows: CareerRow[] } | { ok: false; fault: Fault };
const no = (why: Fault): Changed => ({ ok: false, fault: why });

/** The rows as they will be, in the order of their days; `newId` of the row that is added. */
export function changed(
  rows: readonly CareerRow[],
  change: ChangeCareer,
  { newId, today }: { newId: string; today: Day },
): Changed {
  if (change.kind === "REMOVE") return remove(rows, change.rowId);
  const why =
    whyNotFacts(change) ??
    whyNotDay(change.from, today, "from") ??
    (change.kind === "CORRECT" && change.to ? whyNotDay(change.to, today, "to") : null);
  if (why) return no(why);
  return change.kind === "ADD" ? add(rows, change, newId) : correct(rows, change);
}

/** From a day on: the row that covers it ends the day before, and the new one lasts as long as that one did. */
function add(rows: readonly CareerRow[], change: CareerFacts & { from: Day }, id: string): Changed {
  const { from } = change;
  const covering = rows.find((row) => covers(row, from));
  if (covering?.from === from) return no(fault("sameDay", { day: from }, "from"));
  if (covering && sameFacts(covering, change)) return no(fault("nothingChanges", { day: covering.from }));
  const next = [...rows].sort(byDay).find((row) => row.from > from);
  const to = covering ? covering.to : next ? addDays(next.from, -1) : null;
  const kept = rows.map((row) => (row === covering ? { ...row, to: addDays(from, -1) } : row));
  return { ok: true, rows: [...kept, { ...factsOf(change), id, from, to }].sort(byDay) };
}

/** A row said again. The row that ended the day before it still does. */
function correct(
  rows: readonly CareerRow[],
  change: CareerFacts & { rowId: string; from: Day; to: Day | null },
): Changed {
  const row = rows.find(({ id }) => id === change.rowId);
  if (!row) return no(fault("rowUnknown"));
  const { from, to } = change;
  if (to !== null && to < from) return no(fault("endsBeforeItBegins", {}, "to"));
  const said: CareerRow = { ...factsOf(change), id: row.id, from, to };
  if (sameRow(row, said)) return no(fault("nothingChanges", { day: row.from }));
  const before = previousOf(rows, row);
  const others = rows
    .filter(({ id }) => id !== row.id)
    .map((other) => (other === before && other.from < from ? { ...other, to: addDays(from, -1) } : other));
  const met = others.find((other) => !endsBefore(other, from) && (to === null || other.from <= to));
  if (met) return no(fault("overlaps", { from: met.from, to: met.to }, met.from < from ? "from" : "to"));
  return { ok: true, rows: [...others, said].sort(byDay) };
}

/** Without it the row before lasts as long as it did. */
function remove(rows: readonly CareerRow[], rowId: string): Changed {
  const row = rows.find(({ id }) => id === rowId);
  if (!row) return no(fault("rowUnknown"));
  const before = previousOf(rows, row);
  const left = rows.filter((other) => other !== row);
  return { ok: true, rows: left.map((other) => (other === before ? { ...other, to: row.to } : other)) };
}

/** The row that ends the day before another begins. */
const previousOf = (rows: readonly CareerRow[], row: CareerRow) =>
  rows.find(({ to }) => to !== null && addDays(to, 1) === row.from);

/** Rows that are not what they were: those as they were, those as they will be. */
export function difference(before: readonly CareerRow[], after: readonly CareerRow[]) {
  const isIn = (rows: readonly CareerRow[]) => (row: CareerRow) =>
    rows.some((other) => other.id === row.id && sameRow(other, row));
  return { gone: before.filter((row) => !isIn(after)(row)), come: after.filter((row) => !isIn(before)(row)) };
}

export type ChangedSpan = Span & { facts: (keyof CareerFacts)[] };
const factNames = ["category", "corps", "grade", "fullService", "mainDuty"] as const;

/** The days on which something is another than it was, and what; a day without a row says nothing of anything. */
export function changedSpans(before: readonly CareerRow[], after: readonly CareerRow[]): ChangedSpan[] {
  const edges = [...before, ...after].flatMap(({ from, to }) => [from, ...(to ? [addDays(to, 1)] : [])]);
  const starts = [...new Set(edges)].sort();
  const spans: ChangedSpan[] = [];
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    const [was, is] = [before, after].map((rows) => rows.find((row) => covers(row, from)));
    const facts = factNames.filter((name) => was?.[name] !== is?.[name]);
    const to = next ? addDays(next, -1) : null;
    const last = spans.at(-1);
    const continues = last?.to && addDays(last.to, 1) === from && String(last.facts) === String(facts);
    if (facts.length === 0) continue;
    if (last && continues) last.to = to;
    else spans.push({ from, to, facts });
  }
  return spans;
}

/** Days between two rows that no row covers: whoever worked then waits. */
export function gapsOf(rows: readonly CareerRow[]): { from: Day; to: Day }[] {
  const inOrder = [...rows].sort(byDay);
  return inOrder.flatMap(({ to }, index) => {
    const next = inOrder[index + 1];
    return next && to && addDays(to, 1) < next.from ? [{ from: addDays(to, 1), to: addDays(next.from, -1) }] : [];
  });
}
