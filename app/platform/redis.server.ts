import { Redis } from "ioredis";
import { env } from "./env.server";

/** Whether this installation has Redis; without it PostgreSQL carries the queue, and one web process serves. */
export function hasRedis(): boolean {
  return env().REDIS_URL !== undefined;
}

/** A connection of one's own, to be closed by whoever asked for it. @throws where REDIS_URL is not set */
export function connectRedis(): Redis {
  const url = env().REDIS_URL;
  if (!url) throw new Error("REDIS_URL is not set.");
  // Workers wait for Redis as long as it takes (null); a command of theirs must not fail because it restarts.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on("error", () => undefined);
  return redis;
}
