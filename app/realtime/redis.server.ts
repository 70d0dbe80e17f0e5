import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Redis } from "ioredis";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";

/** The adapter reads again at least every five seconds: a connection silent for longer is dead, and is made anew. */
const SILENCE_MS = 12_000;

/**
 * With REDIS_URL, presence travels between the processes on a Redis stream. The text does not need it: committed
 * updates are heard from PostgreSQL, with or without Redis.
 */
export function redisAdapter(): { adapter: ReturnType<typeof createAdapter>; close: () => Promise<void> } | null {
  const { REDIS_URL } = env();
  if (!REDIS_URL) return null;
  const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: null, socketTimeout: SILENCE_MS });
  redis.on("error", (error) => logger.warn({ reason: error.message }, "redis of the sockets"));
  return {
    adapter: createAdapter(redis, { streamName: "entrepairs.sockets", maxLen: 10_000 }),
    close: async () => redis.disconnect(),
  };
}
