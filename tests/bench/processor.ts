import { existsSync, readFileSync } from "node:fs";

/** USER_HZ: what /proc counts in, on every Linux architecture Node runs on. */
const TICK_MICROS = 10_000;

const fields = (pid: number): string[] => {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) throw new Error(`process ${pid} is gone`);
  const line = readFileSync(path, "utf8");
  // The name in brackets may hold spaces.
  return line.slice(line.lastIndexOf(")") + 2).split(" ");
};

/** Processor time a process has used, user and system, in microseconds. @throws when it is gone */
export function processorMicros(pid: number): number {
  const stat = fields(pid);
  return (Number(stat[11]) + Number(stat[12])) * TICK_MICROS;
}

/** The same of a process with all its children, those that ended included. */
export function familyMicros(pid: number): number {
  // A child that ends while the others are read passes from the living to the ended: then all is read again.
  for (let attempt = 1; ; attempt++) {
    const ended = endedMicros(pid);
    const living = childrenOf(pid).reduce((sum, child) => sum + (ifAlive(child) ?? 0), processorMicros(pid));
    if (endedMicros(pid) === ended || attempt === 10) return living + ended;
  }
}

function endedMicros(pid: number): number {
  const stat = fields(pid);
  return (Number(stat[13]) + Number(stat[14])) * TICK_MICROS;
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean).map(Number);

function ifAlive(pid: number): number | null {
  try {
    return processorMicros(pid);
  } catch {
    return null;
  }
}

/** Resident memory, bytes. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (!line) throw new Error(`process ${pid} is gone`);
  return Number(line[1]) * 1_024;
}
