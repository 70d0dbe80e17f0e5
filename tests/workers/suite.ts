import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { type JobName, jobs } from "~/domain/jobs/catalogue";
import { announce, enqueue } from "~/domain/jobs/outbox.server";
import { db, inTransaction, pool } from "~/platform/db.server";
import { openQueue } from "~/platform/queue.server";
import { relayOnce, sweepAwaited } from "../../workers/outbox";
import type { Handlers } from "../../workers/process";
import { keepTicking, type Runtime, startRuntime } from "../../workers/runtime";

type Call = { job: JobName; payload: unknown };

/** Short locks, so that a dead worker's job is taken over within the test's patience. */
const QUICK = { lockDuration: 2_000, stalledInterval: 500 };

/** What a queue must hold, whatever carries it. Run by one file for each backend. */
export function queueSuite(backend: string): void {
  describe(`on ${backend}`, () => {
    let running: Runtime | undefined;
    const children: ChildProcess[] = [];
    const calls: Call[] = [];

    async function start(over: Partial<Handlers> = {}): Promise<Runtime> {
      const recording = Object.fromEntries(
        Object.keys(jobs).map((job) => [
          job,
          async (payload: unknown) => void calls.push({ job: job as JobName, payload }),
        ]),
      ) as unknown as Handlers;
      running = await startRuntime({ ...recording, ...over }, QUICK);
      return running;
    }
    const callsOf = (job: JobName) => calls.filter((call) => call.job === job);

    afterEach(async () => {
      await running?.stop();
      running = undefined;
      for (const child of children.splice(0)) child.kill("SIGKILL");
      const queue = openQueue();
      await queue.obliterate({ force: true });
      await queue.close();
      await db.awaitedJob.deleteMany();
      await db.outbox.deleteMany();
      calls.length = 0;
    });
    afterAll(() => running?.stop());

    test("a job asked for in a committed transaction runs once", async () => {
      await start();
      const mailId = crypto.randomUUID();
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId }));
      await eventually(() => expect(callsOf("mail.send")).toEqual([{ job: "mail.send", payload: { mailId } }]));
      await eventually(async () => expect(await db.awaitedJob.count()).toBe(0));
    });

    test("a transaction that fails asks for nothing", async () => {
      await start();
      const failing = inTransaction(async (tx) => {
        await enqueue(tx, "mail.send", { mailId: crypto.randomUUID() });
        throw new Error("refused");
      });
      await expect(failing).rejects.toThrow("refused");
      const sheetId = crypto.randomUUID();
      await inTransaction((tx) => announce(tx, "sheet.sealed", { sheetId }));
      await eventually(() =>
        expect(callsOf("hours.bookSheet")).toEqual([{ job: "hours.bookSheet", payload: { sheetId } }]),
      );
      expect(callsOf("mail.send")).toEqual([]);
    });

    test("a relay that died before marking its rows hands them over again, and they run once", async () => {
      const { queue } = await start();
      const sheetId = crypto.randomUUID();
      await inTransaction((tx) => announce(tx, "sheet.sealed", { sheetId }));
      await eventually(() => expect(callsOf("hours.bookSheet")).toHaveLength(1));
      await db.outbox.updateMany({ data: { relayedAt: null } });
      await relayOnce(queue);
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId: crypto.randomUUID() }));
      await eventually(() => expect(callsOf("mail.send")).toHaveLength(1));
      expect(callsOf("hours.bookSheet")).toHaveLength(1);
    });

    test("a row of an unknown name does not hold up the rows behind it", async () => {
      await db.outbox.create({ data: { kind: "EVENT", name: "nobody.knows", payload: {} } });
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId: crypto.randomUUID() }));
      await start();
      await eventually(() => expect(callsOf("mail.send")).toHaveLength(1));
    });

    test("a payload the catalogue refuses never reaches its handler", async () => {
      const { queue } = await start();
      const bad = await queue.add("hours.bookSheet", { sheetId: "1; drop table" }, { jobId: "hand-made", attempts: 5 });
      await eventually(async () => expect(await bad.getState()).toBe("failed"));
      expect(callsOf("hours.bookSheet")).toEqual([]);
    });

    test("a handler that fails is tried again", async () => {
      let tries = 0;
      await start({
        "clock.tick": async () => {
          if (++tries < 2) throw new Error("not yet");
        },
      });
      await inTransaction((tx) => announce(tx, "clock.moved", {}));
      await eventually(() => expect(tries).toBeGreaterThanOrEqual(2));
      await eventually(async () => expect(await db.awaitedJob.count()).toBe(0));
    });

    test("a queue that forgot everything is filled again from the database", async () => {
      const queue = openQueue();
      const mailId = crypto.randomUUID();
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId }));
      expect(await relayOnce(queue)).toBe(1);
      await queue.obliterate({ force: true });
      expect(await queue.getJobCounts("waiting", "delayed", "active")).toEqual({ waiting: 0, delayed: 0, active: 0 });
      expect(await sweepAwaited(queue, 0)).toBe(1);
      expect(await sweepAwaited(queue, 0), "what the queue holds is left to it").toBe(0);
      await start();
      await eventually(() => expect(callsOf("mail.send")).toEqual([{ job: "mail.send", payload: { mailId } }]));
      await queue.close();
    });

    test("a worker killed in the middle of a job: another one takes it over, and its effect stands once", async () => {
      const period = crypto.randomUUID();
      const child = spawn(process.execPath, ["--import", "tsx", "tests/workers/victim.ts"], {
        env: { ...process.env },
        stdio: "inherit",
      });
      children.push(child);
      await inTransaction((tx) => enqueue(tx, "hours.bookSheet", { sheetId: period }));
      const begun = async () => (await db.scheduledRun.count({ where: { task: "victim", period } })) === 1;
      await eventually(async () => expect(await begun()).toBe(true), 20_000);
      child.kill("SIGKILL");
      await start({
        "hours.bookSheet": async ({ sheetId }) => {
          await pool().query(
            "INSERT INTO scheduled_run (task, period, at) VALUES ('victim', $1, now()) ON CONFLICT DO NOTHING",
            [sheetId],
          );
          calls.push({ job: "hours.bookSheet", payload: { sheetId } });
        },
      });
      await eventually(() => expect(callsOf("hours.bookSheet")).toHaveLength(1), 20_000);
      expect(await db.scheduledRun.count({ where: { task: "victim", period } })).toBe(1);
    });

    test("there is one scheduler of the tick however many workers start, and it ticks", async () => {
      const queue = openQueue();
      await keepTicking(queue, 300);
      await keepTicking(queue, 300);
      await start();
      expect(await queue.getJobSchedulersCount()).toBe(1);
      await eventually(() => expect(callsOf("clock.tick").length).toBeGreaterThanOrEqual(2));
      await queue.removeJobScheduler("clock-tick");
      await queue.close();
    });

    test("stopping waits for the job in hand", async () => {
      let ended = false;
      let began = false;
      const runtime = await start({
        "mail.send": async () => {
          began = true;
          await new Promise((resolve) => setTimeout(resolve, 400));
          ended = true;
        },
      });
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId: crypto.randomUUID() }));
      await eventually(() => expect(began).toBe(true));
      await runtime.stop();
      running = undefined;
      expect(ended).toBe(true);
    });
  });
}

/** Asks again until it holds. */
async function eventually(holds: () => void | Promise<void>, patience = 12_000): Promise<void> {
  await vi.waitFor(holds, { timeout: patience, interval: 50 });
}
