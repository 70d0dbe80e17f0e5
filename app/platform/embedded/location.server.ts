import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Borrowed, mayReach, SHARED_ROOT } from "./account.server";
import { stopPostmaster } from "./postmaster.server";

/** The folder that holds the cluster: the data folder, or one under /var/lib where root's account cannot reach it. */
export function locate(dataDir: string, account: Borrowed | null): { home: string; moved: boolean } {
  const root = resolve(dataDir);
  if (!existsSync(root)) {
    const outermost = mkdirSync(root, { recursive: true }) ?? root;
    // Whatever the umask: the borrowed account passes through what was made here.
    for (let folder = root; folder.length >= outermost.length; folder = dirname(folder)) chmodSync(folder, 0o755);
  }
  const pointer = pointerIn(root);
  const known = follow(pointer);
  if (known) return { home: known, moved: true };
  if (!account || mayReach(root, account)) return { home: root, moved: false };
  return { home: moveTo(root, pointer), moved: true };
}

/** Stops the cluster of a data folder, whoever left it running, and removes it, wherever it lies. */
export async function removeCluster(dataDir: string) {
  const root = resolve(dataDir);
  const home = follow(pointerIn(root)) ?? root;
  await stopPostmaster(join(home, "postgres"));
  for (const name of ["postgres", "postgres.users", "postgres.log"])
    rmSync(join(home, name), { recursive: true, force: true });
  if (home === root) return;
  rmSync(home, { recursive: true, force: true });
  rmSync(pointerIn(root), { force: true });
}

const pointerIn = (root: string) => join(root, "postgres.location");

function follow(pointer: string): string | null {
  if (!existsSync(pointer)) return null;
  const home = readFileSync(pointer, "utf8").trim();
  return home && existsSync(home) ? home : null;
}

function moveTo(root: string, pointer: string): string {
  rmSync(pointer, { force: true });
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  // A folder already there belongs to a former checkout at this path: its data are not ours to open or to throw away.
  for (let attempt = 1; attempt < 1000; attempt++) {
    const home = join(SHARED_ROOT, attempt === 1 ? name : `${name}-${attempt}`);
    mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
    try {
      mkdirSync(home, { mode: 0o755 });
    } catch {
      continue;
    }
    try {
      writeFileSync(pointer, `${home}\n`, { flag: "wx" });
      return home;
    } catch {
      rmSync(home, { recursive: true, force: true });
      const theirs = follow(pointer); // another start was faster
      if (theirs) return theirs;
    }
  }
  throw new Error(`No room under ${SHARED_ROOT}.`);
}
