import type { RequestHandler } from "express";
import { answerPlainly } from "./plain-page.server";

/** Remix reads a whole body before we see it: what is too large or of another kind is refused here. */
export const BODY_MAX = 1_000_000;
const FORM = "application/x-www-form-urlencoded";
const FILES = "multipart/form-data";

/** Addresses that take files, in bytes: the file, and the words around it. */
export type Upload = { path: RegExp; most: number };

/** `uploads`: paths that take files, with their own bound. Node reads no further than the length that was announced. */
export function bodyLimit(uploads: readonly Upload[] = []): RequestHandler {
  return (request, response, next) => {
    const { "content-length": length, "transfer-encoding": chunked, "content-type": type = "" } = request.headers;
    const upload = uploads.find(({ path }) => path.test(request.path));
    const most = upload?.most ?? BODY_MAX;
    const refuse = (status: number, key: string) => {
      // The rest of the body is not read.
      response.setHeader("Connection", "close");
      void answerPlainly(request, response, status, key);
    };
    if (Number(length ?? 0) > most) return refuse(413, "common.tooLarge");
    // A body that does not say its length could be of any.
    if (chunked !== undefined) return refuse(411, "common.lengthNeeded");
    const kind = type.split(";")[0]?.trim().toLowerCase();
    const form = kind === FORM || (upload !== undefined && kind === FILES);
    if (Number(length ?? 0) > 0 && !form && !request.path.startsWith("/api/")) return refuse(415, "common.formNeeded");
    next();
  };
}
