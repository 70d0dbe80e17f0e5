// npm test: everything that can be known without a browser. Arguments go to vitest, which then runs alone:
// npm test -- tests/domain/platform.test.ts
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./port.mjs";
import { provision, root } from "./provision.mjs";
import { check, close, vitest } from "./tally.mjs";

const asked = process.argv.slice(2);
const bin = (path) => join(root, "node_modules", path);

provision();
// The types keep one core busy for as long as the other checks and the build keep the other.
const types = asked.length === 0 && check("types", [bin("typescript/bin/tsc"), "--noEmit"]);
if (asked.length === 0) {
  await check("lock file", ["scripts/complete-lock.mjs", "--check"]);
  await check("lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]);
  await check("migrations", ["--import", "tsx", "prisma/migrate.ts", "check"]);
}
await check("build", ["scripts/build.mjs"]);
await types;
if (asked.length === 0) await check("three guards taken out", ["scripts/mutations.mjs", "--sample"]);
await vitest("unit and database", ["--project", "unit", "--project", "db", ...asked]);
if (asked.length === 0) {
  await withRedis((url) =>
    vitest("real time on Redis", ["--project", "db", "tests/realtime/redis.test.ts"], { REDIS_URL: url }),
  );
  // A few kills each time; many in the continuous integration and on demand (FAULT_RUNS=200).
  const FAULT_RUNS = process.env.FAULT_RUNS ?? (process.env.CI ? "20" : "3");
  await vitest("faults", ["--project", "faults"], { FAULT_RUNS });
}
process.exit(close());

/** Runs with a Redis of our own, where the machine has one. */
async function withRedis(run) {
  if (spawnSync("redis-server", ["--version"]).status !== 0) {
    console.log("\n── real time on Redis ──\nnot run: redis-server is not installed (apt-get install redis-server)");
    return;
  }
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "entrepairs-redis-"));
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const redis = spawn("redis-server", options, { stdio: "ignore" });
  try {
    await run(`redis://127.0.0.1:${port}`); // ioredis waits until it listens
  } finally {
    redis.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
