import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "./env.server";
import { Prisma, PrismaClient } from "./generated/client";
import { PooledClient } from "./pg-client.server";

export { Prisma } from "./generated/client";

/** The client of a transaction. Commands take it first; `db` itself fits where a plain read is meant. */
export type Tx = Prisma.TransactionClient;

/** What written queries need of a transaction: Prisma's has it, and so has the bare one. */
export type RawTx = Pick<Tx, "$queryRaw" | "$executeRaw">;

/** Longest wait for a free connection, milliseconds: three hundred people at once on a slow machine get through. */
const QUEUE_MS = 20_000;

type Connections = { pool: pg.Pool; db: PrismaClient };

function connect(): Connections {
  const config = {
    connectionString: env().DATABASE_URL,
    max: 12,
    // A full pool must answer, not wait for ever; a school that signs in within a minute may queue for a while.
    connectionTimeoutMillis: QUEUE_MS,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    Client: PooledClient,
  };
  const pool = new pg.Pool({ ...config, max: 8 });
  // Without a listener a connection lost while idle would end the process.
  pool.on("error", () => undefined);
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(config) }) };
}

// app/server.ts and the Remix build are two module graphs of one process: they share one pool.
const holder = globalThis as typeof globalThis & { entrepairsDb?: Connections };
function connections(): Connections {
  holder.entrepairsDb ??= connect();
  return holder.entrepairsDb;
}

/** Prisma, connected at first use. */
export const db = new Proxy({} as PrismaClient, {
  get: (_target, key) => Reflect.get(connections().db, key),
});

/** Prisma loads what plans its queries at the first of them, and the process does nothing else meanwhile: not under people. */
export async function warmUp(): Promise<void> {
  await db.place.findFirst({ select: { id: true } });
}

/** Bare `pg`, for ledgers, the log of scenarios and long reports. */
export function pool(): pg.Pool {
  return connections().pool;
}

const RETRIES = 5;

/**
 * One transaction. A deadlock or a serialization failure is tried again: the body may run twice, so it has no effect
 * but in the database.
 */
export async function inTransaction<T>(
  body: (tx: Tx) => Promise<T>,
  options: { isolationLevel?: Prisma.TransactionIsolationLevel } = {},
): Promise<T> {
  return retried(() => connections().db.$transaction(body, { maxWait: QUEUE_MS, timeout: 15_000, ...options }));
}

/**
 * One transaction of written queries, without Prisma, which would decode thousands of rows cell by cell. Tried again like
 * the other; whole numbers beyond 2^31 come as texts here.
 */
export async function inBareTransaction<T>(body: (tx: RawTx) => Promise<T>): Promise<T> {
  return retried(async () => {
    const client = await pool().connect();
    let lost = false;
    try {
      await client.query("BEGIN");
      const result = await body(rawOn(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {
        lost = true;
      });
      throw error;
    } finally {
      client.release(lost);
    }
  });
}

function rawOn(client: pg.ClientBase): RawTx {
  const ask = (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
    return client.query({ text: sql.text, values: sql.values });
  };
  const tx = {
    $queryRaw: async (...query: Parameters<typeof ask>) => (await ask(...query)).rows,
    $executeRaw: async (...query: Parameters<typeof ask>) => (await ask(...query)).rowCount ?? 0,
  };
  return tx as unknown as RawTx;
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= RETRIES || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt));
    }
  }
}

function isRetryable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  const text = String((error as { message?: string } | null)?.message ?? "");
  return /40001|40P01|deadlock detected|could not serialize/.test(text);
}

/** Whether a unique key or an exclusion constraint refused the write; `name` narrows it to one constraint. */
export function isConflict(error: unknown, name?: string): boolean {
  const text = `${String((error as { message?: string } | null)?.message ?? "")} ${JSON.stringify((error as { meta?: unknown } | null)?.meta ?? "")}`;
  const known = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  const refused = known || /23505|23P01|duplicate key|exclusion constraint/.test(text);
  return refused && (name === undefined || text.includes(name));
}

/** Closes both pools; the last step of a stop. */
export async function disconnect(): Promise<void> {
  if (!holder.entrepairsDb) return;
  await holder.entrepairsDb.db.$disconnect();
  await holder.entrepairsDb.pool.end();
  holder.entrepairsDb = undefined;
}
