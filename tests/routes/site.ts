import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { apiRouter } from "~/api/router.server";
import { doors, lastDoor } from "~/http/doors.server";
import { readiness } from "~/http/readiness.server";

const client = join(import.meta.dirname, "../../build/client");

/** The web process as app/server.ts puts it together, sockets apart, with the pages of the build, on a port of its own. */
export async function startSite(build: ServerBuild) {
  const app = express();
  app.disable("x-powered-by");
  doors(app);
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", async (_request, response) => {
    const { ready, reasons } = await readiness();
    response.status(ready ? 200 : 503).json({ ready, reasons });
  });
  app.use(compression());
  app.use("/assets", express.static(join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(client, { maxAge: "1h", index: false }));
  app.use("/api/v1", apiRouter());
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: "production",
      getLoadContext: (request, response) => ({ nonce: String(response.locals.nonce), address: request.ip ?? "" }),
    }),
  );
  app.use(lastDoor);
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
