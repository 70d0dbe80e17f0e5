import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The account whose rights PostgreSQL borrows when we are root: it refuses to run as root. */
export type Borrowed = { name: string; uid: number; gid: number };

/** Where clusters and binaries go when the checkout is closed to that account. */
export const SHARED_ROOT = "/var/lib/entrepairs";

/** `postgres` where the machine has it, else `nobody`; null when we are not root. */
export function borrowedAccount(): Borrowed | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { name: "nobody", uid: 65534, gid: 65534 };
}

/** Whether the account may walk down to a folder: every folder on the way lets it pass. */
export function mayReach(folder: string, account: Borrowed): boolean {
  const { mode, uid, gid } = statSync(folder);
  const passes = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
  if (!passes) return false;
  const parent = dirname(folder);
  return parent === folder || mayReach(parent, account);
}
