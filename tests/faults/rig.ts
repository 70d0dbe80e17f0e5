import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { removeCluster } from "../../app/platform/embedded/location.server";
import { freePort } from "../../app/platform/embedded/postmaster.server";
import { isAlive } from "../../app/platform/embedded/process.server";
import { startEmbedded } from "../../app/platform/embedded/start.server";
import { withClient } from "../../prisma/adapter";
import { deploy } from "../../prisma/migrate";

export const parts = ["web", "worker", "postgres"] as const;
export type Part = (typeof parts)[number];

const root = join(import.meta.dirname, "../..");
const programs = { web: "main.js", worker: "worker.js" } as const;
const TEMPLATE = "seeded";
/** Tables whose commits ring: what web and worker write at the end of what they do. */
const ringing = [
  "audit_event",
  "scenario_update",
  "mailbox_message",
  "hour_entry",
  "pay_line",
  "envelope_entry",
] as const;
export type Ringing = (typeof ringing)[number];

/** A PostgreSQL of one's own that keeps every commit, with a seeded database from which académies are cloned. */
export type Rig = Awaited<ReturnType<typeof startRig>>;
/** An académie at work: its web and worker, each part of which can be killed by its pid and comes back. */
export type Stage = Awaited<ReturnType<Rig["open"]>>;

/** Starts PostgreSQL (fsync on) in a data folder of its own and seeds the template. Needs build/. */
export async function startRig({ seed = "thread" }: { seed?: "thread" | "full" } = {}) {
  if (!existsSync(join(root, "build/main.js"))) throw new Error("Run npm run build first.");
  const parent = join(root, ".data/faults");
  mkdirSync(parent, { recursive: true });
  const dataDir = mkdtempSync(join(parent, "rig-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, durable: true });
  let opened = 0;

  const environment = (database: string, port: number) => ({
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: embedded.appUrl(database),
    DATABASE_OWNER_URL: embedded.ownerUrl(database),
    APP_SECRET: "a secret of the fault tests, long enough to be one",
    HOST: "127.0.0.1",
    PORT: String(port),
    ORIGIN: `http://127.0.0.1:${port}`,
    ENTREPAIRS_DEMONSTRATION: "1",
    // What a dead worker held is taken over after this and a little more: the runs wait for it.
    WORKER_LOCK_SECONDS: "8",
    LOG_LEVEL: "info",
  });

  async function stop() {
    await embedded.stop();
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }

  try {
    await embedded.ensureDatabase(TEMPLATE);
    await deploy({ ownerUrl: embedded.ownerUrl(TEMPLATE), appUrl: embedded.appUrl(TEMPLATE) });
    await run(join(root, "build/seed.js"), ["--profile", seed], environment(TEMPLATE, 0));
    await withClient(embedded.ownerUrl(TEMPLATE), (client) => client.query(bells));
  } catch (error) {
    await stop();
    throw error;
  }

  /** Clones the seeded database and starts web and worker on it; whatever dies is started again, as the launcher does. */
  async function open() {
    const database = `run_${++opened}`;
    const logs = join(dataDir, database);
    mkdirSync(logs);
    await withClient(embedded.superuserUrl, (client) =>
      client.query(`create database ${database} template ${TEMPLATE} owner entrepairs_owner`),
    );
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const children = new Map<"web" | "worker", ChildProcess>();
    const over = new AbortController();
    let deaths = 0;

    function launch(name: "web" | "worker") {
      const log = openSync(join(logs, `${name}.log`), "a");
      const child = spawn(process.execPath, ["--enable-source-maps", join(root, "build", programs[name])], {
        cwd: root,
        env: { ...environment(database, port), ENTREPAIRS_PROCESS: name },
        stdio: ["ignore", log, log],
      });
      closeSync(log);
      children.set(name, child);
      child.once("exit", async () => {
        if (over.signal.aborted) return;
        deaths++;
        await sleep(100);
        if (!over.signal.aborted) launch(name);
      });
    }

    async function watchPostgres() {
      while (!over.signal.aborted) {
        await sleep(100);
        if (over.signal.aborted || isAlive(embedded.pid)) continue;
        deaths++;
        const { port: former } = embedded;
        await embedded.revive();
        // On another port the others start anew: their address of the database has changed.
        if (embedded.port !== former) for (const child of children.values()) child.kill("SIGTERM");
      }
    }

    /**
     * Listens to the commits of some tables; `next()` resolves at the next one. Killed right then, a part has done the
     * thing and has told nobody yet.
     */
    async function commitsTo(
      tables: readonly Ringing[],
    ): Promise<{ next: () => Promise<void>; stop: () => Promise<void> }> {
      const client = new pg.Client({ connectionString: embedded.ownerUrl(database) });
      client.on("error", () => undefined);
      await client.connect();
      await client.query("listen fault_commit");
      const next = () =>
        new Promise<void>((resolve) =>
          client.on("notification", ({ payload = "" }) => {
            if (tables.some((name) => name === payload)) resolve();
          }),
        );
      return { next, stop: () => client.end().catch(() => undefined) };
    }

    /** kill -9: nobody is told, nothing is flushed. PostgreSQL dies with all its processes. */
    async function kill(part: Part) {
      if (part !== "postgres") return void children.get(part)?.kill("SIGKILL");
      killPostgres(embedded.pid);
    }

    /** The last lines a process wrote. */
    function log(name: "web" | "worker", lines = 20): string {
      const path = join(logs, `${name}.log`);
      return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(-lines).join("\n") : "";
    }

    /** Waits for /readyz. @throws with the end of the log when it takes more than `timeout` milliseconds. */
    async function ready(timeout = 60_000) {
      const deadline = Date.now() + timeout;
      while (Date.now() < deadline) {
        const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
        await answer?.arrayBuffer().catch(() => null);
        if (answer?.ok) return;
        await sleep(30);
      }
      throw new Error(`not ready after ${timeout} ms\n${log("web")}`);
    }

    /** Ends web and worker, and throws the database away. */
    async function close() {
      over.abort();
      await watching;
      await Promise.all([...children.values()].map(end));
      await withClient(embedded.superuserUrl, (client) => client.query(`drop database ${database} with (force)`));
    }

    launch("web");
    launch("worker");
    const watching = watchPostgres();
    try {
      await ready();
    } catch (error) {
      await close();
      throw error;
    }
    return {
      origin,
      get ownerUrl() {
        return embedded.ownerUrl(database);
      },
      /** How often a part died so far, killed or not. */
      deaths: () => deaths,
      commitsTo,
      kill,
      ready,
      log,
      close,
    };
  }

  return { open, stop, dataDir };
}

/** An instrument of the test, in its own databases. */
const bells = `
  create function fault_commit() returns trigger language plpgsql security definer as $$
    begin perform pg_notify('fault_commit', tg_table_name); return null; end $$;
  ${ringing
    .map(
      (name) =>
        `create trigger fault_commit after insert on ${name} for each statement execute function fault_commit();`,
    )
    .join("\n")}`;

function end(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return ended;
}

/** kill -9 of a postmaster and of all its processes. */
export function killPostgres(pid: number): void {
  for (const one of [pid, ...childrenOf(pid)]) if (isAlive(one)) process.kill(one, "SIGKILL");
}

/** The processes PostgreSQL started: backends, writers, workers. */
function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, "utf8").trim().split(/\s+/).filter(Boolean).map(Number) : [];
}

function run(program: string, options: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...options], { cwd: root, env: { ...env, LOG_LEVEL: "warn" } });
    let out = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (out += String(text)));
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${options.join(" ")}: ${out}`)),
    );
  });
}
