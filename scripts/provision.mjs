// Makes a fresh clone ready: the packages of the lock file and the generated Prisma client. Plain Node, no dependency.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");

/** Installs and generates what is missing; ends the process with one clear line when it cannot. */
export function provision() {
  requireNode();
  if (!packagesAreThere()) {
    console.log("Installing packages (npm ci)…");
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    // NODE_ENV=production would leave the build tools out.
    const env = { ...process.env, NODE_ENV: "development" };
    const done = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: "inherit",
      env,
    });
    if (done.status !== 0) fail("npm ci failed: see its message above.");
  }
  generate();
}

/** Stops here with one line. */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`EntrePairs needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/download.`);
}

/** npm notes what it installed; an interrupted installation has no such note. */
function packagesAreThere() {
  const note = join(root, "node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

function generate() {
  const folder = join(root, "app/platform/generated");
  const note = join(folder, ".made-from");
  const hash = createHash("sha256");
  for (const name of ["prisma/schema.prisma", "node_modules/prisma/package.json"])
    hash.update(readFileSync(join(root, name)));
  const wanted = hash.digest("hex");
  if (existsSync(join(folder, "client.ts")) && existsSync(note) && readFileSync(note, "utf8") === wanted) return;
  const done = spawnSync(process.execPath, [join(root, "scripts/generate.mjs")], { cwd: root, stdio: "inherit" });
  if (done.status !== 0) fail("The Prisma client could not be generated: see above.");
  writeFileSync(note, wanted);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) provision();
