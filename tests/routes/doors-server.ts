import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { apiRouter } from "~/api/router.server";
import { doors, lastDoor } from "~/http/doors.server";

/** Our doors and the API before one page that counts what reaches it, on a port of its own. */
export async function startDoors({ trustProxy = 0 } = {}) {
  const reached: { method: string; path: string; body: string }[] = [];
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustProxy);
  doors(app);
  app.use("/assets", express.static(import.meta.dirname, { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use("/api/v1", apiRouter());
  app.get("/panne", () => {
    throw new Error("un secret de la base");
  });
  app.all("*", express.text({ type: () => true, limit: "10mb" }), (request, response) => {
    reached.push({ method: request.method, path: request.path, body: String(request.body ?? "") });
    response.type("html").send(`<p>${request.ip}</p>`);
  });
  app.use(lastDoor);
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    url,
    reached,
    stop: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
