import { businessNow } from "~/platform/clock.server";
import { db, inBareTransaction, inTransaction, Prisma, type RawTx } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { type Actor, holdsAnywhere } from "../actor";
import { grouped } from "../grouped";
import type { ItemDue } from "./draft-lines.server";
import { type ChargesOf, lockStatements, meansOf, writeDrafts } from "./drafting.server";
import { listMissionsBegun } from "./flat-lines.server";
import { listHoursDue } from "./hour-lines.server";
import { statementReaders } from "./policy";
import { RULE_VERSION } from "./rules";
import type { Channel } from "./schema";

/** The statements a month may need. */
const listItems = async (month: string): Promise<ItemDue[]> =>
  (await Promise.all([listHoursDue(month), listMissionsBegun(month)])).flat();

/** The open run of a month, or a new one: whatever was killed is taken up where it stood. */
async function openRun(month: string, total: number) {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`run:${month}`}, 0))`;
    const open = await tx.statementRun.findFirst({ where: { month, finishedAt: null } });
    // What was to write may have grown since it was killed.
    if (open) return tx.statementRun.update({ where: { id: open.id }, data: { total } });
    return tx.statementRun.create({ data: { month, total, startedAt: await businessNow(tx) } });
  });
}

/**
 * Drafts the statements of a month of service, "2012-10", after those of every earlier month that is due and was not
 * finished: an hour belongs to its own month's statement, whichever job of the two runs first. Killed at any point and
 * called again, it goes on. The budget room gives the envelopes.
 */
export async function draftMonth(month: string, chargesOf: ChargesOf): Promise<void> {
  for (const earlier of await listUnfinished(month)) await runMonth(earlier, chargesOf);
  await runMonth(month, chargesOf);
}

/** Every month of service of the school years that are known, and its first day. */
const months = Prisma.sql`(
  SELECT DISTINCT to_char(first_day, 'YYYY-MM') AS month, first_day FROM school_year,
    generate_series(date_trunc('month', starts_on::timestamp), date_trunc('month', ends_on::timestamp), interval '1 month')
      AS first_day)`;
/** From the second day of the next month, 0 h in Paris, and so many days more. */
const isDue = (days = 0) => Prisma.sql`
  (m.first_day + interval '1 month' + ${1 + days} * interval '1 day') AT TIME ZONE 'Europe/Paris' <= business_now()`;
const isFinished = Prisma.sql`
  EXISTS (SELECT 1 FROM statement_run over WHERE over.month = m.month AND over.finished_at IS NOT NULL)`;

/** Months due before another of which no run was finished, the oldest first. */
async function listUnfinished(month: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ month: string }[]>`
    SELECT m.month FROM ${months} m WHERE m.month < ${month} AND ${isDue()} AND NOT ${isFinished} ORDER BY 1`;
  return rows.map((row) => row.month);
}

/** Months of service whose statements are due and were not started. */
export async function listMonthsToDraft(): Promise<string[]> {
  const rows = await db.$queryRaw<{ month: string }[]>`
    SELECT m.month FROM ${months} m
    WHERE ${isDue()} AND NOT EXISTS (
      SELECT 1 FROM scheduled_run WHERE task = 'pay.draftStatements' AND period = m.month)
    ORDER BY 1`;
  return rows.map((row) => row.month);
}

type Key = { academieId: string; channel: Channel };
const keyOf = ({ academieId, channel }: Key): string => `${academieId} ${channel}`;

/** Batches that are written side by side: PostgreSQL works on one while another is judged. */
const ABREAST = 5;

/** Some académies' at a time, as many as make enough lines together. An académie's are in one batch: their numbers follow. */
function batchesOf<T extends { academieId: string; lines: number }>(all: readonly T[]): T[][] {
  const batches: T[][] = [];
  const enough = env().STATEMENT_BATCH_LINES;
  let lines = enough;
  const academies = [...grouped(all, (one) => [one.academieId, one])].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, ofOne] of academies) {
    if (lines >= enough) {
      batches.push([]);
      lines = 0;
    }
    batches.at(-1)?.push(...ofOne);
    lines += ofOne.reduce((sum, one) => sum + one.lines, 0);
  }
  return batches;
}

/** Some batches at a time, in their order. @throws what the first that fails threw, once none is under way */
async function inBatches<T extends { academieId: string; lines: number }>(
  all: readonly T[],
  write: (tx: RawTx, batch: T[], academieIds: string[]) => Promise<void>,
): Promise<void> {
  const waiting = batchesOf(all);
  const writeNext = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      const some = batch;
      await inBareTransaction(async (tx) => {
        const academieIds = [...new Set(some.map(({ academieId }) => academieId))];
        await lockStatements(tx, ...academieIds);
        await write(tx, some, academieIds);
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: ABREAST }, writeNext));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** Each statement in one transaction with the item that says it is done. Memory is that of some people of each batch. */
async function runMonth(month: string, chargesOf: ChargesOf): Promise<void> {
  const items = await listItems(month);
  const run = await openRun(month, items.length);
  const means = await meansOf(chargesOf);
  await inBatches(items, async (tx, batch, academieIds) => {
    const done = await tx.$queryRaw<Key[]>`
      SELECT academie_id::text AS "academieId", channel::text FROM statement_item
      WHERE run_id = ${run.id}::uuid AND academie_id = ANY (${academieIds}::uuid[])`;
    const isDone = new Set(done.map(keyOf));
    const left = batch.filter((item) => !isDone.has(keyOf(item)));
    const asked = left.map(({ academieId, channel }) => ({ academieId, month, channel, byId: null }));
    const ids = await writeDrafts(tx, asked, means);
    await writeItems(
      tx,
      run.id,
      asked.map(({ academieId, channel }, n) => ({ academieId, channel, statementId: ids[n] ?? null })),
    );
  });
  await db.statementRun.updateMany({
    where: { id: run.id, finishedAt: null },
    data: { finishedAt: await businessNow() },
  });
}

async function writeItems(
  tx: RawTx,
  runId: string,
  items: { academieId: string; channel: Channel; statementId: string | null }[],
) {
  await tx.$executeRaw`
    INSERT INTO statement_item (run_id, academie_id, channel, statement_id, lines, at)
    SELECT ${runId}::uuid, i."academieId", i.channel, i."statementId",
      (SELECT count(*) FROM pay_line l WHERE l.statement_id = i."statementId"), business_now()
    FROM json_to_recordset(${JSON.stringify(items)}::json) AS i("academieId" uuid, channel channel, "statementId" uuid)`;
}

/** Judges every draft anew, month by month: what none of its lines changed for stays as it is. */
export async function redraftDrafts(chargesOf: ChargesOf): Promise<void> {
  const drafts = await db.payStatement.findMany({
    where: { status: "DRAFT" },
    orderBy: { month: "asc" },
    select: { academieId: true, month: true, channel: true, _count: { select: { lines: true } } },
  });
  const means = await meansOf(chargesOf);
  for (const ofMonth of grouped(drafts, (draft) => [draft.month, draft]).values())
    await inBatches(
      ofMonth.map(({ _count, ...draft }) => ({ ...draft, lines: _count.lines, byId: null })),
      async (tx, batch) => void (await writeDrafts(tx, batch, means)),
    );
}

/** Judges anew, in the drafts, the lines of whoever's hours changed since: an hour certified late, one taken back. */
export async function redraftChanged(chargesOf: ChargesOf): Promise<void> {
  const changed = await db.draftChange.groupBy({ by: ["academieId"], _count: true });
  const means = await meansOf(chargesOf);
  await inBatches(
    changed.map(({ academieId, _count }) => ({ academieId, lines: _count })),
    async (tx, _, academieIds) => {
      const changes = await tx.$queryRaw<(Key & { id: string; personId: string })[]>`
        SELECT id::text, academie_id::text AS "academieId", channel::text, person_id::text AS "personId" FROM draft_change
        WHERE academie_id = ANY (${academieIds}::uuid[])`;
      const people = grouped(changes, (change) => [keyOf(change), change.personId]);
      const drafts = await tx.$queryRaw<(Key & { month: string })[]>`
        SELECT academie_id::text AS "academieId", channel::text, month FROM pay_statement
        WHERE academie_id = ANY (${academieIds}::uuid[]) AND status = 'DRAFT' ORDER BY month`;
      const asked = drafts.flatMap((draft) => {
        const personIds = people.get(keyOf(draft));
        return personIds ? [{ ...draft, byId: null, personIds }] : [];
      });
      for (const ofMonth of grouped(asked, (one) => [one.month, one]).values()) await writeDrafts(tx, ofMonth, means);
      // By their ids: what was written meanwhile waits for the next time.
      await tx.$executeRaw`DELETE FROM draft_change WHERE id = ANY (${changes.map(({ id }) => id)}::bigint[])`;
    },
  );
}

/** The last change of hours that drafts do not know yet; null when they know all. */
export async function lastDraftChange(): Promise<string | null> {
  const last = await db.draftChange.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  return last && String(last.id);
}

/**
 * What every draft is judged with besides its own lines, as one word: rules, rates, what the rectorats opened, credits
 * given. Another word, and the drafts are judged anew, whatever way it changed. Credits are told by lines that only grow.
 */
export async function groundOfDrafts(): Promise<string> {
  const [row] = await db.$queryRaw<{ word: string }[]>`
    SELECT md5(concat_ws('|',
      ${RULE_VERSION}::text,
      (SELECT string_agg(md5(r::text), '' ORDER BY id) FROM rate_row r),
      (SELECT string_agg(id::text, '' ORDER BY id) FROM channel_opening),
      (SELECT max(id) FROM envelope_entry WHERE move = 'DELEGATE'))) AS word`;
  return row?.word ?? "";
}

/** Days after it is due from which a month that was not drafted to the end is late. */
const LATE_DAYS = 4;

export type LateMonth = { month: string; done: number; total: number | null };

/**
 * Months whose run should be over and is not, whatever the queue thinks; `total` null where none was ever begun. A month
 * asked for less than ten minutes of real time ago is still being written.
 */
export async function listLateMonths(): Promise<LateMonth[]> {
  return db.$queryRaw<LateMonth[]>`
    SELECT m.month, count(i.run_id)::int AS done, max(r.total) AS total
    FROM ${months} m
      LEFT JOIN statement_run r ON r.month = m.month AND r.finished_at IS NULL
      LEFT JOIN statement_item i ON i.run_id = r.id
    WHERE ${isDue(LATE_DAYS)} AND NOT ${isFinished}
      AND NOT EXISTS (
        SELECT 1 FROM scheduled_run asked WHERE asked.task = 'pay.draftStatements'
          AND asked.period LIKE m.month || '%' AND asked.created_at > now() - interval '10 minutes')
    GROUP BY m.month ORDER BY m.month`;
}

/**
 * Open runs that have stood still for two minutes of real time, with how far they are: their job was given up, or lost. A
 * run that stands still where it was asked again is not asked a third time there.
 */
export async function listIdleRuns(): Promise<{ month: string; key: string }[]> {
  return db.$queryRaw<{ month: string; key: string }[]>`
    SELECT r.month, r.id || ':' || count(i.run_id) AS key
    FROM statement_run r LEFT JOIN statement_item i ON i.run_id = r.id
    WHERE r.finished_at IS NULL
    GROUP BY r.id HAVING greatest(r.created_at, max(i.created_at)) < now() - interval '2 minutes'
    ORDER BY r.month`;
}

/** What whoever reads whole statements is told of the drafting of months; nothing for anybody else. */
export async function getRuns(actor: Actor) {
  if (!holdsAnywhere(actor, statementReaders)) return { runs: [], late: [] };
  const [runs, late] = await Promise.all([listRunsUnderWay(), listLateMonths()]);
  return { runs, late };
}

/** The runs that are under way: how many statements of how many. */
async function listRunsUnderWay(): Promise<{ month: string; done: number; total: number }[]> {
  const runs = await db.statementRun.findMany({
    where: { finishedAt: null },
    orderBy: { month: "asc" },
    select: { month: true, total: true, _count: { select: { items: true } } },
  });
  return runs.map(({ month, total, _count }) => ({ month, total, done: _count.items }));
}
