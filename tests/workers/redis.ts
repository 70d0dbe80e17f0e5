import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Found = { url: string; stop: () => Promise<void> };

/** The Redis of REDIS_URL, or one started for this file where the program is installed; null where there is none. */
export async function findRedis(): Promise<Found | null> {
  const given = process.env.REDIS_URL;
  if (given) return { url: given, stop: async () => undefined };
  return start(await freePort());
}

async function start(port: number): Promise<Found | null> {
  const folder = mkdtempSync(join(tmpdir(), "entrepairs-redis-"));
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", options, { stdio: ["ignore", "pipe", "ignore"] });
  const ready = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", () => resolve(false));
    child.stdout.on("data", (chunk: Buffer) => {
      if (/Ready to accept connections/i.test(chunk.toString())) resolve(true);
    });
  });
  const clear = () => rmSync(folder, { recursive: true, force: true });
  if (!ready) {
    clear();
    return null;
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      clear();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
