import { pool } from "~/platform/db.server";
import type { Handlers } from "../../workers/process";
import { startRuntime } from "../../workers/runtime";

// A worker process that begins a job, commits its effect, and never ends: it is there to be killed.
const nothing = async () => undefined;
const handlers = new Proxy({} as Handlers, {
  get: (_target, job) => (job === "hours.bookSheet" ? begin : nothing),
});

async function begin({ sheetId }: { sheetId: string }): Promise<void> {
  await pool().query(
    "INSERT INTO scheduled_run (task, period, at) VALUES ('victim', $1, now()) ON CONFLICT DO NOTHING",
    [sheetId],
  );
  await new Promise(() => undefined);
}

await startRuntime(handlers, { lockDuration: 2_000, stalledInterval: 500 });
