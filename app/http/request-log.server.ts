import type { RequestHandler } from "express";
import { logger } from "~/platform/logger.server";
import { httpDuration } from "~/platform/metrics.server";

const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

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
      if (path.startsWith("/assets/") || PROBES.has(path)) logger.debug(line, "file or probe");
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
