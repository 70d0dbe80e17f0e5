import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { z } from "zod";
import type { ApiScope } from "~/domain/account/schema";
import { findActorByToken } from "~/domain/account/tokens.server";
import type { Actor } from "~/domain/actor";
import { Refusal } from "~/domain/errors";
import { takeApiRequest } from "~/http/api-limit.server";
import { readJson } from "./body.server";
import { openapi } from "./openapi.server";
import type { Operation } from "./operation";
import { operations } from "./operations.server";
import { sendProblem, sendRefusal } from "./problem.server";

type Bearer = { actor: Actor; scopes: ApiScope[] };

/**
 * /api/v1. Everything but its description asks for a token first: without one, an address that exists and one that does
 * not look the same. Cookies are never read, so no browser can be made to use it.
 */
export function apiRouter(): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const description = JSON.stringify(openapi());
  router.get("/openapi.json", (_request, response) => {
    response.set("Cache-Control", "public, max-age=300").type("application/json").send(description);
  });
  router.use((request, response, next) => {
    answer(request, response).catch((error: unknown) => refuseOr(next, request, response, error));
  });
  return router;
}

function refuseOr(next: NextFunction, request: Request, response: Response, error: unknown) {
  if (error instanceof Refusal) sendRefusal(request, response, error);
  else next(error);
}

async function answer(request: Request, response: Response): Promise<void> {
  const bearer = await bearerOf(request);
  if (!bearer) {
    response.set("WWW-Authenticate", 'Bearer realm="EntrePairs"');
    return sendProblem(request, response, 401, "api.tokenNeeded");
  }
  const wait = await takeApiRequest(bearer.actor.accountId);
  if (wait > 0) {
    response.set("Retry-After", String(wait));
    return sendProblem(request, response, 429, "api.tooMany", { seconds: wait });
  }
  const here = known.filter(({ pattern }) => pattern.test(request.path));
  if (here.length === 0) return sendProblem(request, response, 404, "api.notFound");
  const method = request.method === "HEAD" ? "get" : request.method.toLowerCase();
  const found = here.find(({ operation }) => operation.method === method);
  if (!found) {
    const allow = here.flatMap(({ operation }) => (operation.method === "get" ? ["GET", "HEAD"] : ["POST"])).join(", ");
    response.set("Allow", allow);
    return sendProblem(request, response, 405, "api.methodNotAllowed", { allow });
  }
  await run(found, bearer, request, response);
}

async function run(found: Known, { actor, scopes }: Bearer, request: Request, response: Response) {
  const { operation } = found;
  if (!scopes.includes(operation.scope))
    return sendProblem(request, response, 403, "api.scopeMissing", { scope: operation.scope });
  // A malformed id is an unknown id.
  const path = operation.params.safeParse(paramsOf(found, request.path));
  if (!path.success) return sendProblem(request, response, 404, "api.notFound");
  const query = operation.query.strict().safeParse(queryOf(request));
  if (!query.success) return sendFault(request, response, query.error);
  const body = operation.body?.safeParse(await readJson(request, response));
  if (body && !body.success) return sendFault(request, response, body.error);
  const result = await operation.handle(actor, { params: path.data, query: query.data, body: body?.data } as never);
  // Only what the schema names goes out: a column added to a query never leaks by itself.
  response.set("Cache-Control", "no-store").json(operation.response.parse(result));
}

/** 422 with the place of the first fault, « lines.0.amount ». */
function sendFault(request: Request, response: Response, { issues }: z.ZodError) {
  const [issue] = issues;
  const path = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])];
  sendProblem(request, response, 422, "api.invalidParameter", { name: path.join(".").slice(0, 200) });
}

async function bearerOf(request: Request): Promise<Bearer | null> {
  const token = /^Bearer (ep_[\w-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return token ? findActorByToken(token) : null;
}

/** Once each; a name given twice is refused as malformed. */
function queryOf(request: Request): Record<string, unknown> {
  const given = new URL(request.originalUrl, "http://localhost").searchParams;
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const all = given.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

type Known = { operation: Operation; names: string[]; pattern: RegExp };

const known: Known[] = operations.map((operation) => {
  const names: string[] = [];
  const pattern = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "([^/]+)";
  });
  return { operation, names, pattern: new RegExp(`^${pattern}$`) };
});

function paramsOf({ names, pattern }: Known, path: string): Record<string, string> {
  const match = pattern.exec(path);
  return Object.fromEntries(names.map((name, at) => [name, match?.[at + 1] ?? ""]));
}
