import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import { env } from "~/platform/env.server";
import { randomSecret } from "~/platform/secrets.server";

/** Security headers on every answer, files and refusals too. The page's nonce stands in `response.locals.nonce`. */
export function securityHeaders(): RequestHandler[] {
  const { ORIGIN } = env();
  const sockets = ORIGIN.map((origin) => origin.replace(/^http/, "ws"));
  return [
    (_request, response, next) => {
      response.locals.nonce = randomSecret(16);
      keepPrivate(response);
      response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals.nonce}'`],
          scriptSrcAttr: ["'none'"],
          // The editor and the charts set style attributes; no style of others can come in.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:", "blob:"],
          fontSrc: ["'self'"],
          connectSrc: ["'self'", ...sockets],
          frameAncestors: ["'none'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      // « no-referrer » would make browsers send « Origin: null » with forms, which we refuse.
      referrerPolicy: { policy: "same-origin" },
      strictTransportSecurity: ORIGIN.every((origin) => origin.startsWith("https:"))
        ? { maxAge: 63_072_000, includeSubDomains: false }
        : false,
      xFrameOptions: { action: "deny" },
    }),
  ];
}

/** Unless an answer says otherwise (files do), nobody keeps it: the next person at this computer sees nothing of it. */
function keepPrivate(response: Response): void {
  const writeHead = response.writeHead;
  response.writeHead = function (this: Response, ...given: unknown[]) {
    if (!this.hasHeader("Cache-Control")) this.setHeader("Cache-Control", "no-store");
    return Reflect.apply(writeHead, this, given);
  } as typeof response.writeHead;
}
