import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../app/platform/embedded/postmaster.server";
import { startEmbedded } from "../../app/platform/embedded/start.server";
import { deploy } from "../../prisma/migrate";

export type Part = "web" | "worker" | "postgres";

const root = join(import.meta.dirname, "../..");
const programs = { web: "main.js", worker: "worker.js" } as const;
const DATABASE = "entrepairs";

/** An académie of one's own on a PostgreSQL that keeps every commit; each part can be killed by its pid and comes back. */
export type Rig = Awaited<ReturnType<typeof startRig>>;

/**
 * Starts PostgreSQL, web and worker from build/ on free ports, with a data folder of their own.
 * `seed`: the profile to plant ("thread" or "full"); null leaves the tables empty.
 */
export async function startRig({ seed = "thread" }: { seed?: "thread" | "full" | null } = {}) {
  if (!existsSync(join(root, "build/main.js"))) throw new Error("Run npm run build first.");
  const parent = join(root, ".data/faults");
  mkdirSync(parent, { recursive: true });
  const dataDir = mkdtempSync(join(parent, "rig-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, durable: true });
  await embedded.ensureDatabase(DATABASE);
  await deploy({ ownerUrl: embedded.ownerUrl(DATABASE), appUrl: embedded.appUrl(DATABASE) });

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = () => ({
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: embedded.appUrl(DATABASE),
    DATABASE_OWNER_URL: embedded.ownerUrl(DATABASE),
    APP_SECRET: "a secret of the fault tests, long enough to be one",
    HOST: "127.0.0.1",
    PORT: String(port),
    ORIGIN: origin,
    ENTREPAIRS_DEMONSTRATION: "1",
    LOG_LEVEL: "info",
  });
  const children = new Map<"web" | "worker", ChildProcess>();

  function launch(name: "web" | "worker") {
    const log = openSync(join(dataDir, `${name}.log`), "a");
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, "build", programs[name])], {
      cwd: root,
      env: { ...environment(), ENTREPAIRS_PROCESS: name },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    children.set(name, child);
  }

  async function end(name: "web" | "worker", signal: NodeJS.Signals) {
    const child = children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }

  /** Waits for /readyz. @throws with the end of the log when it takes more than `timeout` milliseconds. */
  async function ready(timeout = 60_000) {
    const deadline = Date.now() + timeout;
    while (Date.now() < deadline) {
      const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (answer?.ok) return;
      await sleep(50);
    }
    throw new Error(`not ready after ${timeout} ms\n${log("web")}`);
  }

  /** The last lines a process wrote. */
  function log(name: "web" | "worker", lines = 20): string {
    const path = join(dataDir, `${name}.log`);
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(-lines).join("\n") : "";
  }

  /** kill -9; returns once the process is gone. The others are not told. */
  async function kill(part: Part) {
    if (part !== "postgres") return end(part, "SIGKILL");
    process.kill(embedded.pid, "SIGKILL");
    while (await embedded.answers()) await sleep(10);
  }

  /** Starts a killed part again; PostgreSQL on its former port, so that the others only reconnect. */
  async function restart(part: Part) {
    if (part !== "postgres") return launch(part);
    const { port: former } = embedded;
    await embedded.revive();
    if (embedded.port === former) return;
    for (const name of ["web", "worker"] as const) {
      await end(name, "SIGTERM");
      launch(name);
    }
  }

  async function stop() {
    for (const name of ["web", "worker"] as const) await end(name, "SIGTERM");
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  /** Runs build/seed.js. @returns what it printed last */
  function runSeed(...options: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, "build/seed.js"), ...options], {
        cwd: root,
        env: { ...environment(), LOG_LEVEL: "warn" },
      });
      let out = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (out += String(text)));
      child.once("close", (code) =>
        code === 0
          ? resolve(out.trim().split("\n").at(-1) ?? "")
          : reject(new Error(`seed ${options.join(" ")}: ${out}`)),
      );
    });
  }

  try {
    if (seed) await runSeed("--profile", seed);
    launch("web");
    launch("worker");
    await ready();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    origin,
    port,
    dataDir,
    get databaseUrl() {
      return embedded.appUrl(DATABASE);
    },
    get ownerUrl() {
      return embedded.ownerUrl(DATABASE);
    },
    /** The accounts of the seed: `{ password, accounts: [{ role, name, email }], token }`. */
    credentials: async () =>
      JSON.parse(await runSeed("--credentials")) as {
        password: string;
        accounts: { role: string; name: string; email: string }[];
        token: string;
      },
    pids: (): Record<Part, number> => ({
      postgres: embedded.pid,
      web: children.get("web")?.pid ?? 0,
      worker: children.get("worker")?.pid ?? 0,
    }),
    kill,
    restart,
    ready,
    log,
    stop,
  };
}
