import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
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

/**
 * Writes the draft of one académie, month and channel anew: idempotent while it is a draft, untouched once it is more.
 * Called inside a transaction that holds the lock. Null where there is nothing to pay.
 */
export async function writeDraft(
  tx: Tx,
  { byId, personIds, ...scope }: Asked,
  chargesOf: ChargesOf,
): Promise<string | null> {
  const { academieId, month, channel } = scope;
  const academie = await tx.place.findUniqueOrThrow({ where: { id: academieId } });
  const known = await tx.payStatement.findUnique({ where: { academieId_month_channel: scope } });
  if (known && known.status !== "DRAFT") return known.id;
  const now = await businessNow(tx);
  const drafting: Drafting = { id: known?.id ?? null, academieId, month, zone: academie.timeZone };
  const judging = { rates: await loadRates(tx), today: localDay(now, academie.timeZone) };
  const linesOf = await linesDue(tx, drafting, channel, personIds, { ...judging, chargesOf });

  let changed = false;
  for (const people of chunksOf(linesOf.people, TOGETHER)) {
    const before = known ? await linesOfPeople(tx, known.id, people) : [];
    const lines = await linesOf.judge(people);
    if (before.length === 0 && lines.length === 0) continue;
    if (before.length > 0 && shapeOf(before) === shapeOf(lines)) continue;
    changed = true;
    drafting.id ??= await openDraft(tx, academie, scope, now);
    if (before.length > 0) await tx.payLine.deleteMany({ where: { id: { in: before.map(({ id }) => id) } } });
    await insertLines(tx, drafting.id, lines, now);
  }
  if (drafting.id && changed) {
    await tx.$executeRaw`
      UPDATE pay_statement SET drafted_at = ${now}, total_cents = (
        SELECT coalesce(sum(l.amount_cents), 0) FROM pay_line l
        WHERE l.statement_id = ${drafting.id}::uuid AND l.decision IN ('ACCEPT', 'WARN'))
      WHERE id = ${drafting.id}::uuid`;
    await tx.statementEvent.create({ data: { statementId: drafting.id, status: "DRAFT", at: now, byId } });
  }
  return drafting.id;
}

type Judging = { rates: readonly RateRowFacts[]; today: Day; chargesOf: ChargesOf };
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

async function openDraft(tx: Tx, academie: { id: string; name: string }, scope: Scope, draftedAt: Date) {
  const number = await nextNumber(tx, academie, scope);
  const { id } = await tx.payStatement.create({ data: { ...scope, number, draftedAt }, select: { id: true } });
  return id;
}

/** « HSE-2012-RENNES-0001 »: without gap per académie, channel and year; the caller holds the lock, nothing is removed. */
async function nextNumber(
  tx: Tx,
  academie: { id: string; name: string },
  { month, channel }: Pick<Scope, "month" | "channel">,
): Promise<string> {
  const year = month.slice(0, 4);
  const known = await tx.payStatement.count({
    where: { academieId: academie.id, channel, month: { startsWith: year } },
  });
  return `${channel}-${letterNumber(year, academie.name, known + 1)}`;
}
