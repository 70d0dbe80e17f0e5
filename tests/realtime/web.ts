import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../app/platform/embedded/postmaster.server";

const root = join(import.meta.dirname, "../..");

/** The web process as it is deployed, on the database of this test file or on another address of it. Needs build/. */
export async function startWeb(env: Record<string, string> = {}) {
  if (!existsSync(join(root, "build/main.js"))) throw new Error("Run npm run build first.");
  const port = env.PORT ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--enable-source-maps", join(root, "build/main.js")], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "fatal", PORT: String(port), ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exit = new Promise<{ code: number | null; at: number }>((resolve) =>
    child.once("exit", (code) => resolve({ code, at: Date.now() })),
  );
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  for (;;) {
    if (ended()) throw new Error("the web process ended at once");
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    await answer?.text().catch(() => null);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    exit,
    /** « TERM » as a deployment does, « KILL » as a machine that falls: nobody is told, nothing is flushed. */
    async end(signal: "SIGTERM" | "SIGKILL") {
      if (!ended()) child.kill(signal);
      return exit;
    },
  };
}
