import type { Tx } from "~/platform/db.server";
import { type EventName, type EventPayload, events, type JobName, type JobPayload, jobs } from "./catalogue";

/** Names what happened, in the caller's transaction: no commit, no event; a commit, each listener at least once. */
export async function announce<N extends EventName>(tx: Tx, name: N, payload: EventPayload<N>): Promise<void> {
  await tx.outbox.create({ data: { kind: "EVENT", name, payload: events[name].parse(payload) } });
}

/** Asks for one job, in the caller's transaction. */
export async function enqueue<N extends JobName>(tx: Tx, name: N, payload: JobPayload<N>): Promise<void> {
  await tx.outbox.create({ data: { kind: "JOB", name, payload: jobs[name].schema.parse(payload) as object } });
}
