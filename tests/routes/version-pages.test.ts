import { setClock } from "@tests/factories/clock";
import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { aTab, aVersion, block, paragraph, textAt } from "@tests/factories/version";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { loadBuild } from "./authorization/manifest";
import { startSite } from "./site";

// The pages as a browser without scripts gets them.

const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
await setClock("2012-10-10T07:00:00Z");
const { scenarioId, members, referent } = await aScenario();
const cookie = await cookieOf(referent);
const here = `/scenarios/${scenarioId}/versions`;
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(await loadBuild());
});
afterAll(() => site.stop());

async function cookieOf(person: { id: string }): Promise<string> {
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  return (await sessionCookie().serialize(await openSession(account.id, "test"))).split(";")[0] ?? "";
}

async function get(path: string, by = cookie) {
  const response = await fetch(`${site.url}${path}`, { headers: { cookie: by, accept: "text/html" } });
  const text = await response.text();
  // What scripts would read is not what is shown.
  return { status: response.status, text: text.replace(/<script[^>]*>.*?<\/script>/gs, "").replaceAll("<!-- -->", "") };
}

async function post(path: string, fields: Record<string, string>) {
  const response = await fetch(`${site.url}${path}`, {
    method: "POST",
    headers: { cookie, accept: "text/html", origin: "http://localhost:3000" },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return { status: response.status, to: response.headers.get("location") ?? "", text: await response.text() };
}

test("a comparison marks what was added and removed in elements and in words, with who wrote it", async () => {
  const tab = aTab(scenarioId, members[0]);
  await tab.write((content) => content.push([paragraph("Les élèves lisent un graphique.")]));
  const { id } = await nameVersion(await actorOf(referent), scenarioId, evil);
  await tab.write((content) => {
    textAt(content, 4).delete(18, 2);
    textAt(content, 4).insert(18, "deux");
    content.push([block("phase", { title: evil, minutes: 20, modality: "REMOTE", grouping: "PAIRS", place: "" })]);
    content.push([paragraph(evil)]);
  });
  const { givenName, familyName } = await db.person.findUniqueOrThrow({ where: { id: members[0]?.id ?? "" } });

  const { status, text } = await get(`${here}/comparer?de=${id}`);
  expect(status).toBe(200);
  expect(text).toMatch(/<del><span class="fr-sr-only"> retiré\s*: <\/span>un</);
  expect(text).toMatch(
    new RegExp(`<ins><span class="fr-sr-only"> ajouté par ${givenName} ${familyName}\\s*: </span>deux`),
  );
  expect(text).toContain("À distance");
  expect(text).not.toMatch(/<img src=x|<script>alert/);
  for (const path of [here, `${here}/${id}`]) expect((await get(path)).text).not.toMatch(/<img src=x|<script>alert/);
});

test("what is only suggested is not compared, and the page says so", async () => {
  const { id } = await nameVersion(await actorOf(referent), scenarioId, "Avant les suggestions");
  expect((await get(`${here}/comparer?de=${id}`)).text).not.toContain("suggestions en attente");
  const by = members[0]?.id ?? "";
  await aTab(scenarioId, members[0]).write((content) => {
    content.push([paragraph("Seulement proposé.")]);
    const added = textAt(content, content.length - 1);
    added.format(0, added.length, { insertion: { id: "s1", by, at: 1 } });
  });
  const { text } = await get(`${here}/comparer?de=${id}`);
  expect(text).toContain("Les deux textes sont les mêmes.");
  expect(text).toContain("Les suggestions en attente ne sont pas comparées");
  expect(text).not.toContain("Seulement proposé");
});

test("an old version stays chosen in the form that compares it, after a hundred newer ones", async () => {
  const made = await aScenario();
  const old = await aVersion(made.scenarioId, made.referent.id, "La toute première");
  for (let n = 0; n < 101; n++) await aVersion(made.scenarioId, made.referent.id, `n° ${n}`);
  const pages = `/scenarios/${made.scenarioId}/versions`;
  const theirs = await cookieOf(made.referent);
  for (const path of [`${pages}/comparer?de=${old.id}`, pages]) {
    const { text } = await get(path, theirs);
    const from = /<select[^>]*name="de".*?<\/select>/s.exec(text)?.[0] ?? "";
    expect(from.split("<option")).toHaveLength(1 + 102 + (from.includes('value=""') ? 1 : 0));
    if (path !== pages) expect(from).toMatch(new RegExp(`<option[^>]*value="${old.id}"[^>]*selected`));
  }
});

test("what an address asks for and is not there is not there", async () => {
  const missing = "019ac000-0000-7000-8000-000000000000";
  for (const path of [`${here}/${missing}`, `${here}/nimporte`, `${here}/comparer?de=${missing}`])
    expect((await get(path)).status).toBe(404);
  // An old bookmark still opens the choice.
  for (const query of ["", "?de=x", "?de=&a=maintenant", "?a=x"])
    expect((await get(`${here}/comparer${query}`)).status).toBe(200);
  for (const number of ["1e99", "-3", "99999999999", "abc"])
    expect((await get(`${here}?avant=${number}`)).status).toBe(200);
});

test("a form that lacks something is given back with what was typed, and nothing is done", async () => {
  const before = await db.scenarioVersion.count({ where: { scenarioId } });
  const forms: Record<string, string>[] = [
    { intent: "name", name: "  " },
    { intent: "name", name: "x".repeat(121) },
    { intent: "freeze", reason: "" },
    { intent: "freeze", reason: "y".repeat(301) },
  ];
  for (const fields of forms) {
    const { status, text } = await post(here, fields);
    expect(status).toBe(422);
    expect(text).toContain('aria-invalid="true"');
  }
  expect((await post(here, { intent: "unlock", reason: "Pour voir" })).status).toBe(409);
  expect(await db.scenarioVersion.count({ where: { scenarioId } })).toBe(before);
});

test("frozen: the banner says since when, by whom and why, and the page of the scenario too", async () => {
  expect(await post(here, { intent: "freeze", reason: `Essai ${evil}` })).toMatchObject({ status: 302, to: here });
  for (const path of [here, `/scenarios/${scenarioId}`]) {
    const { text } = await get(path);
    expect(text).toMatch(/Figé le mercredi 10\Woctobre 2012/);
    expect(text).toContain("Motif");
    expect(text).not.toMatch(/<img src=x|<script>alert/);
  }
  const { text } = await get(here);
  expect(text).toContain('value="unlock"');
  expect(text).not.toContain('value="name"');
  const version = await db.scenarioVersion.findFirstOrThrow({ where: { scenarioId, kind: "NAMED" } });
  // Asked from a page of before: the form is gone, its refusal is not.
  const late: [string, Record<string, string>, string][] = [
    [`${here}/${version.id}`, { intent: "restore" }, "Ce scénario est figé"],
    [here, { intent: "name", name: "Trop tard" }, "Ce scénario est figé"],
    [here, { intent: "freeze", reason: "Encore" }, "Ce scénario est déjà figé"],
  ];
  for (const [path, fields, words] of late) {
    const answer = await post(path, fields);
    expect(answer.status).toBe(409);
    expect(answer.text.replace(/<script[^>]*>.*?<\/script>/gs, "")).toContain(words);
  }
  expect((await post(here, { intent: "unlock", reason: "Relu" })).status).toBe(302);
  expect((await get(`/scenarios/${scenarioId}`)).text).not.toContain("Figé le");
});

test("a version goes out as a file under its number, with the text of then", async () => {
  const version = await db.scenarioVersion.findFirstOrThrow({ where: { scenarioId, kind: "NAMED" } });
  const response = await fetch(`${site.url}${here}/${version.id}/telecharger/md`, { headers: { cookie } });
  expect(response.headers.get("content-disposition")).toContain(`-v${version.number}.md`);
  const text = await response.text();
  expect(text).toContain("Les élèves lisent un graphique.");
  expect(text).not.toContain("deux");
});
