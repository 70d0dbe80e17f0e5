import { type ChildProcess, fork, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../app/platform/embedded/postmaster.server";
import { type Ground, root } from "./ground";
import type { Pids, SubjectName } from "./plan";

export type Running = { origin: string; pids: Pids; inspectPort: number | null; stop: () => Promise<void> };

type Start = { subject: SubjectName; ground: Ground; programs: string; firstText: string; inspect: boolean };

/** Starts one subject, alone on the machine. @throws with the end of its log when it does not come up */
export async function startServer(start: Start): Promise<Running> {
  return start.subject === "entrepairs" ? startOurs(start) : startRival(start);
}

/** The environment of our web process, without its port. */
export const ourEnvironment = (ground: Ground) => ({
  NODE_ENV: "production" as const,
  DATABASE_URL: ground.appUrl,
  DATABASE_OWNER_URL: ground.ownerUrl,
  APP_SECRET: "a secret of the benchmark, long enough to be one",
  HOST: "127.0.0.1",
  ENTREPAIRS_DEMONSTRATION: "1",
  LOG_LEVEL: "warn",
});

/** Web and worker as the launcher starts them, PostgreSQL being there. */
async function startOurs({ ground, inspect }: Start): Promise<Running> {
  const port = await freePort();
  const inspectPort = inspect ? await freePort() : null;
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...ourEnvironment(ground), PORT: String(port), ORIGIN: origin };
  const launch = (program: string, options: string[]) => {
    const log = openSync(join(ground.dataDir, `${program}.log`), "a");
    const args = ["--enable-source-maps", ...options, join(root, "build", program)];
    const child = guarded(spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", log, log] }));
    closeSync(log);
    return child;
  };
  const web = launch("main.js", inspectPort ? [`--inspect=127.0.0.1:${inspectPort}`] : []);
  const worker = launch("worker.js", []);
  const stop = async () => void (await Promise.all([end(web), end(worker)]));
  try {
    for (const deadline = Date.now() + 150_000; ; await sleep(100)) {
      const ready = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      await ready?.arrayBuffer();
      if (ready?.ok) break;
      if (Date.now() > deadline || web.exitCode !== null) throw new Error("the web process did not come up");
    }
  } catch (error) {
    await stop();
    const log = readFileSync(join(ground.dataDir, "main.js.log"), "utf8");
    throw new Error(`${String(error)}\n${log.slice(-2_000)}`);
  }
  return { origin, pids: { server: pidOf(web), worker: pidOf(worker), postgres: ground.pid }, inspectPort, stop };
}

const rivals: Record<Exclude<SubjectName, "entrepairs">, { program: string; scheme: "http" | "ws"; env?: object }> = {
  "hocuspocus-3": { program: "hocuspocus", scheme: "ws" },
  "hocuspocus-3-logged": { program: "hocuspocus", scheme: "ws" },
  "hocuspocus-4": { program: "hocuspocus", scheme: "ws", env: { HOCUSPOCUS: "hocuspocus-server-4" } },
  "socket.io": { program: "socket-io", scheme: "http", env: { PARSER: "stock" } },
  "socket.io-msgpack": { program: "socket-io", scheme: "http", env: { PARSER: "msgpack" } },
  ws: { program: "bare-ws", scheme: "ws" },
};

async function startRival({ subject, ground, programs, firstText, inspect }: Start): Promise<Running> {
  if (subject === "entrepairs") throw new Error("not a rival");
  const { program, scheme, env } = rivals[subject];
  const logged = subject === "hocuspocus-3-logged";
  const { DATABASE_URL: _mine, ...around } = process.env;
  const port = await freePort();
  const inspectPort = inspect ? await freePort() : null;
  const rival = fork(join(programs, `${program}.js`), {
    cwd: root,
    execArgv: inspectPort ? [`--inspect=127.0.0.1:${inspectPort}`] : [],
    env: {
      ...around,
      ...env,
      NODE_ENV: "production",
      PORT: String(port),
      FIRST_TEXT: firstText,
      ...(logged ? { DATABASE_URL: ground.rivalUrl } : {}),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const child = guarded(rival);
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${subject} did not come up`)), 30_000);
    child.once("exit", (code) => reject(new Error(`${subject} ended with ${code}`)));
    child.once("message", () => {
      clearTimeout(late);
      resolve();
    });
  });
  // From here on nothing passes: the channel costs the server nothing.
  child.disconnect();
  return {
    origin: `${scheme}://127.0.0.1:${port}`,
    pids: { server: pidOf(child), ...(logged ? { postgres: ground.pid } : {}) },
    inspectPort,
    stop: () => end(child),
  };
}

const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** A child that does not outlive us. */
function guarded(child: ChildProcess): ChildProcess {
  living.add(child);
  return child.once("exit", () => living.delete(child));
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("a process could not be started");
  return pid;
}

/** At once: what it was doing is measured already. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  return ended;
}
