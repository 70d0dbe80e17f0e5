import type { Queue } from "bullmq";
import type { PoolClient } from "pg";
import { type EventName, events, type JobName, jobs } from "~/domain/jobs/catalogue";
import { pool } from "~/platform/db.server";
import { logger } from "~/platform/logger.server";
import { jobsOf } from "./subscriptions";

type OutboxRow = { id: string; kind: "EVENT" | "JOB"; name: string; payload: unknown };
type Handed = { id: string; name: JobName; payload: object };

const BATCH = 100;
/** Awaited jobs looked at in one go. */
const SWEPT = 500;

/**
 * Hands waiting outbox rows to the queue, oldest first, and says how many. Two relays never take the same row (SKIP
 * LOCKED). Order matters: what is awaited is written first, then jobs are added, then rows are marked; a crash in between
 * repeats the add under the same id, which changes nothing.
 */
export async function relayOnce(queue: Queue): Promise<number> {
  const client = await pool().connect();
  // A connection lost in the middle of a batch fails its query; without a listener it would end the process too.
  const onLost = () => undefined;
  client.on("error", onLost);
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<OutboxRow>(
      `SELECT id::text, kind::text, name, payload FROM outbox WHERE relayed_at IS NULL
       ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1`,
      [BATCH],
    );
    await handOver(queue, rows.flatMap(jobsOfRow));
    await markRelayed(client, rows);
    await client.query("COMMIT");
    return rows.length;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.off("error", onLost);
    client.release();
  }
}

/** Event rows fan out, one job for each listener; job rows are one job. */
function jobsOfRow({ id, kind, name, payload }: OutboxRow): Handed[] {
  if (kind === "JOB")
    return isJob(name) ? [{ id: `outbox-${id}-${name}`, name, payload: payload as object }] : stray(id);
  if (!isEvent(name)) return stray(id);
  const parsed = events[name].safeParse(payload);
  if (!parsed.success) return stray(id);
  return jobsOf(name, parsed.data as never).map(({ job, payload: ids }) => ({
    id: `outbox-${id}-${job}`,
    name: job,
    payload: ids,
  }));
}

/** A row that today's code does not know (an older or newer release wrote it) must not stop the rows behind it. */
function stray(id: string): Handed[] {
  logger.error({ outboxId: id }, "outbox row of an unknown name: left aside");
  return [];
}

const isJob = (name: string): name is JobName => Object.hasOwn(jobs, name);
const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);

async function handOver(queue: Queue, handed: Handed[]): Promise<void> {
  if (handed.length === 0) return;
  // Committed on its own, before the add: a fast worker must find the row it removes.
  await pool().query(
    `INSERT INTO awaited_job (id, name, payload)
     SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[]) ON CONFLICT (id) DO NOTHING`,
    [handed.map(({ id }) => id), handed.map(({ name }) => name), handed.map(({ payload }) => JSON.stringify(payload))],
  );
  await queue.addBulk(handed.map(asJob));
}

function asJob({ id, name, payload }: Handed) {
  const { attempts, backoffMs } = jobs[name];
  return { name, data: payload, opts: { jobId: id, attempts, backoff: { type: "exponential", delay: backoffMs } } };
}

async function markRelayed(client: PoolClient, rows: OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query("UPDATE outbox SET relayed_at = clock_timestamp() WHERE id = ANY($1::bigint[])", [
    rows.map(({ id }) => id),
  ]);
}

/** A job is done: nobody waits for it any more. */
export async function markDone(jobId: string): Promise<void> {
  await pool().query("DELETE FROM awaited_job WHERE id = $1", [jobId]);
}

/**
 * Adds again what has been awaited for long and the queue knows nothing of: a flushed Redis loses nothing. What the
 * queue still holds, waiting, running or failed, is left to it.
 */
export async function sweepAwaited(queue: Queue, olderThanSeconds = 30): Promise<number> {
  const { rows: clock } = await pool().query<{ before: string }>(
    "SELECT (clock_timestamp() - make_interval(secs => $1))::text AS before",
    [olderThanSeconds],
  );
  let again = 0;
  // All of them, however many: after a flush nobody else tells the queue what waits behind the first ones.
  for (let read = SWEPT; read === SWEPT; ) {
    const { rows } = await pool().query<{ id: string; name: string; payload: object }>(
      `UPDATE awaited_job SET checked_at = clock_timestamp() WHERE id IN (
         SELECT id FROM awaited_job WHERE checked_at < $1::timestamptz
         ORDER BY checked_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, name, payload`,
      [clock[0]?.before, SWEPT],
    );
    for (const { id, name, payload } of rows) {
      const state = await queue.getJobState(id);
      if (state === "completed") await markDone(id);
      if (state !== "unknown" || !isJob(name)) continue;
      await queue.addBulk([asJob({ id, name, payload })]);
      again++;
    }
    read = rows.length;
  }
  if (again > 0) logger.warn({ again }, "jobs lost by the queue were added again");
  return again;
}
