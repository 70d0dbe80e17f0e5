import { db, type Tx } from "~/platform/db.server";
import { type Day, localDay } from "../calendar";
import { grouped } from "../grouped";
import { letterNumber } from "../mission/rules";
import type { Drafting, DraftLine } from "./draft-lines.server";
import { insertLines, linesOfPeople, peopleOn, shapeOf } from "./draft-rows.server";
import { type EntryToJudge, loadEntries, type MissionToJudge } from "./facts.server";
import { type FlatChannel, flatChannels, flatLines, holdersOf, missionsToPay } from "./flat-lines.server";
import { type HourlyChannel, hourLines, hoursToPay } from "./hour-lines.server";
import type { Charge } from "./line-facts.server";
import { loadRates } from "./rates.server";
import { hourly } from "./rules/rule";
import type { Channel, RateRowFacts } from "./schema";
import type { StatementStatus } from "./steps";

/** Asked of the budget room: the envelope of each entry, and of each mission paid as a whole, by their ids. */
export type ChargesOf = {
  entries: (tx: Tx, entries: readonly EntryToJudge[]) => Promise<Map<string, Charge>>;
  missions: (tx: Tx, missions: readonly MissionToJudge[]) => Promise<Map<string, Charge>>;
};

/** Channels that a statement pays; a discharge is none. */
export const paidChannels = [...hourly, ...flatChannels] as const satisfies readonly Channel[];
export type PaidChannel = (typeof paidChannels)[number];
const isHourly = (channel: Channel): channel is HourlyChannel => (hourly as readonly Channel[]).includes(channel);
const isFlat = (channel: Channel): channel is FlatChannel => (flatChannels as readonly Channel[]).includes(channel);

/** Statements of one académie are drafted and decided one after the other. */
export async function lockStatements(tx: Tx, academieId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`statements:${academieId}`}, 0))`;
}

/** People whose lines are judged and written together: memory is that of so many, whatever the size of a statement. */
const TOGETHER = 200;

export type Scope = { academieId: string; month: string; channel: Channel };
type Asked = Scope & {
  /** Null for the clock, and the person who asked otherwise (its author). */
  byId: string | null;
  /** Whose lines to judge anew; everybody's where it is left out. */
  personIds?: readonly string[];
};
/** What judges lines besides themselves, the same for many statements. */
export type Means = { chargesOf: ChargesOf; rates: readonly RateRowFacts[] };

export const meansOf = async (chargesOf: ChargesOf, tx: Tx = db): Promise<Means> => ({
  chargesOf,
  rates: await loadRates(tx),
});

/**
 * Writes the draft of one académie, month and channel anew: idempotent while it is a draft, untouched once it is more.
 * Called inside a transaction that holds the lock. Null where there is nothing to pay.
 */
export async function writeDraft(
  tx: Tx,
  { byId, personIds, ...scope }: Asked,
  { chargesOf, rates }: Means,
): Promise<string | null> {
  const known = await standingOf(tx, scope);
  if (known.status && known.status !== "DRAFT") return known.id;
  const { now, zone } = known;
  const drafting: Drafting = { id: known.id, academieId: scope.academieId, month: scope.month, zone };
  const judging = { rates, today: localDay(now, zone), chargesOf };
  const due = await linesDue(tx, drafting, scope.channel, personIds, judging);

  let changed = false;
  for (const people of chunksOf(due.people, TOGETHER)) {
    const before = known.id ? await linesOfPeople(tx, known.id, people) : [];
    const lines = await due.judge(people);
    if (before.length === 0 && lines.length === 0) continue;
    if (before.length > 0 && shapeOf(before) === shapeOf(lines)) continue;
    changed = true;
    drafting.id ??= await openDraft(tx, scope, known);
    if (before.length > 0) await tx.payLine.deleteMany({ where: { id: { in: before.map(({ id }) => id) } } });
    await insertLines(tx, drafting.id, lines, now);
  }
  if (!drafting.id || !changed) return drafting.id;
  await sayTotal(tx, drafting.id, now);
  // Lines of some people that follow what happened leave the draft its author: whoever wrote it does not decide it.
  if (!personIds)
    await tx.statementEvent.create({ data: { statementId: drafting.id, status: "DRAFT", at: now, byId } });
  return drafting.id;
}

type Standing = {
  id: string | null;
  status: StatementStatus | null;
  now: Date;
  zone: string;
  academie: string;
  /** Statements of its channel and year. */
  numbered: number;
};

/** Where a statement stands, and what its number would be. The caller holds the lock, and nothing is ever removed. */
async function standingOf(tx: Tx, { academieId, month, channel }: Scope): Promise<Standing> {
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT s.id::text, s.status::text, business_now() AS now, a.time_zone AS zone, a.name AS academie, (
      SELECT count(*)::int FROM pay_statement known WHERE known.academie_id = a.id AND known.channel = ${channel}::channel
        AND known.month LIKE ${`${month.slice(0, 4)}-%`}) AS numbered
    FROM place a
      LEFT JOIN pay_statement s ON s.academie_id = a.id AND s.month = ${month} AND s.channel = ${channel}::channel
    WHERE a.id = ${academieId}::uuid`;
  if (!row) throw new Error(`there is no académie ${academieId}`);
  return row;
}

/** « HSE-2012-RENNES-0001 »: without gap per académie, channel and year. */
async function openDraft(tx: Tx, scope: Scope, { now, academie, numbered }: Standing): Promise<string> {
  const number = `${scope.channel}-${letterNumber(scope.month.slice(0, 4), academie, numbered + 1)}`;
  const { id } = await tx.payStatement.create({ data: { ...scope, number, draftedAt: now }, select: { id: true } });
  return id;
}

/** The total of its lines to pay. */
async function sayTotal(tx: Tx, statementId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE pay_statement SET drafted_at = ${at}, total_cents = (
      SELECT coalesce(sum(l.amount_cents), 0) FROM pay_line l
      WHERE l.statement_id = ${statementId}::uuid AND l.decision IN ('ACCEPT', 'WARN'))
    WHERE id = ${statementId}::uuid`;
}

type Judging = Means & { today: Day };
type LinesDue = { people: string[]; judge: (people: string[]) => Promise<DraftLine[]> };

/** Who may have lines in a draft, or has, and how the lines of some of them are judged. */
async function linesDue(
  tx: Tx,
  drafting: Drafting,
  channel: Channel,
  personIds: readonly string[] | undefined,
  { chargesOf, ...judging }: Judging,
): Promise<LinesDue> {
  const listed = drafting.id ? await peopleOn(tx, drafting.id, personIds) : [];
  if (isHourly(channel)) {
    const hours = await hoursToPay(tx, drafting, channel, personIds);
    const byPerson = grouped(hours, ({ personId, id }) => [personId, id]);
    return {
      people: sorted([...listed, ...byPerson.keys()]),
      judge: async (people) => {
        const ids = people.flatMap((personId) => byPerson.get(personId) ?? []);
        const entries = await loadEntries(tx, ids);
        return hourLines(tx, entries, await chargesOf.entries(tx, entries), judging);
      },
    };
  }
  if (!isFlat(channel)) return { people: [], judge: async () => [] };
  return {
    people: sorted([...listed, ...(await holdersOf(tx, drafting, channel, personIds))]),
    judge: async (people) => {
      const due = await missionsToPay(tx, drafting, channel, people);
      const missions = due.map(({ mission }) => mission);
      return flatLines(tx, due, await chargesOf.missions(tx, missions), judging);
    },
  };
}

const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
