import type { RequestHandler } from "express";
import { logger } from "~/platform/logger.server";
import { httpDuration } from "~/platform/metrics.server";

/** One line for each answer: method, path without ids, codes and secrets, status, time. Nobody's address or name. */
export function requestLog(): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = namelessPath(request.path);
    response.once("close", () => {
      const ms = Math.round(performance.now() - startedAt);
      const status = response.statusCode;
      httpDuration.observe({ method: request.method, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
      const line = {
        method: request.method,
        path,
        status,
        ms,
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      if (path.startsWith("/assets/")) logger.debug(line, "file");
      else logger.info(line, "request");
    });
    next();
  };
}

/** Keeps only words of our own addresses: whatever holds a digit, a capital or is long may be somebody's. */
export function namelessPath(path: string): string {
  return path
    .split("/")
    .map((part) => (part === "" || part === "v1" || /^[a-z][a-z._-]{0,29}$/.test(part) ? part : ":x"))
    .join("/");
}
