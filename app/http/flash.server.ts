import { createCookie, redirect } from "@remix-run/node";
import type { Facts } from "~/domain/errors";

/** One sentence for the next page: a key of the catalogue and its facts, never free text. */
export type Flash = { key: string; facts: Facts };

const cookie = createCookie("ep_flash", { path: "/", httpOnly: true, sameSite: "lax", maxAge: 60 });

export async function redirectWithFlash(url: string, key: string, facts: Facts = {}, headers = new Headers()) {
  headers.append("Set-Cookie", await cookie.serialize({ key, facts } satisfies Flash));
  return redirect(url, { headers });
}

export async function readFlash(request: Request): Promise<{ flash: Flash | null; clear: string | null }> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (typeof value !== "object" || value === null || !("key" in value) || typeof value.key !== "string")
    return { flash: null, clear: null };
  const facts = "facts" in value && typeof value.facts === "object" ? (value.facts as Facts) : {};
  return { flash: { key: value.key, facts }, clear: await cookie.serialize("", { maxAge: 0 }) };
}
