import { Redis } from "ioredis";
import { afterAll, expect, test, vi } from "vitest";
import { findRedis } from "./redis";

const redis = await findRedis();
if (redis) {
  process.env.REDIS_URL = redis.url;
  const { queueSuite } = await import("./suite");
  queueSuite("Redis");
  flushTest(redis.url);
  fullTest(redis.url);
  afterAll(redis.stop);
} else {
  process.stdout.write("not run: workers on Redis (no REDIS_URL, no redis-server on this machine)\n");
  test.skip("not run: no Redis on this machine", () => undefined);
}

/** Nothing may be written until it is emptied: every answer is an error, and comes at once. */
function fullTest(url: string): void {
  test("a worker whose Redis is full does not ask thousands of times, and goes on once there is room", async () => {
    const { openQueue, openWorker } = await import("~/platform/queue.server");
    const client = new Redis(url);
    const queue = openQueue();
    for (let n = 0; n < 5; n++) await queue.add("mail.send", {});
    await client.config("SET", "maxmemory", 1);
    let done = 0;
    const errors: string[] = [];
    const worker = openWorker(async () => void done++);
    worker.on("error", (error) => errors.push(error.message));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await client.config("SET", "maxmemory", 0);
    await vi.waitFor(() => expect(done).toBe(5), { timeout: 15_000 });
    expect(errors.filter((text) => text.startsWith("OOM")).length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(50);
    await worker.close();
    await queue.obliterate({ force: true });
    await queue.close();
    client.disconnect();
  });
}

function flushTest(url: string): void {
  test("FLUSHALL under a running worker: what was awaited is done, and the tick goes on", async () => {
    const { startRuntime, keepTicking } = await import("../../workers/runtime");
    const { sweepAwaited } = await import("../../workers/outbox");
    const { enqueue } = await import("~/domain/jobs/outbox.server");
    const { db, inTransaction } = await import("~/platform/db.server");
    const sent: string[] = [];
    let open = false;
    const held = async () => {
      if (!open) throw new Error("the mail server is away");
    };
    const nothing = async () => undefined;
    const handlers = new Proxy({} as Parameters<typeof startRuntime>[0], {
      get: (_target, job) => {
        if (job !== "mail.send") return nothing;
        return async ({ mailId }: { mailId: string }) => {
          await held();
          sent.push(mailId);
        };
      },
    });
    const runtime = await startRuntime(handlers);
    try {
      const mailId = crypto.randomUUID();
      await inTransaction((tx) => enqueue(tx, "mail.send", { mailId }));
      const awaited = await vi.waitFor(() => db.awaitedJob.findFirstOrThrow(), { timeout: 5_000 });
      const client = new Redis(url);
      // Its own state, since the tick is delayed too: nobody can call back an attempt that is under way when Redis forgets.
      await vi.waitFor(async () => expect(await runtime.queue.getJobState(awaited.id)).toBe("delayed"), {
        timeout: 5_000,
      });
      await client.flushall();
      await client.quit();
      open = true;
      await sweepAwaited(runtime.queue, 0);
      await keepTicking(runtime.queue);
      await vi.waitFor(() => expect(sent).toEqual([mailId]), { timeout: 10_000 });
      await vi.waitFor(async () => expect(await db.awaitedJob.count()).toBe(0), { timeout: 10_000 });
      expect(sent).toEqual([mailId]);
      expect(await runtime.queue.getJobSchedulersCount()).toBe(1);
    } finally {
      await runtime.stop();
    }
  });
}
