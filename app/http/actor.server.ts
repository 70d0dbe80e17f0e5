import { redirect } from "@remix-run/node";
import { findActorBySecret } from "~/domain/account/sessions.server";
import type { Actor } from "~/domain/actor";
import { sessionCookie } from "./cookies.server";

/** The person signed in, with the roles valid now; null for a visitor. Asked anew at each request. */
export async function findActor(request: Request): Promise<Actor | null> {
  const secret: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
  return typeof secret === "string" && secret !== "" ? findActorBySecret(secret) : null;
}

/** @throws a redirection to the sign-in page, which comes back here. */
export async function requireActor(request: Request): Promise<Actor> {
  const actor = await findActor(request);
  if (actor) return actor;
  const { pathname, search } = new URL(request.url);
  const back = request.method === "GET" ? pathname.replace(/\.data$/, "") + search : "/";
  throw redirect(`/connexion?suite=${encodeURIComponent(back)}`);
}
