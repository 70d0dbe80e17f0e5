import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Another process on the database of this test file (or another address of it), to be killed: nobody is told, nothing is flushed. */
export async function startChild(script: string, options: { args?: string[]; env?: Record<string, string> } = {}) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, script), ...(options.args ?? [])],
    {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const said = await firstLine(child);
  return {
    /** The first line it wrote. */
    said,
    pid: child.pid,
    ended: (): boolean => child.exitCode !== null || child.signalCode !== null,
    kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGKILL");
      return ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`ended at once: ${code}`)));
  });
}
