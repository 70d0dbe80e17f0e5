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
  const stat = fields(pid);
  const ended = (Number(stat[13]) + Number(stat[14])) * TICK_MICROS;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean);
  const living = children.reduce((sum, child) => {
    try {
      return sum + processorMicros(Number(child));
    } catch {
      return sum; // it has ended between the two readings
    }
  }, 0);
  return processorMicros(pid) + ended + living;
}

/** Resident memory, bytes. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (!line) throw new Error(`process ${pid} is gone`);
  return Number(line[1]) * 1_024;
}
