import { setClock } from "@tests/factories/clock";
import { aPerson } from "@tests/factories/person";
import { withText, wrote } from "@tests/factories/publication";
import { aPicture, aWritingCohort } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { loadBuild } from "./authorization/manifest";
import { startSite } from "./site";

// The pages as a browser without JavaScript has them: what is asked is an HTML form, what is refused is said in the page.

const PAYLOAD = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

const build = await loadBuild();
await setClock("2012-10-10T07:00:00Z");
const { academie, team, cohort, referent, members } = await aWritingCohort();
const [first = referent, second = referent] = members;
const ctice = await aPerson({ role: "CTICE", place: academie });
const reader = await aPerson();
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

async function cookieOf(person: { id: string }) {
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  return (await sessionCookie().serialize(await openSession(account.id, "pages"))).split(";")[0] ?? "";
}
const cookies = new Map<string, Promise<string>>();

async function ask(person: { id: string }, path: string, fields?: Record<string, string>) {
  if (!cookies.has(person.id)) cookies.set(person.id, cookieOf(person));
  const headers = {
    cookie: (await cookies.get(person.id)) ?? "",
    accept: "text/html",
    origin: "http://localhost:3000",
  };
  const init = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  const response = await fetch(`${site.url}${path}`, { ...init, headers, redirect: "manual" });
  // What a browser without scripts shows: the data beside the page is not part of it.
  const html = (await response.text()).replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, "");
  return { status: response.status, to: response.headers.get("location") ?? "", html, headers: response.headers };
}

/** The intents of the page's own forms: the bar of the demonstration has one too. */
const intents = (html: string) => {
  const [, main = ""] = html.split("<main");
  return [...main.matchAll(/name="intent" value="(\w+)"/g)].map(([, intent]) => intent).sort();
};

/** Elements and attributes only: a payload that stands as text, or within quotes, harms nobody. */
const tame = (html: string) => {
  const tags = (html.match(/<[a-z][^>]*>/gi) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
  return !tags.some((tag) => /\sonerror=|^<img src=x/i.test(tag));
};

test("a team begins its scenario with one button, on its list and on the page of its cohort", async () => {
  for (const path of ["/scenarios", `/sessions/${cohort.id}`]) {
    const page = await ask(first, path);
    expect(page.html).toContain("Écrire le scénario");
    expect(page.html).toContain(`value="${team.id}"`);
  }
  const begun = await ask(first, "/scenarios", { intent: "begin", teamId: team.id });
  expect(begun.to).toMatch(/^\/scenarios\/[\w-]{36}$/);
  expect((await ask(second, "/scenarios", { intent: "begin", teamId: team.id })).to).toBe(begun.to);
  const { html } = await ask(second, begun.to);
  for (const way of ["essai", "publier", "dupliquer"]) expect(html).toContain(`href="${begun.to}/${way}"`);
  expect(html).toContain("Mise en route");
  expect((await ask(first, `/sessions/${cohort.id}`)).html).not.toContain("Écrire le scénario");
});

const theScenario = () => db.scenario.findFirstOrThrow({ where: { teamId: team.id } });

test("the trial and the return are plain forms; a refusal keeps what was typed", async () => {
  const { id } = await theScenario();
  const path = `/scenarios/${id}/essai`;
  const trial = { intent: "plan", startsOn: "2012-10-19", endsOn: "2012-10-08", level: PAYLOAD };
  const reversed = await ask(first, path, trial);
  expect(reversed.status).toBe(422);
  expect(reversed.html).toContain("Le dernier jour vient après le premier.");
  expect(reversed.html).toContain(`value="2012-10-19"`);
  expect(tame(reversed.html)).toBe(true);
  expect((await ask(first, path, { ...trial, startsOn: "2012-10-08", endsOn: "2012-10-19" })).to).toBe(path);
  expect(intents((await ask(first, path)).html)).toEqual(["draft", "plan", "send"]);

  const answers = { foreseen: PAYLOAD, happened: "Ligne 1\r\nLigne 2", produced: "p", changes: "c" };
  const unsent = await ask(first, path, { intent: "send", ...answers });
  expect(unsent.status).toBe(422);
  expect(unsent.html).toContain("Ligne 2");
  expect((await ask(first, path, { intent: "send", ...answers, readiness: "READY" })).to).toBe(path);
  const page = await ask(second, path);
  expect(page.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(tame(page.html)).toBe(true);
  expect(intents(page.html)).toEqual(["draft", "send"]);
  expect(intents((await ask(first, path)).html)).toEqual([]);
});

test("who was listed by mistake leaves by a button, and so does the proposal", async () => {
  const { id } = await theScenario();
  const path = `/scenarios/${id}/publier`;
  await ask(first, path, { intent: "propose", licence: "CC_BY" });
  expect((await ask(referent, path, { intent: "list", personId: second.id })).to).toBe(path);
  expect((await ask(first, path, { intent: "unlist", personId: "x" })).status).toBe(422);
  const page = await ask(first, path);
  expect(page.html).toContain(`Retirer ${second.givenName} ${second.familyName}`);
  expect(intents(page.html)).toContain("unlist");
  expect((await ask(first, path, { intent: "unlist", personId: second.id })).to).toBe(path);
  expect(intents((await ask(first, path)).html)).not.toContain("unlist");
  const again = await ask(first, path, { intent: "unlist", personId: second.id });
  expect(again.status).toBe(409);
  expect(again.html).toContain("Seule une personne ajoutée à la liste");
  expect((await ask(first, path, { intent: "abandon" })).to).toBe(path);
  expect(intents((await ask(first, path)).html)).toEqual(["propose"]);
});

test("from the proposal to the library, and to a copy of one's own", async () => {
  const { id } = await theScenario();
  await db.scenario.update({ where: { id }, data: { title: `Titre ${PAYLOAD}` } });
  const image = await aPicture(id, first.id);
  await withText(
    id,
    { type: "paragraph", content: [{ type: "text", text: "Titre" }] },
    { type: "paragraph", content: [{ type: "text", text: `Observer ${PAYLOAD}` }] },
    { type: "image", attrs: { imageId: image.id, alt: PAYLOAD, caption: PAYLOAD } },
  );
  await wrote(id, first);
  await wrote(id, second);
  const path = `/scenarios/${id}/publier`;
  expect(intents((await ask(first, path)).html)).toEqual(["propose"]);
  expect((await ask(first, path, { intent: "propose", licence: "CC0" })).status).toBe(422);
  expect((await ask(first, path, { intent: "propose", licence: "CC_BY" })).to).toBe(path);
  expect(intents((await ask(referent, path)).html)).toEqual(["abandon", "changeLicence", "list"]);

  await ask(second, path, { intent: "answer", licence: "CC_BY", answer: "REFUSED" });
  const blocked = await ask(first, path, { intent: "submit" });
  expect(blocked.status).toBe(409);
  expect(blocked.html).toContain("Un contributeur refuse la licence");
  for (const person of [first, second])
    await ask(person, path, { intent: "answer", licence: "CC_BY", answer: "NAMED" });
  expect(intents((await ask(first, path)).html)).toEqual(["abandon", "answer", "changeLicence", "submit"]);
  expect((await ask(first, path, { intent: "submit" })).to).toBe(path);
  const { id: publicationId } = await db.scenarioPublication.findFirstOrThrow({ where: { scenarioId: id } });

  const shelf = `/mediatheque/${publicationId}`;
  expect((await ask(reader, shelf)).status).toBe(404);
  expect((await ask(ctice, "/mediatheque/relecture")).html).toContain(`href="${shelf}"`);
  const review = await ask(ctice, shelf);
  expect(intents(review.html)).toEqual(["publish", "return"]);
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(review.html)?.[1] ?? "";
  expect((await ask(ctice, shelf, { intent: "return", seen, reason: " " })).status).toBe(422);
  expect((await ask(ctice, shelf, { intent: "publish", seen })).to).toBe(shelf);

  const found = await ask(reader, "/mediatheque?mots=observer&minutes=60&competence=");
  expect(found.html).toContain(`href="${shelf}"`);
  expect((await ask(reader, "/mediatheque?mots=absent")).html).toContain("Aucun scénario ne correspond");
  expect((await ask(reader, "/mediatheque?minutes=beaucoup&avant=x&mots=%00")).status).toBe(200);
  const page = await ask(reader, shelf);
  expect(page.html).toContain("CC BY 4.0");
  expect(page.html).toContain(first.familyName);
  expect([tame(found.html), tame(page.html), tame(review.html)]).toEqual([true, true, true]);
  const picture = await ask(reader, `${shelf}/images/${image.id}`);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect((await ask(reader, `/scenarios/${id}/images/${image.id}`)).status).toBe(404);

  const elsewhere = await aWritingCohort();
  const [copier = reader] = elsewhere.members;
  const form = await ask(copier, `${shelf}/dupliquer`);
  expect(form.html).toContain("Copie de");
  const where = `${elsewhere.cohort.id}/${elsewhere.team.id}`;
  const copied = await ask(copier, `${shelf}/dupliquer`, { intent: "duplicate", where, title: "Copie" });
  const copy = await ask(copier, copied.to);
  expect(copy.html).toContain("D’après");
  expect(copy.html).toContain(`href="${shelf}"`);
  expect(tame(copy.html)).toBe(true);
});

test("who works in English has every page in English", async () => {
  const { id } = await theScenario();
  await db.person.update({ where: { id: second.id }, data: { locale: "en" } });
  const pages = [
    "/scenarios",
    "/mediatheque",
    `/scenarios/${id}/essai`,
    `/scenarios/${id}/publier`,
    `/scenarios/${id}/dupliquer`,
  ];
  const words = ["Logbook", "Words of the title", "Reflective returns", "Published versions", "Title of the copy"];
  for (const [index, path] of pages.entries()) expect((await ask(second, path)).html).toContain(words[index]);
});
