import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "./db.server";

export type Limit = {
  /** Counts one try. Gives the seconds to wait before the next one; 0: this one is accepted. */
  take(key: string): Promise<number>;
  /** The seconds to wait, without counting. */
  ask(key: string): Promise<number>;
  /** Takes one try back: it was not what we count. */
  giveBack(key: string): Promise<void>;
};

// The pool is asked for at each query: tests close it and open another.
const store = { query: (query: { name: string; text: string; values: unknown[] }) => pool().query(query) };

/**
 * At most `points` tries in `seconds`, counted in PostgreSQL for all processes together. Keys are hashes: the table holds
 * no address and no name.
 */
export function limit(name: string, points: number, seconds: number): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: store,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return secondsOf(error);
        throw error;
      }
    },
    async ask(key) {
      const state = await limiter.get(key);
      return state && state.consumedPoints >= points ? secondsOf(state) : 0;
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
  };
}

const secondsOf = (state: RateLimiterRes) => Math.max(1, Math.ceil(state.msBeforeNext / 1000));
