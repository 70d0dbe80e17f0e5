import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process runs: a zombie (killed, its parent not having looked) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return statOf(pid)?.state !== "Z";
}

/** What tells two processes with one number apart: the start time in clock ticks; null where /proc is missing. */
export function startTimeOf(pid: number): string | null {
  return statOf(pid)?.startTime ?? null;
}

/** The command line, words separated by spaces; null where it cannot be read. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return null;
  }
}

/** Living processes whose working directory is this one: the children of a postmaster that was killed, for instance. */
export function processesIn(directory: string): number[] {
  if (!existsSync("/proc/self")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === directory && isAlive(pid);
      } catch {
        return false;
      }
    });
}

/** Waits until a condition holds; false when `timeout` milliseconds have passed. */
export async function until(condition: () => boolean, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function statOf(pid: number): { state: string; startTime: string } | null {
  try {
    // The name may hold spaces and parentheses: the fields are counted after its last one.
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", startTime: fields[19] ?? "" };
  } catch {
    return null;
  }
}
