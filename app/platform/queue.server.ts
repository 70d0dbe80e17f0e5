import { type BackendFactory, createPostgresBackend, Queue, Worker, type WorkerOptions } from "bullmq";
import { env } from "./env.server";
import { PooledClient } from "./pg-client.server";

/** One queue carries every kind of job: a kind of its own would cost each process three connections. */
const NAME = "entrepairs";
const HOUR = 3600;

/** A finished job is kept a while, so that adding it again is refused by its id; a failed one, so that it can be read. */
const KEPT = { removeOnComplete: { age: HOUR, count: 5_000 }, removeOnFail: { age: 14 * 24 * HOUR } };

/** A carrier that says nothing for so long, asked something, is away: the longest block of a worker is ten seconds. */
const SILENCE_MS = 12_000;
/** What is handed over waits no longer than this: the outbox keeps it, and tries again. */
const PATIENCE_MS = 10_000;
/** A connection is there within this, or tried anew: one that is swallowed on the way would be waited for for ever. */
const CONNECT_MS = 5_000;
/** After a failure, a worker looks again this soon; BullMQ's own 15 s are longer than a restart takes. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The backend and its connection. BullMQ types the connection by backend; which one it is, is known only when the
 * process starts: this is the one place where the two meet.
 */
function backend(max: number, redis: object) {
  const { REDIS_URL, DATABASE_URL } = env();
  if (REDIS_URL)
    return {
      connection: {
        url: REDIS_URL,
        maxRetriesPerRequest: null,
        connectTimeout: CONNECT_MS,
        socketTimeout: SILENCE_MS,
        // BullMQ's own delay grows to 20 s: too long after a Redis that was away for a minute.
        retryStrategy: (times: number) => Math.min(100 * 2 ** times, 2_000),
        ...redis,
      },
      factory: undefined,
    };
  const connection = {
    connectionString: DATABASE_URL,
    schema: "bullmq",
    migrate: false,
    max,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    // BullMQ's transactions listen to no lost connection either.
    Client: PooledClient,
  };
  return { connection, factory: createPostgresBackend as unknown as BackendFactory };
}

function connected(max: number, redis: object = {}) {
  const { connection, factory } = backend(max, redis);
  return [{ connection: connection as object }, ...(factory ? [factory] : [])] as unknown as [
    Pick<WorkerOptions, "connection">,
    undefined,
  ];
}

/** The queue, to add jobs. Listen to « error »: without a listener a lost connection ends the process. */
export function openQueue(): Queue {
  const [options, factory] = connected(2, { commandTimeout: PATIENCE_MS });
  return new Queue(NAME, { ...options, defaultJobOptions: KEPT }, factory);
}

export type WorkerSettings = Pick<WorkerOptions, "concurrency" | "lockDuration" | "stalledInterval">;

/** A worker of the queue. A job whose worker died is taken over once its lock has run out. */
export function openWorker(work: (job: RunningJob) => Promise<void>, settings: WorkerSettings = {}): Worker {
  const [options, factory] = connected(4);
  const worker = new Worker(
    NAME,
    work,
    {
      ...options,
      concurrency: 6,
      lockDuration: 60_000,
      stalledInterval: 15_000,
      maxStalledCount: 10,
      runRetryDelay: LOOK_AGAIN_MS,
      ...settings,
    },
    factory,
  );
  takeBreath(worker);
  return worker;
}

/** After an error BullMQ asks again at once, ten thousand times a second where Redis is full: a worker pauses first. */
function takeBreath(worker: Worker): void {
  let resting = false;
  worker.on("error", () => {
    if (resting) return;
    resting = true;
    void worker.pause(true);
    setTimeout(() => {
      resting = false;
      void worker.resume();
    }, LOOK_AGAIN_MS).unref();
  });
}

/** What a handler may know of a job. */
export type RunningJob = { id?: string | undefined; name: string; data: unknown };
