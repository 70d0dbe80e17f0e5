import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, expect, test } from "vitest";
import { aCopy, progress, startWorker, statementsOf, theMonths, undisturbed, untilOver } from "./months";
import { findRedis } from "./redis";

/** How often Redis forgets everything in a run. */
const FLUSHES = Number(process.env.STATEMENT_FLUSHES ?? 1);

theMonths();
const redis = await findRedis();
afterAll(() => redis?.stop());

test.skipIf(!redis)(
  `a Redis that forgets everything ${FLUSHES} times while months are drafted loses no statement`,
  { timeout: 300_000 + FLUSHES * 180_000 },
  async () => {
    if (!redis) return;
    const expected = await undisturbed();
    const memory = new Redis(redis.url);
    for (let flush = 0; flush < FLUSHES; flush++) {
      await memory.flushall();
      const { url, client } = await aCopy();
      const worker = startWorker(url, { REDIS_URL: redis.url });
      for (;;) {
        const { items, over } = await progress(client);
        if (over || items > flush % 20) break;
        await sleep(3);
      }
      // Nobody asks again: the outbox does.
      await memory.flushall();
      await untilOver(client);
      worker.kill("SIGKILL");
      expect(await statementsOf(client)).toBe(expected);
      await client.end();
    }
    memory.disconnect();
  },
);
