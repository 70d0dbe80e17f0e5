import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { JobName, JobPayload } from "./catalogue";
import { enqueue } from "./outbox.server";

/**
 * Asks for a job once per period, whoever ticks and however often: the row (task, period) and the outbox line are one
 * transaction. Answers whether this call was the one.
 */
export async function startOnce<N extends JobName>(period: string, name: N, payload: JobPayload<N>): Promise<boolean> {
  return inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const { count } = await tx.scheduledRun.createMany({ data: { task: name, period, at }, skipDuplicates: true });
    if (count === 1) await enqueue(tx, name, payload);
    return count === 1;
  });
}
