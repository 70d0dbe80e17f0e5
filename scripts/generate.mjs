// Generates the Prisma client into app/platform/generated. The command line wants *some* engine file to exist and would
// download one; it never runs it, so Node itself serves.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const prisma = join(root, "node_modules/prisma/build/index.js");
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
const done = spawnSync(process.execPath, [prisma, "generate"], { cwd: root, env, encoding: "utf8" });
if (done.status !== 0) {
  process.stderr.write(`${done.stdout}${done.stderr}`);
  process.exit(1);
}
