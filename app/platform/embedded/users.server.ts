import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startTimeOf } from "./process.server";

/** The living processes that use a cluster, a file each: the last one to leave stops PostgreSQL. */
export function enter(home: string, pid = process.pid): { leave: () => { last: boolean } } {
  const folder = join(home, "postgres.users");
  const mine = `${pid}-${startTimeOf(pid) ?? "0"}-${randomBytes(4).toString("hex")}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, mine), "");
  return {
    leave: () => {
      rmSync(join(folder, mine), { force: true });
      return { last: others(folder).length === 0 };
    },
  };
}

function others(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const [pid = "", startTime] = name.split("-");
    const living = isAlive(Number(pid)) && (startTime === "0" || startTimeOf(Number(pid)) === startTime);
    if (!living) rmSync(join(folder, name), { force: true }); // it was killed before it could leave
    return living;
  });
}
