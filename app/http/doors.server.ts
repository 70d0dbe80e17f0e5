import type { ErrorRequestHandler, Express } from "express";
import { logger } from "~/platform/logger.server";
import { bodyLimit, type Upload } from "./body-limit.server";
import { securityHeaders } from "./headers.server";
import { metrics } from "./metrics.server";
import { originGuard } from "./origin.server";
import { answerPlainly } from "./plain-page.server";
import { requestLog } from "./request-log.server";

/** Images of scenarios, whole scenarios with their images, lists of careers: the file, and the form around it. */
const uploads: Upload[] = [
  { path: /^\/scenarios\/[^/]+\/images(\.data)?$/, most: 5 * 1024 * 1024 + 64 * 1024 },
  { path: /^\/scenarios\/importer(\.data)?$/, most: 30_000_000 + 64 * 1024 },
  // The file or the lines that were pasted: a browser may send both.
  { path: /^\/academie\/personnes\/carrieres(\.data)?$/, most: 2 * 256 * 1024 + 64 * 1024 },
];

/** What every request passes before a file, the API or a page. The order matters: refusals carry the headers too. */
export function doors(app: Express): void {
  app.use(requestLog());
  app.use(...securityHeaders());
  app.get("/metrics", metrics());
  app.use(originGuard());
  app.use(bodyLimit(uploads));
}

/** After everything else: a missing file, a malformed address, a fault. In words, and without a stack. */
export const lastDoor: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const { status: asked } = (error ?? {}) as { status?: number };
  const status = typeof asked === "number" && asked >= 400 && asked < 500 ? asked : 500;
  if (status === 500) logger.error({ err: error }, "request failed");
  void answerPlainly(request, response, status, status === 500 ? "common.general" : "common.notFound");
};
