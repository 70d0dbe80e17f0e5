import { createServer } from "node:http";
import { join } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { apiRouter } from "~/api/router.server";
import { doors, lastDoor } from "~/http/doors.server";
import { readiness } from "~/http/readiness.server";
import { disconnect, warmUp } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";
import { attachRealtime } from "~/realtime/attach.server";

/** How long requests and sockets may take to end before the process leaves all the same. */
const STOP_MS = 10_000;

const settings = env();
const here = import.meta.dirname;
// Built beside this file by `remix vite:build`; by URL, so that esbuild leaves it alone.
const build = (await import(new URL("./server/index.js", import.meta.url).href)) as ServerBuild;

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", settings.TRUST_PROXY);

doors(app);
app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
app.get("/readyz", async (_request, response) => {
  const { ready, reasons } = await readiness();
  response.status(ready ? 200 : 503).json({ ready, reasons });
});
app.use(compression());
app.use("/assets", express.static(join(here, "client/assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
app.use(express.static(join(here, "client"), { maxAge: "1h", index: false }));
app.use("/api/v1", apiRouter());
app.all(
  "*",
  createRequestHandler({
    build,
    mode: settings.NODE_ENV,
    getLoadContext: (request, response) => ({ nonce: String(response.locals.nonce), address: request.ip ?? "" }),
  }),
);

app.use(lastDoor);

const state = await readiness();
if (!state.ready) throw new Error(`Not ready to serve: ${state.reasons.join(", ")}`);
await warmUp();

const http = createServer(app);
const realtime = attachRealtime(http);
http.listen(settings.PORT, settings.HOST, () => logger.info({ port: settings.PORT }, "listening"));
http.on("error", (error: NodeJS.ErrnoException) => {
  logger.fatal({ err: error }, error.code === "EADDRINUSE" ? `port ${settings.PORT} is busy` : "http");
  process.exit(1);
});

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), STOP_MS).unref();
  // Sockets first, then the database: what was being logged is committed before the pool closes.
  await realtime.close();
  http.closeIdleConnections();
  await disconnect();
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());
