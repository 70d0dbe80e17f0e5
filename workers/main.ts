import { createServer } from "node:http";
import { disconnect } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";
import { registry } from "~/platform/metrics.server";
import { handlers } from "./handlers";
import { startRuntime } from "./runtime";

/** How long a stop may take before the process leaves all the same: what ran is taken over by its id. */
const STOP_MS = 10_000;
/** A relay that has not looked for so long is not alive, whatever the process says. */
const SILENCE_MS = 30_000;

const settings = env();
const lockDuration = settings.WORKER_LOCK_SECONDS * 1_000;
const runtime = await startRuntime(handlers, { lockDuration, stalledInterval: lockDuration / 4 });
logger.info({ backend: settings.REDIS_URL ? "redis" : "postgresql" }, "worker ready");

const health = createServer(async (request, response) => {
  if (request.url === "/metrics") {
    response.setHeader("Content-Type", registry.contentType);
    return void response.end(await registry.metrics());
  }
  const alive = Date.now() - runtime.relay.lastLook() < SILENCE_MS;
  response.writeHead(alive ? 200 : 503, { "Content-Type": "text/plain" }).end(alive ? "ok" : "relay is silent");
});
health.on("error", (error) => logger.warn({ err: error }, "health"));
if (settings.WORKER_PORT !== undefined) health.listen(settings.WORKER_PORT, "127.0.0.1");

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP_MS).unref();
  health.close();
  await runtime.stop();
  await disconnect();
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());
