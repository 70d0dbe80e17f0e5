import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Found = { url: string; stop: () => Promise<void> };

/** The Redis of REDIS_URL, or one started for this file where the program is installed; null where there is none. */
export async function findRedis(): Promise<Found | null> {
  const given = process.env.REDIS_URL;
  if (given) return { url: given, stop: async () => undefined };
  return ownRedis();
}

/** A Redis of one's own, to be killed and started again, empty, on the same port; null where the program is not installed. */
export async function ownRedis() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "entrepairs-redis-"));
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
  let child: ChildProcess;
  function again(): Promise<boolean> {
    const born = spawn("redis-server", options, { stdio: ["ignore", "pipe", "ignore"] });
    child = born;
    return new Promise<boolean>((resolve) => {
      born.once("error", () => resolve(false));
      born.once("exit", () => resolve(false));
      born.stdout.on("data", (chunk: Buffer) => {
        if (/Ready to accept connections/i.test(chunk.toString())) resolve(true);
      });
    });
  }
  async function end(signal: "SIGTERM" | "SIGKILL") {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }
  const clear = () => rmSync(folder, { recursive: true, force: true });
  if (!(await again())) {
    clear();
    return null;
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    port,
    kill: () => end("SIGKILL"),
    again,
    async stop() {
      await end("SIGTERM");
      clear();
    },
  };
}
export type OwnRedis = NonNullable<Awaited<ReturnType<typeof ownRedis>>>;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
