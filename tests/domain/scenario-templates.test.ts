import { actorOf, aPerson } from "@tests/factories/person";
import { withText, wrote } from "@tests/factories/publication";
import { aPicture, aScenario, aWritingCohort } from "@tests/factories/scenario";
import { expect, test } from "vitest";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { surroundingsOf } from "~/domain/publication/lineage.server";
import { getScenario } from "~/domain/scenario/queries.server";
import { beginScenario, beginTeamScenario } from "~/domain/template/commands.server";
import { listTeamsToBegin } from "~/domain/template/queries.server";
import { BeginScenarioForm, templateIds } from "~/domain/template/schema";
import { db } from "~/platform/db.server";

const nobody = { id: "" };

test.each(templateIds)("a scenario begins from %s, in the language of who begins it", async (template) => {
  const { cohort, team, members } = await aWritingCohort();
  const actor = await actorOf(members[0] ?? nobody);
  const place = { cohortId: cohort.id, teamId: team.id, plannedMinutes: 55 };
  const { id } = await beginScenario(actor, { ...place, title: "Les volcans", template });
  const french = await getScenario(actor, id);
  expect(french.html).toContain("<h2>Les volcans</h2>");
  expect(await db.scenarioUpdate.count({ where: { scenarioId: id } })).toBe(1);
  const inEnglish = { ...actor, locale: "en" as const };
  const english = await beginScenario(inEnglish, { ...place, title: "Les volcans", template });
  expect((await getScenario(inEnglish, english.id)).html).not.toBe(french.html);
});

test("the form knows the templates and nothing else", () => {
  const form = { where: "019ac000-0000-7000-8000-000000000000", title: "Les volcans" };
  expect(BeginScenarioForm.parse(form)).toMatchObject({ template: null, plannedMinutes: 55 });
  expect(BeginScenarioForm.parse({ ...form, template: "LOGBOOK" })).toMatchObject({ template: "LOGBOOK" });
  const { error } = BeginScenarioForm.safeParse({ ...form, template: "constructor" });
  expect(error?.issues.map(({ message }) => message)).toEqual(["scenarioLibrary.templateUnknown"]);
});

test("a team gets one scenario, however many ask at once", async () => {
  const { cohort, team, otherTeam, members, referent, otherTrainee } = await aWritingCohort();
  const people = await Promise.all([...members, referent, ...members].map(actorOf));
  expect((await listTeamsToBegin(await actorOf(referent))).map(({ id }) => id)).toEqual([team.id, otherTeam.id]);
  const answers = await Promise.all(people.map((actor) => beginTeamScenario(actor, team.id)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.filter(({ made }) => made)).toHaveLength(1);
  expect(await db.scenario.count({ where: { teamId: team.id } })).toBe(1);
  expect((await listTeamsToBegin(await actorOf(members[0] ?? nobody))).map(({ id }) => id)).toEqual([]);
  expect((await listTeamsToBegin(await actorOf(otherTrainee))).map(({ id }) => id)).toEqual([otherTeam.id]);
  expect(await db.scenario.count({ where: { cohortId: cohort.id } })).toBe(1);
});

test("another team's trainee is told no, a stranger and an unknown team nothing", async () => {
  const { team, otherTrainee } = await aWritingCohort();
  await expect(beginTeamScenario(await actorOf(otherTrainee), team.id)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await actorOf(await aPerson());
  await expect(beginTeamScenario(stranger, team.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(beginTeamScenario(stranger, stranger.personId)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.scenario.count({ where: { teamId: team.id } })).toBe(0);
});

const image = (id: string) => ({ type: "image", attrs: { imageId: id, alt: "Relevé", caption: "" } });
const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });

test("a copy has the text and its images under ids of their own, and says where it comes from", async () => {
  const { scenarioId, referent, members, otherTrainee, cohort, otherTeam } = await aScenario({ title: "La pluie" });
  const shown = await aPicture(scenarioId, referent.id);
  const unused = await aPicture(scenarioId, referent.id);
  const foreign = await aPicture((await aScenario()).scenarioId, referent.id);
  await withText(scenarioId, words("Observer"), image(shown.id), image(foreign.id));
  const actor = await actorOf(otherTrainee);
  const copyTo = { cohortId: cohort.id, teamId: otherTeam.id, title: "Copie de La pluie" };
  const { id } = await duplicateScenario(actor, scenarioId, copyTo);

  const copy = await db.scenario.findUniqueOrThrow({ where: { id }, include: { images: true } });
  expect(copy).toMatchObject({ originId: scenarioId, originCredit: null, title: "Copie de La pluie" });
  expect(copy.images).toHaveLength(1);
  expect([shown.id, unused.id, foreign.id]).not.toContain(copy.images[0]?.id);
  const { html } = await getScenario(actor, id);
  expect(html).toContain("Observer");
  expect(html).toContain(`/scenarios/${id}/images/${copy.images[0]?.id}`);
  const { lineage } = await surroundingsOf(actor, id);
  expect(lineage).toMatchObject({ scenario: { id: scenarioId, title: "La pluie" }, hidden: false });
  // The original is as it was.
  expect(await db.scenarioImage.count({ where: { scenarioId } })).toBe(2);
  expect((await getScenario(await actorOf(members[0] ?? nobody), scenarioId)).title).toBe("La pluie");
});

test("nobody copies what they may not read, nor to where they may not write", async () => {
  const { scenarioId, cohort, team, otherTrainee } = await aScenario();
  const elsewhere = await aWritingCohort();
  const stranger = await actorOf(elsewhere.members[0] ?? nobody);
  const home = { cohortId: elsewhere.cohort.id, teamId: elsewhere.team.id, title: "Copie" };
  await expect(duplicateScenario(stranger, scenarioId, home)).rejects.toMatchObject({ key: "scenario.notFound" });
  const reader = await actorOf(otherTrainee);
  const theirs = { cohortId: cohort.id, teamId: team.id, title: "Copie" };
  await expect(duplicateScenario(reader, scenarioId, theirs)).rejects.toMatchObject({ code: "forbidden" });
  await expect(duplicateScenario(reader, scenarioId, home)).rejects.toMatchObject({ key: "scenario.placeNotFound" });
  expect(await db.scenario.count({ where: { title: "Copie" } })).toBe(0);
});

test("the title of what it comes from is not told to who may not read it", async () => {
  const { scenarioId, referent, cohort } = await aScenario({ title: "Titre réservé" });
  const elsewhere = await aWritingCohort();
  const place = await db.place.findUniqueOrThrow({ where: { id: elsewhere.school.id } });
  await db.roleAssignment.create({
    data: { personId: referent.id, role: "REFERENT", placeId: place.id, validFrom: new Date("2005-09-01") },
  });
  await db.cohort.update({ where: { id: elsewhere.cohort.id }, data: { referentId: referent.id } });
  const copyTo = { cohortId: elsewhere.cohort.id, teamId: elsewhere.team.id, title: "Copie" };
  const { id } = await duplicateScenario(await actorOf(referent), scenarioId, copyTo);
  await wrote(id, elsewhere.members[0] ?? nobody);
  const there = await surroundingsOf(await actorOf(elsewhere.members[0] ?? nobody), id);
  expect(there.lineage).toEqual({ scenario: null, hidden: true, credit: null, publicationId: null });
  const here = await surroundingsOf(await actorOf(referent), id);
  expect(here.lineage.scenario).toEqual({ id: scenarioId, title: "Titre réservé" });
  expect(cohort.id).not.toBe(elsewhere.cohort.id);
});
