// Builds the web process, the worker and the launcher's own parts into build/; skipped while no source has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { fail, provision, root } from "./provision.mjs";

/** Where each program of build/ comes from. */
const programs = {
  main: "app/server.ts",
  worker: "workers/main.ts",
  seed: "prisma/seed.ts",
  migrate: "prisma/migrate.ts",
  launch: "scripts/launch.ts",
};
const sources = [
  "app",
  "workers",
  "prisma",
  "public",
  "scripts/launch.ts",
  "scripts/build.mjs",
  "scripts/dsfr-subset.ts",
];
const settings = ["package-lock.json", "tsconfig.json", "vite.config.ts", "remix.config.js"];

/** Builds what is missing or old. The packages must be installed. */
export async function build() {
  const note = join(root, "build/.made-from");
  const wanted = fingerprint();
  const made = Object.keys(programs).every((name) => existsSync(join(root, `build/${name}.js`)));
  if (made && existsSync(note) && readFileSync(note, "utf8") === wanted) return;
  console.log("Building…");
  rmSync(note, { force: true });
  const remix = join(root, "node_modules/@remix-run/dev/dist/cli.js");
  // First, because it empties build/.
  const done = spawnSync(process.execPath, [remix, "vite:build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    encoding: "utf8",
  });
  if (done.status !== 0)
    fail(`${done.stderr.split("\n").slice(0, 25).join("\n")}\nThe pages could not be built: see above.`);
  const esbuild = await import("esbuild");
  const programsMade = esbuild.build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: "build",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    alias: { "~": join(root, "app") },
    packages: "external",
    sourcemap: true,
    logLevel: "error",
  });
  await programsMade.catch(() => fail("The programs could not be built: see above."));
  writeFileSync(note, wanted);
}

function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const name of [
    ...sources.flatMap((name) => files(join(root, name))),
    ...settings.map((name) => join(root, name)),
  ])
    hash.update(relative(root, name)).update(readFileSync(name));
  return hash.digest("hex");
}

function files(path) {
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "generated" && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  provision();
  await build();
}
