import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { borrowedAccount } from "../../app/platform/embedded/account.server";
import { locate, removeCluster } from "../../app/platform/embedded/location.server";
import { freePort, runningPostmaster } from "../../app/platform/embedded/postmaster.server";
import { isAlive, until } from "../../app/platform/embedded/process.server";

type Note = { launcher: { pid: number }; children: { name: string; pid: number }[] };

const root = join(import.meta.dirname, "../..");
mkdirSync(join(root, ".data"), { recursive: true });
const dataDir = mkdtempSync(join(root, ".data/launcher-"));
chmodSync(dataDir, 0o755);
const port = await freePort();
const launchers: ChildProcess[] = [];

afterAll(async () => {
  for (const child of launchers) child.kill("SIGTERM");
  await Promise.all(launchers.map(ended));
  await removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

/** npm run demo, as npm starts it; resolves with what it printed once it is ready or over. */
async function demo(...options: string[]): Promise<{ child: ChildProcess; printed: () => string }> {
  const child = spawn(process.execPath, ["scripts/demo.mjs", "--profile", "thread", ...options], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
  });
  launchers.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
  const over = () => child.exitCode !== null || child.signalCode !== null;
  await until(() => text.includes("Ctrl-C stops") || over(), 240_000);
  return { child, printed: () => text };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", resolve));
}

const note = () => JSON.parse(readFileSync(join(dataDir, "running.json"), "utf8")) as Note;
const pidOf = (name: string) => note().children.find((child) => child.name === name)?.pid ?? 0;
const postgres = () => runningPostmaster(join(locate(dataDir, borrowedAccount()).home, "postgres"))?.pid ?? 0;
const everybody = () => [note().launcher.pid, pidOf("web"), pidOf("worker"), postgres()];

/** Milliseconds until /readyz says yes. */
async function readyAfter(): Promise<number> {
  const since = Date.now();
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    );
    if (answer?.ok) return Date.now() - since;
    if (Date.now() - since > 60_000) return Number.POSITIVE_INFINITY;
    await sleep(50);
  }
}

test("it starts, says where and as whom, and brings back what is killed", async () => {
  const { printed } = await demo();
  expect(printed()).toContain(`EntrePairs runs: http://localhost:${port}`);
  expect(printed()).toMatch(/API token: ep_\S{20,}/);
  expect(everybody().every(isAlive)).toBe(true);

  for (const name of ["web", "worker"]) {
    const former = pidOf(name);
    process.kill(former, "SIGKILL");
    expect(await until(() => pidOf(name) !== former && isAlive(pidOf(name)), 10_000), name).toBe(true);
  }
  const former = postgres();
  process.kill(former, "SIGKILL");
  expect(await until(() => postgres() !== former && postgres() > 0, 10_000), "PostgreSQL within 10 s").toBe(true);
  expect(await readyAfter()).toBeLessThan(30_000);
});

test("a second launcher on the same data says who is there", async () => {
  const { child, printed } = await demo();
  expect(await ended(child)).toBe(1);
  expect(printed().trim()).toMatch(/^The demonstration already runs here: http:\/\/localhost:\d+ \(process \d+\)\.$/);
});

test("after kill -9 of the launcher the next start ends what it left and serves", async () => {
  const [launcher = 0, web = 0, worker = 0] = everybody();
  process.kill(launcher, "SIGKILL");
  const { printed } = await demo();
  expect(printed()).toContain("EntrePairs runs");
  expect(printed()).not.toContain("Seeding");
  expect([web, worker].some(isAlive)).toBe(false);
  expect(await readyAfter()).toBeLessThan(30_000);
});

test("Ctrl-C stops every process it started", async () => {
  const pids = everybody();
  const launcher = launchers.at(-1);
  launcher?.kill("SIGINT");
  if (launcher) expect(await ended(launcher)).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
});
