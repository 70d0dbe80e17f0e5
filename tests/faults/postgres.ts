import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { removeCluster } from "../../app/platform/embedded/location.server";
import { startEmbedded } from "../../app/platform/embedded/start.server";
import { deploy } from "../../prisma/migrate";
import { startProxy } from "../realtime/proxy";
import type { Reader } from "../workers/months";
import type { Chance } from "./chance";
import { killPostgres } from "./rig";

const root = join(import.meta.dirname, "../..");

/** What may happen to PostgreSQL: it dies; its port is closed; or what knocks at its port is swallowed in silence. */
export const postgresFaults = ["killed", "cut off", "swallowed"] as const;
export type PostgresFault = (typeof postgresFaults)[number];

/** A PostgreSQL of one's own that keeps every commit, with a migrated database, and a door that can be shut. */
export async function startPostgres(database: string, drawn: Chance) {
  const parent = join(root, ".data/faults");
  mkdirSync(parent, { recursive: true });
  const dataDir = mkdtempSync(join(parent, "run-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, durable: true });
  await embedded.ensureDatabase(database);
  await deploy({ ownerUrl: embedded.ownerUrl(database), appUrl: embedded.appUrl(database) });
  const door = await startProxy(`http://127.0.0.1:${embedded.port}`, drawn);

  return {
    appUrl: (name = database) => embedded.appUrl(name),
    get superuserUrl() {
      return embedded.superuserUrl;
    },
    /** The same database through the door. */
    throughDoor(name: string): string {
      const url = new URL(embedded.appUrl(name));
      url.port = String(door.port);
      return url.href;
    },
    async strike(fault: PostgresFault) {
      if (fault === "killed") return killPostgres(embedded.pid);
      door.set(fault === "cut off" ? { refuse: true } : { swallow: "both" });
      door.resetAll();
    },
    async heal(fault: PostgresFault) {
      if (fault !== "killed") return door.set({});
      await embedded.revive();
      door.turnTo(`http://127.0.0.1:${embedded.port}`);
    },
    async stop() {
      await door.close();
      await embedded.stop();
      await removeCluster(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks past the door, on a connection of its own each time, again while PostgreSQL is away. */
export function steadyReader(url: () => string): Reader {
  return {
    async query(sql, values) {
      for (const last = Date.now() + 60_000; ; await sleep(50)) {
        const client = new pg.Client({ connectionString: url() });
        client.on("error", () => undefined);
        try {
          await client.connect();
          return await client.query(sql, values);
        } catch (error) {
          if (Date.now() > last || !isAway(error)) throw error;
        } finally {
          await client.end().catch(() => undefined);
        }
      }
    },
  };
}

/** Nobody answered, or whoever did was leaving or waking up: not what the statement itself was refused for. */
const isAway = (error: unknown) =>
  /ECONNREFUSED|ECONNRESET|terminated|not queryable|57P0[123]|starting up|shutting down|recovery mode/.test(
    `${String(error)} ${String((error as { code?: string }).code)}`,
  );
