import type { Request, Response } from "express";
import { translator } from "~/i18n/catalogue";
import { chosenLocale, preferredLocale } from "./locale.server";

const titles: Record<number, "notFound" | "forbidden" | "tooMany" | "broken" | "refused"> = {
  403: "forbidden",
  404: "notFound",
  429: "tooMany",
};

/** A refusal before Remix is reached: a page in words that needs nothing else, or a problem (RFC 9457) for programs. */
export async function answerPlainly(request: Request, response: Response, status: number, key: string): Promise<void> {
  if (response.headersSent) return void response.destroy();
  const program = request.path.startsWith("/api/") || !request.accepts("html");
  const chosen = await chosenLocale(request.headers.cookie ?? null).catch(() => null);
  const t = translator(chosen ?? (program ? preferredLocale(request.headers["accept-language"]) : "fr"));
  const sentence = t.find(`errors.${key}`) ?? t("errors.common.general");
  response.status(status).set("Cache-Control", "no-store").set("Content-Language", t.locale).vary("Accept-Language");
  if (program) {
    response.type("application/problem+json");
    return void response.send(JSON.stringify({ type: "about:blank", title: sentence, status, code: key }));
  }
  const title = t(`common.page.error.${titles[status] ?? (status >= 500 ? "broken" : "refused")}Title`);
  const home = t("common.page.error.home");
  response
    .type("html")
    .send(
      `<!doctype html><html lang="${t.locale}"><head><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} – EntrePairs</title>` +
        "<style>body{font:16px/1.5 system-ui,sans-serif;color:#1B2024;background:#F5F7F8;margin:0}main{max-width:40rem;margin:0 auto;padding:2rem 1rem}" +
        "a{color:#0F5C66;display:inline-block;padding:.6rem 0}</style></head>" +
        `<body><main><h1>${escaped(title)}</h1><p>${escaped(sentence)}</p><p><a href="/">${escaped(home)}</a></p></main></body></html>`,
    );
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
