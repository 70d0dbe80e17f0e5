import express, { type Request, type Response } from "express";
import { refuse } from "~/domain/errors";

/** Far above the largest request the schemas let through. */
const MOST = "256kb";
const parse = express.json({ limit: MOST, type: "application/json", inflate: false });

/** The JSON of a request. @throws invalid for anything else: another kind, too large, compressed, malformed */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  if (!request.is("application/json")) throw refuse("invalid", "api.jsonNeeded");
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error: unknown) => {
      const { type } = (error ?? {}) as { type?: string };
      if (!error) resolve();
      else reject(refuse("invalid", type === "entity.too.large" ? "api.bodyTooLarge" : "api.jsonNeeded"));
    });
  });
  return request.body as unknown;
}
