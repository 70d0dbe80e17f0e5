import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";
import type { Borrowed } from "./account.server";
import { cleanEnvironment } from "./cluster.server";
import { commandOf, isAlive, processesIn, until } from "./process.server";

export type Postmaster = { pid: number; port: number };

const pidFile = (cluster: string) => join(cluster, "postmaster.pid");

/** The running postmaster of a cluster, from its own pid file (line 1: pid, line 4: port); null when none runs. */
export function runningPostmaster(cluster: string): Postmaster | null {
  const lines = readPidFile(cluster).split("\n");
  const pid = Number(lines[0]);
  return isPostmaster(pid, cluster) ? { pid, port: Number(lines[3]) } : null;
}

function isPostmaster(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === null || command.includes(cluster); // else the number was given to another process since
}

/**
 * Removes the pid file of a postmaster that is no more. PostgreSQL takes a zombie, or the new bearer of the number,
 * for a running server; but the file goes only once no child of the dead one writes in the cluster any more.
 */
export async function clearStalePidFile(cluster: string) {
  const stale = readPidFile(cluster);
  // Empty: a server that starts this very moment has made the file and not yet written it.
  if (stale === "" || runningPostmaster(cluster)) return;
  const changed = () => readPidFile(cluster) !== stale;
  await until(() => changed() || processesIn(cluster).length === 0, 5_000);
  if (changed()) return;
  for (const pid of processesIn(cluster)) signal(pid, "SIGKILL");
  rmSync(pidFile(cluster), { force: true });
}

function readPidFile(cluster: string): string {
  try {
    return readFileSync(pidFile(cluster), "utf8");
  } catch {
    return "";
  }
}

/** Starts a postmaster on a port of the loopback. It outlives us if we are killed: the next start adopts it. */
export function spawnPostmaster(
  cluster: string,
  native: string,
  account: Borrowed | null,
  { durable, port }: { durable: boolean; port: number },
): { exited: () => boolean } {
  const settings = [
    ...["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`],
    ...[`max_connections=${durable ? 100 : 200}`, "shared_buffers=64MB", "timezone=UTC", "log_timezone=UTC"],
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const log = openLog(cluster);
  const child = spawn(
    join(native, "bin", "postgres"),
    ["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      cwd: dirname(cluster),
      env: cleanEnvironment(),
      // A session of its own: Ctrl-C in the terminal must reach the launcher first, which stops the database last.
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  let exited = false;
  child.once("exit", () => (exited = true));
  child.once("error", () => (exited = true));
  child.unref();
  return { exited: () => exited };
}

/** Fast shutdown; immediate if it does not end within `timeout` milliseconds. */
export async function stopPostmaster(cluster: string, timeout = 15_000) {
  const running = runningPostmaster(cluster);
  if (!running) return;
  signal(running.pid, "SIGINT");
  if (await until(() => !isAlive(running.pid), timeout)) return;
  signal(running.pid, "SIGQUIT");
  await until(() => !isAlive(running.pid), 5_000);
}

/** Whether a connection can be made and answers. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "28P01") throw error; // a wrong password will not become right
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A port the kernel says is free. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The last lines PostgreSQL wrote, for an error. */
export function logTail(cluster: string): string {
  const path = logPath(cluster);
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(-8).join("\n") : "";
}

const logPath = (cluster: string) => join(dirname(cluster), "postgres.log");

function openLog(cluster: string): number {
  const path = logPath(cluster);
  if (existsSync(path) && statSync(path).size > 5_000_000) truncateSync(path);
  return openSync(path, "a");
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch {
    // already gone
  }
}
