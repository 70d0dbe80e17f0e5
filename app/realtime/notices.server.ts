import pg from "pg";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";

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
    const next = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    const lost = () => {
      if (client !== next) return;
      client = null;
      void next.end().catch(() => undefined);
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
      if (!closed) onConnected();
    } catch (error) {
      logger.warn({ reason: String(error) }, "cannot listen to PostgreSQL");
      lost();
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
      await open?.end().catch(() => undefined);
    },
  };
}
