import { afterAll, beforeAll } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import type { Actor } from "~/domain/actor";
import { sessionCookie } from "~/http/cookies.server";
import { loadBuild } from "./authorization/manifest";
import { startSite } from "./site";

type Fields = Record<string, string> | [string, string][];

/**
 * The site for a file of tests, and how its pages are asked: as a browser without scripts gets them, their text with plain
 * spaces. A box ticked twice is sent twice.
 */
export async function thePages() {
  const build = await loadBuild();
  let site: Awaited<ReturnType<typeof startSite>>;
  beforeAll(async () => {
    site = await startSite(build);
  });
  afterAll(() => site.stop());
  return async ({ accountId }: Actor, path: string, form?: Fields) => {
    const cookie = (await sessionCookie().serialize(await openSession(accountId, "test"))).split(";")[0] ?? "";
    const response = await fetch(`${site.url}${path}`, {
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
      headers: { cookie, accept: "text/html", origin: "http://localhost:3000" },
      redirect: "manual",
    });
    const whole = await response.text();
    if (whole.includes("\u0000")) throw new Error(`${path} has zeros in its text`);
    const html = whole.replace(/<script\b.*?<\/script>/gs, "");
    const text = html
      .replace(/<!-- -->/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/&#x27;|’/g, "'")
      .replace(/[\s\u00a0\u202f]+/g, " ");
    return { status: response.status, to: response.headers.get("location"), html, text };
  };
}
