import { Redis } from "ioredis";
import type { Chance } from "../faults/chance";
import { startProxy } from "../realtime/proxy";
import type { OwnRedis } from "./redis";

// What may happen to Redis, and how it ends: each strikes, stays a while, and heals.

export type Fault = { url: string; strike: () => Promise<void>; heal: () => Promise<void>; close: () => Promise<void> };
type Weather = "refused" | "swallowed";

export const faults: Record<string, (redis: OwnRedis, drawn: Chance) => Promise<Fault>> = {
  /** Everything is forgotten, and nobody is told. */
  flushed: async (redis) =>
    asked(
      redis,
      async (client) => void (await client.flushall()),
      async () => undefined,
    ),
  /** `maxmemory` is reached: every write is refused. */
  full: async (redis) => asked(redis, fill, empty),
  /** The process dies, and comes back empty. */
  killed: async (redis) => ({
    url: redis.url,
    strike: redis.kill,
    heal: async () => void (await redis.again()),
    close: async () => undefined,
  }),
  /** Its port is closed: connections are reset, new ones refused. */
  "cut off": (redis, drawn) => behind(redis, drawn, "refused"),
  /** What is sent is swallowed in silence, and the connections of before stay dead. */
  swallowed: (redis, drawn) => behind(redis, drawn, "swallowed"),
};

async function asked(
  redis: OwnRedis,
  strike: (client: Redis) => Promise<void>,
  heal: (client: Redis) => Promise<void>,
): Promise<Fault> {
  const client = new Redis(redis.url);
  return {
    url: redis.url,
    strike: () => strike(client),
    heal: () => heal(client),
    close: async () => client.disconnect(),
  };
}

async function fill(client: Redis): Promise<void> {
  const used = Number(/used_memory:(\d+)/.exec(await client.info("memory"))?.[1]);
  await client.config("SET", "maxmemory-policy", "noeviction");
  await client.config("SET", "maxmemory", used + 2_000_000);
  for (let n = 0; n < 10_000; n++)
    try {
      await client.set(`filler:${n}`, "x".repeat(100_000));
    } catch (error) {
      if (!/OOM/.test(String(error))) throw error;
      // What is freed by the way must not let writes pass again.
      await client.config("SET", "maxmemory", 1);
      return;
    }
  throw new Error("Redis would not be filled");
}

async function empty(client: Redis): Promise<void> {
  await client.config("SET", "maxmemory", 0);
  for (const key of await client.keys("filler:*")) await client.del(key);
}

async function behind(redis: OwnRedis, drawn: Chance, weather: Weather): Promise<Fault> {
  const proxy = await startProxy(`http://127.0.0.1:${redis.port}`, drawn);
  return {
    url: `redis://127.0.0.1:${proxy.port}/0`,
    async strike() {
      proxy.set(weather === "refused" ? { refuse: true } : { swallow: "both" });
      if (weather === "refused") proxy.resetAll();
    },
    heal: async () => proxy.set({}),
    close: proxy.close,
  };
}
