import type { Queue } from "bullmq";
import pg from "pg";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";
import { relayOnce, sweepAwaited } from "./outbox";

const POLL_MS = 1_000;
const SWEEP_MS = 15_000;
/** How often the queue is asked whether it remembers: what it forgot is handed over again this soon. */
const ASK_MS = 5_000;
/** A connection is there within this, or tried anew. */
const CONNECT_MS = 5_000;

export type Relay = {
  /** Real time of the last look that succeeded: an old one means the database or the queue is away. */
  lastLook(): number;
  /** Resolves once the batch in hand is handed over. */
  stop(): Promise<void>;
};

/**
 * Runs the outbox relay until stopped. A commit wakes it (LISTEN); the poll covers a listener that was lost. `remembers`
 * says whether the queue still knows what it was told: one that was flushed, or came back empty, is told again at once.
 */
export function startRelay(queue: Queue, remembers: () => Promise<boolean>): Relay {
  let stopping = false;
  let last = Date.now();
  let swept = Date.now();
  let asked = 0;
  let forgot = false;
  const bell = makeBell();
  const ear = listen(() => bell.ring());

  async function look(): Promise<void> {
    while (!stopping && (await relayOnce(queue)) > 0);
    await tellAgain();
    last = Date.now();
  }

  async function tellAgain(): Promise<void> {
    if (Date.now() - asked < ASK_MS) return;
    asked = Date.now();
    forgot ||= !(await remembers());
    if (!forgot && Date.now() - swept < SWEEP_MS) return;
    await sweepAwaited(queue, forgot ? 0 : undefined);
    [forgot, swept] = [false, Date.now()];
  }

  const running = (async () => {
    while (!stopping) {
      try {
        await look();
      } catch (error) {
        logger.warn({ err: error }, "relay: trying again");
      }
      await bell.wait(POLL_MS);
    }
  })();

  return {
    lastLook: () => last,
    async stop() {
      stopping = true;
      bell.ring();
      await Promise.all([running, ear.stop()]);
    },
  };
}

/** A sleep that can be cut short, also by a ring that came before it. */
function makeBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms: number) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
      wake = undefined;
    },
  };
}

/** A connection of its own on channel « outbox », made anew when it breaks. */
function listen(onNotice: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  function again() {
    client = undefined;
    if (!stopped && !retry) retry = setTimeout(() => void open(), POLL_MS);
  }
  async function open(): Promise<void> {
    retry = undefined;
    const fresh = new pg.Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    client = fresh;
    fresh.on("notification", onNotice);
    fresh.on("error", () => undefined);
    fresh.on("end", again);
    try {
      await fresh.connect();
      await fresh.query("LISTEN outbox");
    } catch {
      again();
    }
  }
  void open();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
