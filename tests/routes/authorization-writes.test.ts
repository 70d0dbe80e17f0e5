import { setClock } from "@tests/factories/clock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isStranger } from "./authorization/expected";
import { changedSince, fingerprint } from "./authorization/fingerprint";
import { loadBuild, routesOf } from "./authorization/manifest";
import { bodyOf, fill } from "./authorization/request";
import { buildWorld, type Caller } from "./authorization/world";
import { type Write, writes } from "./authorization/writes";
import { startSite } from "./site";

const ORIGIN = "http://localhost:3000";
/** What a browser sends with a form of another site, a sandboxed frame, a forged request. */
const foreign: (string | null)[] = ["https://autre.example", "http://autre.localhost:3000", "null", null];

const build = await loadBuild();
const routes = routesOf(build);
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

type Sent = { path: string; body: URLSearchParams | FormData; cookie: string; origin?: string | null };

async function post({ path, body, cookie, origin = ORIGIN }: Sent) {
  const headers = { cookie, accept: "text/html", ...(origin === null ? {} : { origin }) };
  const response = await fetch(`${site.url}${path}`, { method: "POST", body, headers, redirect: "manual" });
  return { status: response.status, to: response.headers.get("location") ?? "", text: await response.text() };
}

const may = ({ who }: Write, caller: Caller) =>
  who === "public" || (who === "signed-in" ? caller.who !== "VISITOR" : who.includes(caller.who as never));

/** Nothing but « not here », « not you » or « sign in first ». */
function isRefused({ status, to, text }: { status: number; to: string; text: string }, caller: Caller, write: Write) {
  if (caller.who !== "VISITOR")
    return status === (write.refused ?? status) && [403, 404, write.refused].includes(status);
  // The data of a page says 202 and where to go instead of 302.
  return (status === 302 && to.startsWith("/connexion")) || (status === 202 && text.includes("/connexion?suite="));
}

test("every form that is declared has its row, and no row is without its form", () => {
  const declared = routes.flatMap(({ path, policy }) =>
    Object.keys(policy?.write ?? {}).map((intent) => `${path} ${intent}`),
  );
  const rows = [...new Set(Object.keys(writes).map((key) => key.split(" ").slice(0, 2).join(" ")))];
  expect(rows.sort()).toEqual(declared.sort());
});

test.each(Object.entries(writes))("%s is done by those who may, and by nobody else", async (key, write) => {
  const [path = "", intent = ""] = key.split(" ");
  const attempt = await write.form(world);
  const address = fill(path, { ...world.ids, ...attempt.params });
  const body = bodyOf(intent, attempt);
  const cookieOf = (cookie: string) => [attempt.cookie, cookie].filter(Boolean).join("; ");
  const [allowed, refused] = [
    world.callers.filter((caller) => may(write, caller)),
    world.callers.filter((caller) => !may(write, caller)),
  ];
  const before = await fingerprint();

  const wrong: string[] = [];
  for (const caller of refused)
    for (const page of [address, `${address}.data`]) {
      const answer = await post({ path: page, body, cookie: cookieOf(caller.cookie) });
      const told = isStranger(path, caller.who) && answer.status !== 404;
      if (told || !isRefused(answer, caller, write)) wrong.push(`${caller.who} ${page}: ${answer.status} ${answer.to}`);
    }
  expect(wrong).toEqual([]);

  // With the cookie of somebody who may: only where the form comes from stands between.
  const first = attempt.as ?? allowed[0]?.cookie ?? "";
  for (const origin of foreign)
    for (const page of [address, `${address}.data`])
      expect((await post({ path: page, body, cookie: cookieOf(first), origin })).status, `from ${origin}`).toBe(403);
  expect(await changedSince(before)).toEqual([]);

  const done = await post({ path: address, body, cookie: cookieOf(first) });
  expect(done.status, `${done.to} ${refusalIn(done.text)}`).toBeLessThan(400);
  if (attempt.as || write.who === "public") return;
  expect(done.to).not.toContain("/connexion");
  for (const caller of allowed.slice(1)) {
    const answer = await post({ path: address, body, cookie: cookieOf(caller.cookie) });
    if ([401, 403, 404].includes(answer.status) || answer.status >= 500) wrong.push(`${caller.who}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});

const refusalIn = (text: string) => /"refusal".{0,120}/.exec(text)?.[0] ?? "";

test("an intent that no form has is refused", async () => {
  const cookie = world.callers.find(({ who }) => who === "REFERENT:own")?.cookie ?? "";
  const before = await fingerprint();
  // Signing out never fails, whatever the form says.
  for (const { path } of routes.filter(({ writes, path }) => writes && path !== "/deconnexion")) {
    const body = new URLSearchParams({ intent: "toString" });
    // The data alone: a page may lead elsewhere once it has been refused.
    const address = fill(path, { ...world.ids, linkId: world.ids.cohortId });
    expect((await post({ path: `${address}.data`, body, cookie })).status, path).toBe(422);
  }
  expect(await changedSince(before)).toEqual([]);
});
