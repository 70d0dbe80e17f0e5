import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { setClock } from "@tests/factories/clock";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { reads } from "./authorization/expected";
import { loadBuild, routesOf } from "./authorization/manifest";
import { buildWorld } from "./authorization/world";
import { startSite } from "./site";

const ORIGIN = "http://localhost:3000";
const assets = join(import.meta.dirname, "../../build/client/assets");
const build = await loadBuild();
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

const fill = (path: string) =>
  path.replace(/:(\w+)/g, (_, name: string) => (world.ids as Record<string, string>)[name] ?? world.ids.cohortId);
const cookieOf = (who: string) => world.callers.find((caller) => caller.who === who)?.cookie ?? "";

type Answer = { status: number; headers: Headers; text: string };

async function ask(path: string, init: RequestInit & { cookie?: string; at?: string } = {}): Promise<Answer> {
  const headers = { accept: "text/html", cookie: init.cookie ?? "", ...(init.headers as Record<string, string>) };
  const response = await fetch(`${init.at ?? site.url}${path}`, { redirect: "manual", ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** What is wrong with an answer's headers, in words; nothing for a good one. */
function faultsOf({ headers, text }: Answer): string[] {
  const rules = new Map(
    (headers.get("content-security-policy") ?? "").split(";").map((rule) => {
      const [name = "", ...values] = rule.trim().split(/\s+/);
      return [name, values.join(" ")];
    }),
  );
  const nonce = /^'self' 'nonce-([\w-]{20,})'$/.exec(rules.get("script-src") ?? "")?.[1];
  const given = (name: string) => headers.get(name) ?? "";
  const checks: [string, boolean][] = [
    ["a nonce for scripts and nothing looser", nonce !== undefined],
    ["default-src 'self'", rules.get("default-src") === "'self'"],
    ["frame-ancestors 'none'", rules.get("frame-ancestors") === "'none'"],
    ["base-uri, object-src 'none'", rules.get("base-uri") === "'none'" && rules.get("object-src") === "'none'"],
    ["form-action 'self'", rules.get("form-action") === "'self'"],
    ["no other host", ![...rules.values()].some((value) => /https?:|\*/.test(value))],
    ["nosniff", given("x-content-type-options") === "nosniff"],
    ["a referrer policy", given("referrer-policy") === "same-origin"],
    ["an opener policy", given("cross-origin-opener-policy") === "same-origin"],
    ["no word about the server", given("x-powered-by") === ""],
  ];
  if (given("content-type").includes("text/html")) {
    const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = ""]) => attributes);
    checks.push(["this nonce on every script", scripts.every((one) => one.includes(`nonce="${nonce}"`))]);
    checks.push(["no handler in an attribute", !/<[^>]+\son[a-z]+=/i.test(text)]);
    checks.push(["nothing loaded from elsewhere", loadedElsewhere(text).length === 0]);
  }
  return checks.flatMap(([what, holds]) => (holds ? [] : [what]));
}

/** Addresses that a page loads or sends to, outside this site. A link that somebody may follow is not one. */
function loadedElsewhere(html: string): string[] {
  const loads = html.matchAll(/<(?!a\b)[a-z]+\b[^>]*?\s(?:src|srcset|href|action|data|poster)="([^"]*)"/gi);
  return [...loads].flatMap(([, to = ""]) => (/^(https?:)?\/\//i.test(to) && !to.startsWith(ORIGIN) ? [to] : []));
}

const callers = ["VISITOR", "REFERENT:own", "RECTORAT:own", "HEAD:other"];

test("every address answers with its headers, to those who may and to those who may not", async () => {
  const seen = new Set<number>();
  for (const path of Object.keys(reads))
    for (const who of callers) {
      const answer = await ask(fill(path), { cookie: cookieOf(who) });
      seen.add(answer.status);
      expect(faultsOf(answer), `${who} ${path} ${answer.status}`).toEqual([]);
      // The next person at this computer finds nothing, whatever the page.
      expect(answer.headers.get("cache-control"), `${who} ${path}`).toContain("no-store");
    }
  expect([...seen].sort()).toEqual(expect.arrayContaining([200, 302, 403, 404]));
});

test("the data of a page carries them too", async () => {
  for (const path of ["/_root.data", "/heures.data", `/sessions/${world.ids.cohortId}.data`])
    for (const who of callers) {
      const answer = await ask(path, { cookie: cookieOf(who) });
      expect(faultsOf(answer), `${who} ${path}`).toEqual([]);
      expect(answer.headers.get("cache-control"), `${who} ${path}`).toContain("no-store");
    }
});

test("a refused form and a form of another site carry them", async () => {
  const cookie = cookieOf("REFERENT:own");
  for (const { path } of routesOf(build).filter(({ writes, path }) => writes && path !== "/deconnexion")) {
    const post = { method: "POST", body: new URLSearchParams({ intent: "toString" }), cookie };
    for (const headers of [{ origin: ORIGIN }, { origin: "https://autre.example" }])
      expect(faultsOf(await ask(fill(path), { ...post, headers })), path).toEqual([]);
  }
});

test("files, the API, probes, unknown and malformed addresses carry them", async () => {
  const [script = ""] = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const [sheet = ""] = readdirSync(assets).filter((name) => name.endsWith(".css"));
  const expected: [string, number][] = [
    [`/assets/${script}`, 200],
    [`/assets/${sheet}`, 200],
    ["/favicon.svg", 200],
    ["/assets/rien.js", 404],
    ["/rien", 404],
    ["/rien.data", 404],
    ["/assets/%E0%A4%A", 400],
    ["/api/v1/me", 401],
    ["/api/v1/rien", 401],
    ["/api/v1/openapi.json", 200],
    ["/healthz", 200],
    ["/readyz", 200],
    ["/metrics", 404],
  ];
  for (const [path, status] of expected) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(status);
    expect(faultsOf(answer), path).toEqual([]);
  }
  expect((await ask(`/assets/${script}`)).headers.get("cache-control")).toContain("immutable");
});

test("the page of a fault carries them, and says nothing of the fault", async () => {
  const silence = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const broken = await startSite(withFault(build));
  for (const path of ["/heures", "/heures.data", `/attestations/${world.ids.certificateId}.pdf`]) {
    const answer = await ask(path, { at: broken.url, cookie: cookieOf("REFERENT:own") });
    expect(answer.status, path).toBe(500);
    expect(faultsOf(answer), path).toEqual([]);
    expect(answer.text).not.toContain("un secret de la base");
    expect(answer.headers.get("cache-control")).toContain("no-store");
  }
  await broken.stop();
  silence.mockRestore();
});

/** The same build with two loaders that fail: a page's and a file's. */
function withFault(whole: ServerBuild): ServerBuild {
  const loader = () => {
    throw new Error("un secret de la base");
  };
  const routes = { ...whole.routes };
  for (const { id, path } of routesOf(whole)) {
    const route = routes[id];
    if (route && ["/heures", "/attestations/:certificateId.pdf"].includes(path))
      routes[id] = { ...route, module: { ...route.module, loader } };
  }
  return { ...whole, routes };
}

test("nothing that the browser is given names another host to load from", () => {
  const names = readdirSync(assets, { recursive: true, encoding: "utf8" }).filter((name) => /\.(css|js)$/.test(name));
  expect(names.length).toBeGreaterThan(10);
  const sheets = names.filter((name) => name.endsWith(".css"));
  expect(sheets.flatMap((name) => remote(name, /url\(\s*["']?(?:https?:)?\/\/[^)]*/gi))).toEqual([]);
  expect(names.flatMap((name) => remote(name, /(?:fetch|import|importScripts)\(\s*["'`]https?:\/\/[^"'`]*/g))).toEqual(
    [],
  );
});

const remote = (name: string, pattern: RegExp) => readFileSync(join(assets, name), "utf8").match(pattern) ?? [];
