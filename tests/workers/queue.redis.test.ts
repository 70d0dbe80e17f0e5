import { afterAll, test } from "vitest";
import { findRedis } from "./redis";

const redis = await findRedis();
if (redis) {
  process.env.REDIS_URL = redis.url;
  const { queueSuite } = await import("./suite");
  queueSuite("Redis");
  afterAll(redis.stop);
} else {
  process.stdout.write("not run: workers on Redis (no REDIS_URL, no redis-server on this machine)\n");
  test.skip("not run: no Redis on this machine", () => undefined);
}
