import type { IncomingMessage } from "node:http";
import { findActorBySecret } from "~/domain/account/sessions.server";
import type { Actor } from "~/domain/actor";
import { sessionCookie } from "~/http/cookies.server";
import { env } from "~/platform/env.server";
import { logger } from "~/platform/logger.server";

/**
 * Whether a handshake comes from our own pages. Browsers name the origin of every WebSocket and of every cross-site
 * request; a same-origin GET of long-polling may have none, and then the host must be ours.
 */
export function isOurOrigin(headers: IncomingMessage["headers"], allowed: readonly string[]): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (headers.origin !== undefined) return allowed.includes(headers.origin);
  return allowed.some((origin) => new URL(origin).host === headers.host);
}

const admitted = new WeakMap<IncomingMessage, Actor>();

/** The person a handshake was admitted for. */
export const actorOfHandshake = (request: IncomingMessage): Actor | null => admitted.get(request) ?? null;

/** Socket.IO's `allowRequest`: our origin, and a signed-in person. Anything else answers 403 before a socket exists. */
export function allowRequest(request: IncomingMessage, answer: (reason: string | null, ok: boolean) => void): void {
  if (!isOurOrigin(request.headers, env().ORIGIN)) {
    answer("origin", false);
    return;
  }
  actorOfCookie(request.headers.cookie).then(
    (actor) => {
      if (!actor) return answer("session", false);
      admitted.set(request, actor);
      answer(null, true);
    },
    (error: unknown) => {
      logger.warn({ reason: String(error) }, "socket admission");
      answer("unavailable", false);
    },
  );
}

async function actorOfCookie(header: string | undefined): Promise<Actor | null> {
  const secret: unknown = await sessionCookie().parse(header ?? null);
  return typeof secret === "string" && secret !== "" ? findActorBySecret(secret) : null;
}
