import { type BackendFactory, createPostgresBackend, Queue, Worker, type WorkerOptions } from "bullmq";
import { env } from "./env.server";

/** One queue carries every kind of job: a kind of its own would cost each process three connections. */
const NAME = "entrepairs";
const HOUR = 3600;

/** A finished job is kept a while, so that adding it again is refused by its id; a failed one, so that it can be read. */
const KEPT = { removeOnComplete: { age: HOUR, count: 5_000 }, removeOnFail: { age: 14 * 24 * HOUR } };

/**
 * The backend and its connection. BullMQ types the connection by backend; which one it is, is known only when the
 * process starts: this is the one place where the two meet.
 */
function backend(max: number) {
  const { REDIS_URL, DATABASE_URL } = env();
  if (REDIS_URL) return { connection: { url: REDIS_URL, maxRetriesPerRequest: null }, factory: undefined };
  const connection = { connectionString: DATABASE_URL, schema: "bullmq", migrate: false, max, keepAlive: true };
  return { connection, factory: createPostgresBackend as unknown as BackendFactory };
}

function connected(max: number) {
  const { connection, factory } = backend(max);
  return [{ connection: connection as object }, ...(factory ? [factory] : [])] as unknown as [
    Pick<WorkerOptions, "connection">,
    undefined,
  ];
}

/** The queue, to add jobs. Listen to « error »: without a listener a lost connection ends the process. */
export function openQueue(): Queue {
  const [options, factory] = connected(2);
  return new Queue(NAME, { ...options, defaultJobOptions: KEPT }, factory);
}

export type WorkerSettings = Pick<WorkerOptions, "concurrency" | "lockDuration" | "stalledInterval">;

/** A worker of the queue. A job whose worker died is taken over once its lock has run out. */
export function openWorker(work: (job: RunningJob) => Promise<void>, settings: WorkerSettings = {}): Worker {
  const [options, factory] = connected(4);
  return new Worker(
    NAME,
    work,
    { ...options, concurrency: 6, lockDuration: 60_000, stalledInterval: 15_000, maxStalledCount: 10, ...settings },
    factory,
  );
}

/** What a handler may know of a job. */
export type RunningJob = { id?: string | undefined; name: string; data: unknown };
