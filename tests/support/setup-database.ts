import { afterAll } from "vitest";
import { createTestDatabase } from "./database";

// Runs before the test file is imported: the environment is parsed once, at the first import that asks.
const database = await createTestDatabase();

Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  APP_SECRET: "a secret of the tests, long enough to be one",
  HOST: "127.0.0.1",
  PORT: "0",
  ORIGIN: "http://localhost:3000",
  ENTREPAIRS_DEMONSTRATION: "1",
  METRICS_TOKEN: "metrics-token-of-the-tests",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  TZ: "UTC",
});
if (process.env.REDIS_URL) process.env.REDIS_URL = await ownRedis(process.env.REDIS_URL);

afterAll(async () => {
  if ("entrepairsDb" in globalThis) await (await import("~/platform/db.server")).disconnect();
  await database.drop();
});

/** A numbered database of Redis for each worker, emptied for each file. */
async function ownRedis(url: string): Promise<string> {
  const own = new URL(url);
  own.pathname = `/${Number(process.env.VITEST_POOL_ID ?? 1) % 16}`;
  const { Redis } = await import("ioredis");
  const redis = new Redis(own.href);
  await redis.flushdb();
  await redis.quit();
  return own.href;
}
