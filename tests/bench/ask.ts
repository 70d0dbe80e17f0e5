import { fork } from "node:child_process";
import { join } from "node:path";
import { inspector } from "./inspector";
import type { Order, Report } from "./plan";

/**
 * Gives an order to a generator of its own and waits for its report, at most `limitMs`. With `inspectPort` the server's
 * garbage is collected when the generator asks. A generator that dies is a failure like another.
 */
export async function ask(
  programs: string,
  order: Order,
  { limitMs, inspectPort, root }: { limitMs: number; inspectPort: number | null; root: string },
): Promise<Report> {
  const child = fork(join(programs, "generator.js"), { cwd: root, serialization: "advanced", execArgv: [] });
  const late = setTimeout(() => child.kill("SIGKILL"), limitMs);
  try {
    return await new Promise<Report>((resolve) => {
      child.once("exit", (code, signal) => resolve({ kind: "failed", reason: `generator ended: ${signal ?? code}` }));
      child.on("message", (message: Report | { kind: "collect" }) => {
        if (message.kind !== "collect") return resolve(message);
        collect(inspectPort).then(
          () => child.send("collected"),
          (error: unknown) => resolve({ kind: "failed", reason: String(error) }),
        );
      });
      child.send(order);
    });
  } finally {
    clearTimeout(late);
    child.removeAllListeners("exit");
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }
}

async function collect(port: number | null) {
  if (port === null) throw new Error("the server was started without --inspect");
  const inspected = await inspector(port);
  await inspected.collectGarbage();
  inspected.close();
}
