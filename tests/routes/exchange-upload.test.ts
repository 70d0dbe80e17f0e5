import { setClock } from "@tests/factories/clock";
import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { doc, p } from "@tests/support/exchange";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { toJson } from "~/domain/exchange/json";
import { sessionCookie } from "~/http/cookies.server";
import { loadBuild } from "./authorization/manifest";
import { startSite } from "./site";

// Through the doors of the site, as a browser sends a file.

const build = await loadBuild();
await setClock("2012-10-10T07:00:00Z");
const { referent, cohort, team, scenarioId } = await aScenario();
const { accountId } = await actorOf(referent);
const cookie = (await sessionCookie().serialize(await openSession(accountId, "test"))).split(";")[0] ?? "";
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

async function send(content: string) {
  const body = new FormData();
  body.set("intent", "import");
  body.set("where", `${cohort.id}/${team.id}`);
  body.set("file", new File([content], "scenario.json"));
  const headers = { cookie, accept: "text/html", origin: "http://localhost:3000" };
  const response = await fetch(`${site.url}/scenarios/importer`, { method: "POST", body, headers, redirect: "manual" });
  return { status: response.status, to: response.headers.get("location") ?? "", text: await response.text() };
}

test("a file larger than any form comes in, one larger than any scenario does not", async () => {
  const paragraphs = Array.from({ length: 20_000 }, (_, index) => p(`Ligne ${index} de la séance.`));
  const large = toJson({ title: "Long", plannedMinutes: 55, document: doc(...paragraphs), images: {} });
  expect(large.length).toBeGreaterThan(1_000_000);
  const { to } = await send(large);
  expect(to).toMatch(/^\/scenarios\/[0-9a-f-]{36}$/);
  const refused = await send("{");
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("pas un fichier d’échange");
  // The door closes before the file is read: some clients see the answer, others a closed line.
  const heavy = await send(" ".repeat(31_000_000)).catch(() => ({ status: 413 }));
  expect(heavy.status).toBe(413);
});

test("a file of a scenario runs nothing where it is opened", async () => {
  const response = await fetch(`${site.url}/scenarios/${scenarioId}/telecharger/html`, { headers: { cookie } });
  expect(response.status).toBe(200);
  // Beside the site's own: a browser holds to both.
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*; sandbox$/);
  expect(response.headers.get("x-content-type-options")).toMatch(/^nosniff/);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; /);
});
