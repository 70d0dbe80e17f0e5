import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { borrowedAccount } from "../../app/platform/embedded/account.server";
import { locate, removeCluster } from "../../app/platform/embedded/location.server";
import { isAlive, until } from "../../app/platform/embedded/process.server";
import { type Embedded, startEmbedded } from "../../app/platform/embedded/start.server";

const root = join(import.meta.dirname, "../..");
mkdirSync(join(root, ".data"), { recursive: true });
const dataDir = mkdtempSync(join(root, ".data/embedded-"));
chmodSync(dataDir, 0o755); // mkdtemp closes it, and PostgreSQL would move
/** The folder of the cluster: elsewhere where root's account cannot enter this checkout. */
const home = () => locate(dataDir, borrowedAccount()).home;
const started: Embedded[] = [];
async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable: true });
  started.push(embedded);
  return embedded;
}

afterAll(async () => {
  for (const embedded of started) await embedded.stop(); // also those of a test that failed
  await removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the same cluster, says so, and stays until it is killed. */
function anotherStart(): { child: ChildProcess; said: Promise<{ pid: number; adopted: boolean }> } {
  const script = join(dataDir, "start.ts");
  const starter = join(root, "app/platform/embedded/start.server.ts");
  writeFileSync(
    script,
    `import { startEmbedded } from ${JSON.stringify(starter)};
     const { pid, adopted } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: true });
     console.log(JSON.stringify({ pid, adopted }));
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<{ pid: number; adopted: boolean }>((resolve, reject) => {
    child.stdout?.once("data", (line) => resolve(JSON.parse(String(line))));
    child.once("exit", (code) => reject(new Error(`exit ${code}`)));
  });
  return { child, said };
}

test("a first start makes a cluster that sorts French and listens on the loopback alone", async () => {
  const embedded = await start();
  expect(embedded.adopted).toBe(false);
  await embedded.ensureDatabase("kept");
  await query(embedded.ownerUrl("kept"), "create table note as select 1 as n");
  const settings = await query(
    embedded.superuserUrl,
    "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'fsync') order by 1",
  );
  expect(settings).toEqual([
    { name: "fsync", setting: "on" },
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "unix_socket_directories", setting: "" },
  ]);
  await embedded.stop();
  expect(await until(() => !isAlive(embedded.pid), 5_000)).toBe(true);
});

test("after kill -9 of the postmaster it comes back on its port with what was committed", async () => {
  const embedded = await start();
  const { pid, port } = embedded;
  await query(embedded.ownerUrl("kept"), "insert into note values (2)");
  process.kill(pid, "SIGKILL");
  await embedded.revive();
  expect(embedded.port).toBe(port);
  expect(embedded.pid).not.toBe(pid);
  expect(await query(embedded.ownerUrl("kept"), "select n from note order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  await embedded.stop();
});

test("a start after kill -9 of postmaster and launcher recovers by itself", async () => {
  const { child, said } = anotherStart();
  const { pid } = await said;
  child.kill("SIGKILL");
  process.kill(pid, "SIGKILL");
  const embedded = await start();
  expect(embedded.adopted).toBe(false);
  expect(await query(embedded.ownerUrl("kept"), "select count(*)::int as n from note")).toEqual([{ n: 2 }]);
  await embedded.stop();
});

test("what a killed launcher left running is adopted, and stopped by the last to leave", async () => {
  const { child, said } = anotherStart();
  const { pid } = await said;
  child.kill("SIGKILL");
  const embedded = await start();
  expect(embedded).toMatchObject({ adopted: true, pid });
  await embedded.stop();
  expect(isAlive(pid)).toBe(false);
});

test("a pid file whose number another process bears is stale", async () => {
  writeFileSync(join(home(), "postgres/postmaster.pid"), `${process.pid}\n${home()}/postgres\n0\n5432\n\n127.0.0.1\n`);
  const embedded = await start();
  expect(embedded.pid).not.toBe(process.pid);
  await embedded.stop();
});

test("of two starts at once one starts PostgreSQL and both use it", async () => {
  const [one, two] = (await Promise.all([start(), start()])) as [Embedded, Embedded];
  expect(one.pid).toBe(two.pid);
  await one.stop();
  expect(await two.answers()).toBe(true);
  await two.stop();
  expect(isAlive(two.pid)).toBe(false);
});

test("two first starts at once make one cluster", async () => {
  await removeCluster(dataDir);
  const { child, said } = anotherStart();
  const [embedded, { pid }] = await Promise.all([start(), said]);
  expect(embedded.pid).toBe(pid);
  child.kill("SIGKILL");
  await until(() => !isAlive(child.pid ?? 0), 5_000);
  await embedded.stop();
  expect(isAlive(pid)).toBe(false);
  expect(readdirSync(home()).filter((name) => name.startsWith("postgres.init"))).toEqual([]);
});

test("passwords are drawn for each cluster and readable by their owner alone", () => {
  const path = join(home(), "postgres/entrepairs.json");
  expect(existsSync(path)).toBe(true);
  const { superuser, owner, app } = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  expect(new Set([superuser, owner, app]).size).toBe(3);
});
