import { createHash } from "node:crypto";
import { pool, type Tx } from "~/platform/db.server";

/**
 * One change of a scenario, as it goes to the log. `clients`: the Yjs clients its author writes under for the first
 * time; they are theirs from this commit on. `authorId` is null where several people wrote what one frame brings back.
 */
export type LogRow = { scenarioId: string; authorId: string | null; update: Uint8Array; clients?: NewClient[] };
export type NewClient = { client: number; personId: string };

/** What the log tells the other processes: rows `from`..`to` of one scenario were committed by `origin`. */
export type LogNotice = { origin: string; scenarioId: string; from: string; to: string };

export const logChannel = "scenario_update";

/**
 * Commits all rows at once, in their order; returns when they are on disk. The notice leaves with the commit and says
 * which rows, not « up to »: a row with a smaller number may be committed later by another process.
 */
export async function appendToLog(rows: readonly LogRow[], origin: string): Promise<void> {
  const bound = rows.flatMap(({ scenarioId, clients = [] }) => clients.map((one) => ({ scenarioId, ...one })));
  await pool().query({
    // Planned once on each connection.
    name: "append to the log of scenarios",
    text: `with written as (
       insert into scenario_update (scenario_id, author_id, update)
       select scenario_id, author_id, update
       from unnest($1::uuid[], $2::uuid[], $3::bytea[]) with ordinality as row (scenario_id, author_id, update, place)
       order by place
       returning id, scenario_id
     ), bound as (
       insert into scenario_client (scenario_id, client, person_id)
       select * from unnest($5::uuid[], $6::bigint[], $7::uuid[])
       on conflict do nothing
     )
     select pg_notify('scenario_update', json_build_object(
       'origin', $4::text, 'scenarioId', scenario_id, 'from', min(id)::text, 'to', max(id)::text)::text)
     from written group by scenario_id`,
    values: [
      rows.map((row) => row.scenarioId),
      rows.map((row) => row.authorId),
      rows.map((row) => Buffer.from(row.update.buffer, row.update.byteOffset, row.update.byteLength)),
      origin,
      bound.map(({ scenarioId }) => scenarioId),
      bound.map(({ client }) => client),
      bound.map(({ personId }) => personId),
    ],
  });
}

/** Whether the log refused rows because their scenario is frozen. */
export function isFrozen(error: unknown): boolean {
  return (error as { constraint?: unknown } | null)?.constraint === "scenario_not_frozen";
}

/** Adds one edit in the caller's transaction, under a Yjs client that nobody has; every process hears of it. */
export async function appendEdit(
  tx: Tx,
  edit: { scenarioId: string; authorId: string; update: Uint8Array; client: number },
) {
  const { scenarioId, authorId, update, client } = edit;
  await tx.scenarioClient.create({ data: { scenarioId, client, personId: authorId } });
  const { id } = await tx.scenarioUpdate.create({
    data: { scenarioId, authorId, update: new Uint8Array(update) },
    select: { id: true },
  });
  const notice: LogNotice = { origin: "command", scenarioId, from: String(id), to: String(id) };
  await tx.$executeRaw`select pg_notify(${logChannel}, ${JSON.stringify(notice)})`;
}

/** Who writes under which Yjs client of a scenario. Read after the log, it knows every client of what the log gave. */
export async function loadClients(scenarioId: string): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ client: string; personId: string }>(
    `select client, person_id as "personId" from scenario_client where scenario_id = $1`,
    [scenarioId],
  );
  return new Map(rows.map(({ client, personId }) => [Number(client), personId]));
}

export type StoredPart = { kind: "snapshot" | "update"; id: string; bytes: Uint8Array };

/**
 * Snapshot and log in one query, oldest first. Every row still in the log counts, whatever its number: compaction
 * removes exactly the rows it has merged.
 */
export async function loadFromLog(scenarioId: string): Promise<StoredPart[]> {
  const { rows } = await pool().query<StoredPart>(
    `select 'snapshot' as kind, up_to as id, state as bytes from scenario_snapshot where scenario_id = $1
     union all
     select 'update', id, update from scenario_update where scenario_id = $1
     order by 1, 2`,
    [scenarioId],
  );
  return rows;
}

/** What was committed after `known` was read, or was compacted meanwhile: with it, the document is whole. */
export async function loadSince(tx: Tx, scenarioId: string, known: readonly StoredPart[]): Promise<StoredPart[]> {
  // By content: compaction may take in rows with smaller numbers, and keep its own.
  const snapshot = known.find(({ kind }) => kind === "snapshot");
  const hash = createHash("sha256")
    .update(snapshot?.bytes ?? new Uint8Array())
    .digest();
  const rows = known.flatMap(({ kind, id }) => (kind === "update" ? [id] : []));
  return tx.$queryRaw<StoredPart[]>`
    select 'snapshot' as kind, up_to::text as id, state as bytes from scenario_snapshot
    where scenario_id = ${scenarioId}::uuid and sha256(state) <> ${hash}
    union all
    select 'update', id::text, update from scenario_update
    where scenario_id = ${scenarioId}::uuid and not id = any(${rows}::bigint[])`;
}

/** The rows another process has committed; the snapshot in their place where they were compacted meanwhile. */
export async function readNotice(notice: LogNotice): Promise<StoredPart[]> {
  const { rows } = await pool().query<StoredPart>(
    `select 'snapshot' as kind, up_to as id, state as bytes from scenario_snapshot where scenario_id = $1 and up_to >= $2
     union all
     select 'update', id, update from scenario_update where scenario_id = $1 and id between $2 and $3
     order by 1, 2`,
    [notice.scenarioId, notice.from, notice.to],
  );
  return rows;
}
