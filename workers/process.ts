import { UnrecoverableError } from "bullmq";
import { Refusal } from "~/domain/errors";
import { type JobName, type JobPayload, jobs } from "~/domain/jobs/catalogue";
import { logger } from "~/platform/logger.server";
import { jobsDone } from "~/platform/metrics.server";
import type { RunningJob } from "~/platform/queue.server";
import { markDone } from "./outbox";

export type Handlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<unknown> };

/**
 * Runs one job: its payload is read again with the catalogue's schema, since whoever writes in Redis would otherwise
 * command the domain; then one handler; then nobody waits for it any more.
 */
export function processor(handlers: Handlers) {
  return async function process(job: RunningJob): Promise<void> {
    const { name, id } = job;
    if (!isJob(name)) throw new UnrecoverableError(`no such job: ${name}`);
    try {
      await run(handlers, name, job.data);
    } catch (error) {
      jobsDone.inc({ job: name, outcome: "failed" });
      if (error instanceof UnrecoverableError) await forget(id);
      throw error;
    }
    await forget(id);
    jobsDone.inc({ job: name, outcome: "done" });
  };
}

async function run<N extends JobName>(handlers: Handlers, name: N, data: unknown): Promise<void> {
  const parsed = jobs[name].schema.safeParse(data);
  if (!parsed.success) throw new UnrecoverableError(`${name}: payload refused`);
  try {
    await handlers[name](parsed.data as JobPayload<N>);
  } catch (error) {
    // The domain has said no, and will say it again: a retry would only be noise.
    if (!(error instanceof Refusal)) throw error;
    logger.warn({ job: name, key: error.key }, "job refused");
    throw new UnrecoverableError(error.message);
  }
}

async function forget(id: string | undefined): Promise<void> {
  if (id?.startsWith("outbox-")) await markDone(id);
}

const isJob = (name: string): name is JobName => Object.hasOwn(jobs, name);
