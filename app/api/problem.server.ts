import type { Request, Response } from "express";
import { type Facts, httpStatus, type Refusal, type RefusalCode } from "~/domain/errors";
import { preferredLocale } from "~/http/locale.server";
import { tDynamic, translator } from "~/i18n/catalogue";

const titles: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  422: "Unprocessable Content",
  429: "Too Many Requests",
};

/** A refusal as RFC 9457 says it: `detail` in the reader's language, `code` (the catalogue's key) for programs. */
export function sendProblem(request: Request, response: Response, status: number, code: string, facts: Facts = {}) {
  const t = translator(preferredLocale(request.headers["accept-language"]));
  response
    .status(status)
    .set({ "Cache-Control": "no-store", "Content-Language": t.locale })
    .vary("Accept-Language")
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: "about:blank",
        title: titles[status] ?? "Refused",
        status,
        detail: tDynamic(t, `errors.${code}`, facts),
        code,
        facts,
      }),
    );
}

export function sendRefusal(request: Request, response: Response, { code, key, facts }: Refusal) {
  sendProblem(request, response, httpStatus[code satisfies RefusalCode], key, facts);
}
