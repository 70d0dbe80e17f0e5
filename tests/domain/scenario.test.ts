import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario, aWritingCohort } from "@tests/factories/scenario";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { createScenario } from "~/domain/scenario/commands.server";
import { getScenario, listScenarioPlaces, listScenarios } from "~/domain/scenario/queries.server";
import { CreateScenarioForm } from "~/domain/scenario/schema";
import { db } from "~/platform/db.server";

test("a member of a team begins its scenario, with one first state and a trace", async () => {
  const { cohort, team, members } = await aWritingCohort();
  const actor = await actorOf(members[0] ?? { id: "" });
  const { id } = await createScenario(actor, { cohortId: cohort.id, teamId: team.id, title: "Les volcans" });
  expect(await db.scenarioUpdate.count({ where: { scenarioId: id } })).toBe(1);
  const scenario = await getScenario(actor, id);
  expect(scenario).toMatchObject({ title: "Les volcans", plannedMinutes: 55, can: { edit: true } });
  expect(scenario.phases).toEqual([
    { title: "", minutes: 10, startsAt: 0, modality: "IN_CLASS", grouping: "", place: "", competences: [] },
  ]);
  expect(scenario.html).toContain("<h2>Les volcans</h2>");
  expect(await db.auditEvent.count({ where: { action: "scenario.create", subjectId: id } })).toBe(1);
});

test("a trainee of another team is told no, a stranger and an unknown team nothing", async () => {
  const { cohort, team, otherTrainee } = await aWritingCohort();
  const title = "Ailleurs";
  const place = { cohortId: cohort.id, teamId: team.id, title };
  await expect(createScenario(await actorOf(otherTrainee), place)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await actorOf(await aPerson());
  await expect(createScenario(stranger, place)).rejects.toMatchObject({ code: "not_found" });
  const { team: foreign } = await aWritingCohort();
  const mixed = { cohortId: cohort.id, teamId: foreign.id, title };
  await expect(createScenario(await actorOf(otherTrainee), mixed)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.scenario.count({ where: { title } })).toBe(0);
});

test("no scenario begins in a cancelled cohort", async () => {
  const { cohort, referent } = await aWritingCohort();
  await db.cohort.update({ where: { id: cohort.id }, data: { status: "CANCELLED" } });
  const begun = createScenario(await actorOf(referent), { cohortId: cohort.id, title: "Trop tard" });
  await expect(begun).rejects.toMatchObject({ code: "conflict", key: "scenario.cohortEnded" });
});

test("the list, the page and the form show the same scenarios to the same people", async () => {
  const { scenarioId, cohort, school, academie, referent, members, otherTrainee } = await aScenario();
  const trainer = await aPerson({ role: "TRAINER", place: school });
  await db.seance.create({
    data: {
      cohortId: cohort.id,
      title: "Regroupement",
      modality: "ON_SITE",
      placeId: school.id,
      startsAt: new Date("2012-10-17T12:00:00Z"),
      endsAt: new Date("2012-10-17T15:00:00Z"),
      trainerId: trainer.id,
      createdById: referent.id,
    },
  });
  const head = await aPerson({ role: "HEAD", place: school });
  const ctice = await aPerson({ role: "CTICE", place: academie });
  const elsewhere = await aWritingCohort();
  const people: [{ id: string }, "edit" | "read" | null][] = [
    [referent, "edit"],
    [members[0] ?? head, "edit"],
    [otherTrainee, "read"],
    [trainer, "read"],
    [ctice, "read"],
    [head, null],
    [elsewhere.referent, null],
    [elsewhere.members[0] ?? head, null],
  ];
  for (const [person, access] of people) {
    const actor = await actorOf(person);
    const { scenarios } = await listScenarios(actor);
    expect(scenarios.map(({ id }) => id)).toEqual(access ? [scenarioId] : []);
    const page = getScenario(actor, scenarioId);
    if (access) expect((await page).can.edit).toBe(access === "edit");
    else await expect(page).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await listScenarioPlaces(await actorOf(head))).toEqual([]);
  const [place] = await listScenarioPlaces(await actorOf(otherTrainee));
  expect(place?.teams.map(({ name }) => name)).toEqual(["Équipe 2"]);
});

test("the référent whose function has ended no longer writes", async () => {
  const { scenarioId, referent } = await aScenario();
  await db.roleAssignment.updateMany({ where: { personId: referent.id }, data: { validTo: new Date("2010-01-01") } });
  await expect(getScenario(await actorOf(referent), scenarioId)).rejects.toMatchObject({ code: "not_found" });
});

test("whatever an editor wrote into the shared copy, the page shows text", async () => {
  const { scenarioId, referent } = await aScenario();
  const evil = new Y.Doc();
  const content = evil.getXmlFragment("content");
  const phase = new Y.XmlElement("phase");
  phase.setAttribute("title", '"><img src=x onerror=alert(1)>');
  phase.setAttribute("minutes", "<script>alert(1)</script>");
  const link = new Y.XmlText();
  link.insert(0, "cliquez", { link: { href: "javascript:alert(1)" } });
  const text = new Y.XmlText("<script>alert(1)</script>");
  const frame = new Y.XmlElement("iframe");
  frame.setAttribute("src", "javascript:alert(1)");
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [link, text]);
  phase.insert(0, [paragraph]);
  content.insert(0, [phase, frame]);
  await db.scenarioUpdate.create({ data: { scenarioId, update: new Uint8Array(Y.encodeStateAsUpdate(evil)) } });

  const { html } = await getScenario(await actorOf(referent), scenarioId);
  expect(html).toContain("cliquez");
  expect(html).not.toMatch(/<script|<img|<iframe|javascript:|href/);
});

test.each([
  [{ where: "", title: "Les volcans" }, "scenario.whereRequired"],
  [{ where: "abc/def", title: "Les volcans" }, "scenario.whereRequired"],
  [{ where: "019ac000-0000-7000-8000-000000000000", title: " " }, "scenario.titleRequired"],
  [
    { where: "019ac000-0000-7000-8000-000000000000", title: "Les volcans", plannedMinutes: "deux" },
    "scenario.plannedMinutesInvalid",
  ],
])("the form %j says %s", (form, key) => {
  const { error } = CreateScenarioForm.safeParse(form);
  expect(error?.issues.map(({ message }) => message)).toEqual([key]);
});
