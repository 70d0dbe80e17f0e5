import type { Queue, Worker } from "bullmq";
import { jobs } from "~/domain/jobs/catalogue";
import { logger } from "~/platform/logger.server";
import { openQueue, openWorker, type WorkerSettings } from "~/platform/queue.server";
import { type Handlers, processor } from "./process";
import { type Relay, startRelay } from "./relay";

const TICK_MS = 30_000;
/** A worker does not give up a running job by itself: past this, the job is left to whoever takes it over. */
const DRAIN_MS = 8_000;

export type Runtime = { queue: Queue; worker: Worker; relay: Relay; stop(): Promise<void> };

/** Starts what the worker process does: the worker, the scheduler of the tick, the outbox relay. */
export async function startRuntime(handlers: Handlers, settings: WorkerSettings = {}): Promise<Runtime> {
  const queue = openQueue();
  queue.on("error", (error) => logger.warn({ err: error }, "queue"));
  const worker = openWorker(processor(handlers), settings);
  worker.on("error", (error) => logger.warn({ err: error }, "worker"));
  worker.on("failed", (job, error) =>
    logger.error({ job: job?.name, id: job?.id, attempts: job?.attemptsMade, err: error }, "job failed"),
  );
  worker.on("stalled", (id) => logger.warn({ id }, "job taken over from a worker that died"));
  // BullMQ keeps the answer of its first look at PostgreSQL for ever: without one, the process begins anew.
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  const relay = startRelay(queue, async () => !(await keepTicking(queue)));

  return {
    queue,
    worker,
    relay,
    async stop() {
      // The relay first: nothing new is handed over while what runs is finished.
      await relay.stop();
      await Promise.race([worker.close(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
      await queue.close();
    },
  };
}

/**
 * The scheduler of the tick, made where there is none. No scheduler carries a business date (docs/adr/0003-two-clocks.md).
 * Answers whether it was made: a queue that does not know it has forgotten the rest too.
 */
export async function keepTicking(queue: Queue, every = TICK_MS): Promise<boolean> {
  if (await queue.getJobScheduler("clock-tick")) return false;
  const { attempts, backoffMs } = jobs["clock.tick"];
  await queue.upsertJobScheduler(
    "clock-tick",
    { every },
    {
      name: "clock.tick",
      data: {},
      opts: { attempts, backoff: { type: "exponential", delay: backoffMs }, removeOnComplete: { age: 300 } },
    },
  );
  return true;
}
