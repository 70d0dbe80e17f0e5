import { actorOf, anActor } from "@tests/factories/person";
import { aPublication, aSubmission, aWrittenScenario, seenOf, withText, wrote } from "@tests/factories/publication";
import { aWritingCohort } from "@tests/factories/scenario";
import { hostile, payloads } from "@tests/support/exchange";
import { expect, test } from "vitest";
import { importScenario } from "~/domain/exchange/commands.server";
import { exportScenario } from "~/domain/exchange/queries.server";
import { formats } from "~/domain/exchange/schema";
import { publish, returnProposal, withdrawPublication } from "~/domain/publication/commands/decide.server";
import { answerProposal, proposeScenario } from "~/domain/publication/commands/propose.server";
import { submitProposal } from "~/domain/publication/commands/submit.server";
import { exportPublication, getPublication } from "~/domain/publication/published.server";
import { listPublications } from "~/domain/publication/queries.server";
import type { LibraryFilter } from "~/domain/publication/schema";
import { db } from "~/platform/db.server";

const framework = await db.framework.create({
  data: {
    code: "C2I2E",
    version: "2010",
    label: "C2i2e",
    validFrom: new Date("2010-12-14"),
    source: "test",
    competences: { create: { code: "B.2-1", domain: "B.2", label: "Concevoir", position: 1 } },
  },
});
const rain = await aWrittenScenario({ title: "Élèves et œuvres", words: "Les relevés de pluie au tableur" });
await db.scenario.update({ where: { id: rain.scenarioId }, data: { plannedMinutes: 110 } });
const volcano = await aWrittenScenario({ title: "Les volcans", words: "Observer une éruption" });
await withText(
  volcano.scenarioId,
  { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Les volcans" }] },
  {
    type: "phase",
    attrs: { title: "Recherche documentaire", minutes: 20, modality: "IN_CLASS", grouping: "", place: "" },
    content: [
      { type: "paragraph", content: [{ type: "text", text: "Observer une éruption" }] },
      { type: "competence", attrs: { framework: framework.code, version: framework.version, code: "B.2-1" } },
    ],
  },
);
const [first, second] = [await aPublication(rain, "CC_BY_SA"), await aPublication(volcano, "ETALAB_2")];
await aSubmission(await aWrittenScenario({ title: "Pas encore publié", words: "pluie volcans" }));
const reader = await anActor();

test.each<[string, LibraryFilter, string[]]>([
  ["nothing asked", {}, ["Les volcans", "Élèves et œuvres"]],
  ["a word of the text", { mots: "pluie" }, ["Élèves et œuvres"]],
  ["its plural, without accents", { mots: "releve PLUIES" }, ["Élèves et œuvres"]],
  ["a title with accents", { mots: "œuvres élèves" }, ["Élèves et œuvres"]],
  ["the beginning of a word", { mots: "volc" }, ["Les volcans"]],
  ["the title of a phase", { mots: "recherche" }, ["Les volcans"]],
  ["words of two texts", { mots: "pluie volcans" }, []],
  ["signs", { mots: "%' | & !" }, []],
  ["a competence", { competence: "b.2-1" }, ["Les volcans"]],
  ["an unknown competence", { competence: "Z.9" }, []],
  ["a length", { minutes: 60 }, ["Les volcans"]],
  ["all at once", { mots: "éruption", competence: "B.2-1", minutes: 55 }, ["Les volcans"]],
])("the library is searched by %s", async (_what, filter, titles) => {
  const { publications } = await listPublications(reader, filter);
  expect(publications.map(({ title }) => title)).toEqual(titles);
});

test("the list shows the latest version of each; older ones say so", async () => {
  const again = await aWrittenScenario({ title: "Deux versions", words: "Première" });
  const { publicationId: older } = await aPublication(again);
  const { publicationId: newer } = await aPublication(again);
  const { publications } = await listPublications(reader, { mots: "versions" });
  expect(publications.map(({ id }) => id)).toEqual([newer]);
  expect(await getPublication(reader, older)).toMatchObject({ number: 1, newerId: newer });
  expect(await getPublication(reader, newer)).toMatchObject({ number: 2, newerId: null });
});

test("pages follow each other without repeating", async () => {
  const { publications } = await listPublications(reader, {});
  const [newest] = publications;
  const { publications: rest } = await listPublications(reader, { avant: newest?.id });
  expect(rest.map(({ id }) => id)).toEqual(publications.slice(1).map(({ id }) => id));
});

test.each(formats)("%s of a published text names its licence and authors", async (format) => {
  const { file, type } = await exportPublication(await anActor(), first.publicationId, format);
  expect(type).not.toBe("");
  expect(file.length).toBeGreaterThan(200);
  if (format !== "md" && format !== "html") return;
  expect(String(file)).toContain("CC BY-SA 4.0");
  expect(String(file)).toContain(rain.first.familyName);
  expect(String(file)).toContain(`/mediatheque/${first.publicationId}`);
  expect(String(file)).not.toContain(`/scenarios/${rain.scenarioId}`);
});

test("the file of a text says where it stands; handed in again, it is no longer decided", async () => {
  const written = await aWrittenScenario();
  const [author, reviewer] = [await actorOf(written.first), await actorOf(written.ctice)];
  const { publicationId, seen } = await aSubmission(written);
  const said = async () => String((await exportPublication(author, publicationId, "md")).file);
  expect(await said()).toContain("Texte en relecture, non publié");
  await returnProposal(reviewer, publicationId, { seen, reason: "Dites la durée." });
  expect(await said()).toMatch(/Texte rendu à l.équipe, non publié/);
  expect(await said()).not.toContain("en relecture");
  await submitProposal(author, written.scenarioId);
  expect(await getPublication(author, publicationId)).toMatchObject({ status: "SUBMITTED", decidedAt: null });
  expect(await said()).toContain("Texte en relecture, non publié");
  await publish(reviewer, publicationId, { seen: await seenOf(publicationId) });
  expect(await said()).toMatch(/Publié le .*, version 1/);
  await withdrawPublication(author, publicationId, { reason: "Image sans droit d'usage" });
  expect(await said()).toMatch(/Publié le .*, version 1/);
  expect(await said()).toMatch(/Retiré de la médiathèque le /);
  expect(await said()).not.toContain("en relecture");
});

test("a published text taken up from its file owes what a duplicate owes", async () => {
  const there = await aWritingCohort();
  const [bringer = there.referent] = there.members;
  const actor = await actorOf(bringer);
  const { file } = await exportPublication(actor, first.publicationId, "json");
  const { id } = await importScenario(actor, { cohortId: there.cohort.id, teamId: there.team.id, file: String(file) });
  const { credit } = await getPublication(actor, first.publicationId);
  expect(await db.scenario.findUniqueOrThrow({ where: { id } })).toMatchObject({
    originCredit: credit,
    originLicence: "CC_BY_SA",
  });
  const bare = proposeScenario(actor, id, "CC_BY_SA");
  await expect(bare).rejects.toMatchObject({ key: "scenarioLibrary.nothingAdded" });
  await wrote(id, bringer);
  const other = proposeScenario(actor, id, "CC_BY");
  await expect(other).rejects.toMatchObject({ key: "scenarioLibrary.licenceShareAlike" });
  await proposeScenario(actor, id, "CC_BY_SA");
  // And on from there: the file of the copy says the same.
  const again = await exportScenario(actor, id, "json");
  expect(JSON.parse(String(again.file))).toMatchObject({ origin: { credit, licence: "CC_BY_SA" } });
});

test("a text that is not published owes what its scenario owes, and no more", async () => {
  const written = await aWrittenScenario();
  const { publicationId } = await aSubmission(written, "CC_BY_SA");
  const { file } = await exportPublication(await actorOf(written.ctice), publicationId, "json");
  expect(JSON.parse(String(file))).not.toHaveProperty("origin");
});

test("whatever a title, a text or a caption holds, the page shows words", async () => {
  const found: string[] = [];
  for (const payload of payloads) {
    const written = await aWrittenScenario();
    const { scenarioId, first: author, second: other, ctice } = written;
    await db.scenario.update({
      where: { id: scenarioId },
      data: { title: payload.replaceAll(/\0|\p{Cs}/gu, "") },
    });
    await withText(scenarioId, ...(hostile(payload).content ?? []));
    const { id } = await proposeScenario(await actorOf(author), scenarioId, "CC_BY");
    for (const person of [author, other])
      await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "CC_BY" });
    await submitProposal(await actorOf(author), scenarioId);
    const reviewer = await actorOf(ctice);
    const { seen } = await getPublication(reviewer, id);
    await publish(reviewer, id, { seen });
    const { html } = await getPublication(reader, id);
    if (dangerous(html)) found.push(payload);
  }
  expect(found).toEqual([]);
  expect(second.publicationId).not.toBe(first.publicationId);
});

/** Elements and attributes only: a payload that stands as text harms nobody. */
function dangerous(html: string): boolean {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.some(
    (tag) =>
      /^<(script|svg|iframe|object|style)/i.test(tag) ||
      /\son\w+=/i.test(tag.replaceAll(/"[^"]*"/g, '""')) ||
      /(href|src)="\s*(javascript|data|vbscript):/i.test(tag),
  );
}
