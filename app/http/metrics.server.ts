import type { Request, RequestHandler } from "express";
import { env } from "~/platform/env.server";
import { registry } from "~/platform/metrics.server";
import { sameText } from "~/platform/secrets.server";
import { answerPlainly } from "./plain-page.server";

/** Figures for the operator: with the token, or from this very machine where no token is set. Others: 404. */
export function metrics(): RequestHandler {
  return async (request, response) => {
    if (!mayRead(request)) return answerPlainly(request, response, 404, "common.notFound");
    response.type(registry.contentType).send(await registry.metrics());
  };
}

function mayRead(request: Request): boolean {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN) return sameText(request.headers.authorization ?? "", `Bearer ${METRICS_TOKEN}`);
  // Behind a proxy of the same machine everybody comes from it: what was forwarded is not local.
  const forwarded = request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? "");
}
