import type { RequestHandler } from "express";
import { env } from "~/platform/env.server";
import { answerPlainly } from "./plain-page.server";

const reads = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses every state-changing request that another site could have made, resource routes included (Remix looks at
 * pages only). The API is apart: it takes a token and never a cookie, so nobody's browser can be made to use it.
 */
export function originGuard(): RequestHandler {
  const allowed = env().ORIGIN;
  return (request, response, next) => {
    // Only our own proxies may say what host was asked for.
    if (env().TRUST_PROXY === 0) delete request.headers["x-forwarded-host"];
    if (reads.has(request.method) || request.path.startsWith("/api/")) return next();
    const { origin } = request.headers;
    const ours = origin === undefined ? request.headers["sec-fetch-site"] === "same-origin" : allowed.includes(origin);
    if (!ours) return void answerPlainly(request, response, 403, "common.crossSite");
    // Remix compares Origin with the host once more, and answers 500 where a proxy changed it: the judgement is ours.
    if (origin !== undefined) request.headers["x-forwarded-host"] = new URL(origin).host;
    next();
  };
}
