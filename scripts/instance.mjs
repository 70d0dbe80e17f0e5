// The note of a running launcher and its children, so that the next start ends what a killed one left behind.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process as it stands in the note: the start time tells it from a later bearer of its number. */
export const sign = (pid, name) => ({ name, pid, started: startTime(pid) });

/** Whether a noted process still runs. */
export function runs({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  const { state, time } = stat(pid);
  return state !== "Z" && (started === null || time === started);
}

/**
 * Takes the place of launcher in a data folder. @returns what keeps the note; null and the note of the other one when a
 * launcher runs there already.
 */
export async function takePlace(path, address) {
  mkdirSync(dirname(path), { recursive: true });
  const own = { address, launcher: sign(process.pid, "launcher"), children: [] };
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const former = read(path);
    if (former && runs(former.launcher)) return { place: null, former };
    for (const child of former?.children ?? []) await end(child);
    rmSync(path, { force: true });
  }
  const write = () => {
    writeFileSync(`${path}.new`, JSON.stringify(own));
    renameSync(`${path}.new`, path);
  };
  const place = {
    note: (child) => {
      own.children = own.children.filter(({ name }) => name !== child.name).concat(child);
      write();
    },
    leave: () => rmSync(path, { force: true }),
  };
  return { place, former: null };
}

/** Asks a process to stop; kills it after `patience` milliseconds. */
export async function end(child, patience = 12_000) {
  const deadline = Date.now() + patience;
  for (let name = "SIGTERM"; runs(child); await sleep(20)) {
    if (Date.now() > deadline) name = "SIGKILL";
    if (name) {
      try {
        process.kill(child.pid, name);
      } catch {
        return;
      }
    }
    name = null;
    if (Date.now() > deadline + 5_000) return;
  }
}

function read(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null; // cut short by a kill
  }
}

const startTime = (pid) => stat(pid).time;

/** State and start time of a process; nulls where /proc is missing. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], time: fields[19] };
  } catch {
    return { state: null, time: null };
  }
}
