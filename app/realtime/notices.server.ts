import pg from "pg";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";

/** A listening connection says nothing for hours: without a question now and then nobody would see that it is dead. */
const HEARTBEAT_MS = 5_000;

type Listener = {
  channels: readonly string[];
  onNotice: (channel: string, payload: string) => void;
  /** Called at each (re)connection: what was said meanwhile was not heard. */
  onConnected: () => void;
};

/** A connection of its own that listens to PostgreSQL, and comes back by itself. */
export function listenToNotices({ channels, onNotice, onConnected }: Listener): { close: () => Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let attempt = 0;

  async function connect() {
    const next = new pg.Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: HEARTBEAT_MS,
    });
    const lost = () => {
      if (client !== next) return;
      client = null;
      // Not `end`: on a dead line it waits for a farewell that never comes.
      (next as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
      again();
    };
    client = next;
    next.on("error", lost);
    next.on("end", lost);
    next.on("notification", ({ channel, payload }) => onNotice(channel, payload ?? ""));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      attempt = 0;
      if (closed) return;
      void beat(next, lost);
      onConnected();
    } catch (error) {
      logger.warn({ reason: String(error) }, "cannot listen to PostgreSQL");
      lost();
    }
  }

  async function beat(current: pg.Client, lost: () => void) {
    while (client === current) {
      await new Promise((resolve) => setTimeout(resolve, HEARTBEAT_MS).unref());
      if (client !== current) return;
      const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), HEARTBEAT_MS).unref());
      const answer = await Promise.race([current.query("select 1").catch(() => "late"), late]);
      if (answer === "late") lost();
    }
  }

  function again() {
    if (closed) return;
    timer = setTimeout(() => void connect(), Math.min(2_000, 100 * 2 ** attempt++));
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = null;
      // A line that is dead says no farewell: the process leaves all the same.
      const late = new Promise((resolve) => setTimeout(resolve, 500).unref());
      await Promise.race([open?.end().catch(() => undefined), late]);
    },
  };
}
