import { createCookie } from "@remix-run/node";
import { env } from "~/platform/env.server";
import { randomSecret, sha256 } from "~/platform/secrets.server";

const secure = () => env().ORIGIN.every((origin) => origin.startsWith("https:"));

/** `__Host-` binds the cookie to this host over HTTPS; plain names serve a demonstration over HTTP. */
const named = (name: string, maxAge: number) =>
  createCookie(secure() ? `__Host-${name}` : name, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: secure(),
    maxAge,
  });

/** The secret of a signed-in browser. */
export const sessionCookie = () => named("ep_session", 12 * 3600);

/** Tells one browser from another, for receipts and limits; says nothing about the person. */
const browserCookie = () => named("ep_browser", 400 * 24 * 3600);

/** Proofs that accounts have signed in with this browser (`browserMark`); they open nothing. */
export const marksCookie = () => named("ep_marks", 400 * 24 * 3600);

export const localeCookie = () => named("ep_locale", 400 * 24 * 3600);

/** The browser's hash, and the header to set where it had no cookie yet. */
export async function browserOf(request: Request): Promise<{ browserHash: string; setCookie: string | null }> {
  const known: unknown = await browserCookie().parse(request.headers.get("Cookie"));
  if (typeof known === "string" && known.length >= 20) return { browserHash: sha256(known), setCookie: null };
  const fresh = randomSecret(18);
  return { browserHash: sha256(fresh), setCookie: await browserCookie().serialize(fresh) };
}
