import type { RequestHandler } from "express";
import { answerPlainly } from "./plain-page.server";

/** Remix reads a whole body before we see it: what is too large or of another kind is refused here. */
export const BODY_MAX = 1_000_000;
const FORM = "application/x-www-form-urlencoded";

/** `uploads`: paths that take files, with their own bound. There is none yet. */
export function bodyLimit(uploads: ReadonlyMap<string, number> = new Map()): RequestHandler {
  return (request, response, next) => {
    const { "content-length": length, "transfer-encoding": chunked, "content-type": type = "" } = request.headers;
    const most = uploads.get(request.path) ?? BODY_MAX;
    const refuse = (status: number, key: string) => {
      // The rest of the body is not read.
      response.setHeader("Connection", "close");
      void answerPlainly(request, response, status, key);
    };
    if (Number(length ?? 0) > most) return refuse(413, "common.tooLarge");
    // A body that does not say its length could be of any.
    if (chunked !== undefined) return refuse(411, "common.lengthNeeded");
    const form = type.split(";")[0]?.trim().toLowerCase() === FORM;
    if (Number(length ?? 0) > 0 && !form && !uploads.has(request.path) && !request.path.startsWith("/api/"))
      return refuse(415, "common.formNeeded");
    next();
  };
}
