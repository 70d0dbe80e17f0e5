import { PASSWORD, passwordHash } from "@tests/factories/account";
import { setClock } from "@tests/factories/clock";
import { aCohort, openCohort, START } from "@tests/factories/cohort";
import { aPath } from "@tests/factories/path";
import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { aSeance } from "@tests/factories/seance";
import { Tab } from "@tests/support/tab";
import { beforeAll, expect, test } from "vitest";
import { db } from "~/platform/db.server";
import * as signInPage from "~/routes/connexion";
import * as pathsPage from "~/routes/parcours._index";
import * as pathPage from "~/routes/parcours.$pathId";
import * as seancePage from "~/routes/seances.$seanceId._index";
import * as cancelPage from "~/routes/seances.$seanceId.annuler";
import * as movePage from "~/routes/seances.$seanceId.modifier";
import * as cohortsPage from "~/routes/sessions._index";
import * as cohortPage from "~/routes/sessions.$cohortId._index";
import * as teamsPage from "~/routes/sessions.$cohortId.equipes";
import * as enrolPage from "~/routes/sessions.$cohortId.inscriptions";
import * as planPage from "~/routes/sessions.$cohortId.seances.nouvelle";
import * as newPage from "~/routes/sessions.nouvelle";

beforeAll(() => setClock(START));

async function signedIn(person: { id: string; email: string }) {
  await db.account.update({ where: { personId: person.id }, data: { passwordHash: await passwordHash() } });
  const tab = new Tab();
  const answer = await tab.post(signInPage, "/connexion", { email: person.email, password: PASSWORD });
  expect(answer.status).toBe(302);
  return tab;
}
const stranger = async () => signedIn(await aPerson({ role: "REFERENT", place: await aSchool(await anAcademie()) }));

const form = {
  intent: "plan",
  title: "Produire une séquence",
  modality: "ON_SITE",
  date: "2012-10-17",
  startTime: "14:00",
  endTime: "17:00",
  room: "Salle 104",
  link: "",
  stageId: "",
  deputyId: "",
};

test("anyone signed in reads the paths, with their stages and competences", async () => {
  const path = await aPath();
  const tab = await signedIn(await aPerson());
  expect((await tab.get(pathsPage, "/parcours")).data).toMatchObject({
    paths: expect.arrayContaining([expect.objectContaining({ id: path.id })]),
  });
  const { data } = await tab.get(pathPage, "/parcours/x", { pathId: path.id });
  expect((data as { path: { stages: unknown[] } }).path.stages).toHaveLength(7);
  expect((await tab.get(pathPage, "/parcours/x", { pathId: "x" })).status).toBe(404);
  expect((await new Tab().get(pathsPage, "/parcours")).status).toBe(302);
});

test("a référente prepares a cohort, enrols, plans and sees what is missing go", async () => {
  const cohort = await aCohort({ trainees: 0 });
  const desk = await signedIn(cohort.referent);
  const made = await desk.post(newPage, "/sessions/nouvelle", {
    intent: "create",
    placeId: cohort.school.id,
    pathVersionId: cohort.path.version.id,
    schoolYearId: "2012-2013",
    title: "Groupe 2",
  });
  const cohortId = /^\/sessions\/(.+)$/.exec(made.to ?? "")?.[1] ?? "";
  const params = { cohortId };
  expect((await desk.get(cohortPage, "/x", params)).data).toMatchObject({
    missing: ["enrolment", "seance"],
    reached: { done: 0, current: 1 },
  });
  const pasted = await desk.post(
    enrolPage,
    "/x",
    { intent: "enrol", addresses: `${cohort.deputy.email}\ninconnu@fictif.example` },
    params,
  );
  expect(pasted).toMatchObject({ status: 200, data: { results: [{ outcome: "ENROLLED" }, { outcome: "INVITED" }] } });
  const planned = await desk.post(planPage, "/x", { ...form, deputyId: cohort.deputy.id }, params);
  expect(planned.to).toMatch(/^\/seances\//);
  expect((await desk.get(cohortPage, "/x", params)).data).toMatchObject({ missing: [] });
  expect((await desk.post(teamsPage, "/x", { intent: "makeTeams", size: "3" }, params)).to).toBe(
    `/sessions/${cohortId}`,
  );
  expect((await desk.get(cohortsPage, "/sessions")).data).toMatchObject({ can: { create: true } });
});

test.each([
  ["a date outside the school year", { date: "2014-01-15" }, { date: "seance.outsideSchoolYear" }],
  ["no room", { room: " " }, { room: "seance.roomRequired" }],
  ["a link that is none", { modality: "REMOTE", link: "javascript:alert(1)" }, { link: "seance.linkInvalid" }],
  ["a day that does not exist", { date: "2012-11-31" }, { startTime: "seance.noSuchTime" }],
  ["an hour that does not exist", { startTime: "25:00" }, { startTime: "seance.timeRequired" }],
])("%s is refused on its field, and what was typed is kept", async (_what, over, fields) => {
  const cohort = await aCohort({ trainees: 0 });
  const desk = await signedIn(cohort.referent);
  const answer = await desk.post(planPage, "/x", { ...form, ...over }, { cohortId: cohort.id });
  expect(answer).toMatchObject({ status: 422, data: { fields, values: { title: form.title } } });
  expect(await db.seance.count({ where: { cohortId: cohort.id } })).toBe(0);
});

test("a séance is moved, then cancelled, from its pages", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const seance = await aSeance(cohort.actor, cohort);
  await openCohort(cohort);
  const desk = await signedIn(cohort.referent);
  const params = { seanceId: seance.id };
  expect((await desk.get(movePage, "/x", params)).status).toBe(200);
  const move = { intent: "move", date: "2012-10-24", startTime: "09:00", endTime: "12:00", room: "Salle 2" };
  expect((await desk.post(movePage, "/x", move, params)).to).toBe(`/seances/${seance.id}`);
  expect((await desk.get(seancePage, "/x", params)).data).toMatchObject({
    halfDay: "MORNING",
    can: { move: true, cancel: true },
  });
  expect((await desk.post(cancelPage, "/x", { intent: "cancel", reason: "Salle inondée" }, params)).status).toBe(302);
  expect((await desk.post(cancelPage, "/x", { intent: "cancel", reason: "Salle inondée" }, params)).status).toBe(409);
  expect((await desk.get(seancePage, "/x", params)).data).toMatchObject({ can: { move: false, cancel: false } });
});

test("a cohort and its séances do not exist for a stranger", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const seance = await aSeance(cohort.actor, cohort);
  const tab = await stranger();
  for (const route of [cohortPage, enrolPage, teamsPage, planPage])
    expect((await tab.get(route, "/x", { cohortId: cohort.id })).status).toBe(404);
  for (const route of [seancePage, movePage, cancelPage])
    expect((await tab.get(route, "/x", { seanceId: seance.id })).status).toBe(404);
  const params = { cohortId: cohort.id };
  expect((await tab.post(enrolPage, "/x", { intent: "enrol", addresses: "a@fictif.example" }, params)).status).toBe(
    404,
  );
  expect((await tab.post(planPage, "/x", form, params)).status).toBe(404);
  expect((await tab.post(teamsPage, "/x", { intent: "makeTeams", size: "2" }, params)).status).toBe(404);
  expect(
    (
      await tab.post(
        cohortPage,
        "/x",
        { intent: "withdraw", enrolmentId: cohort.people[0]?.enrolment.id ?? "", reason: "Motif" },
        params,
      )
    ).status,
  ).toBe(404);
  expect(await db.enrolment.count({ where: { cohortId: cohort.id } })).toBe(1);
});

test("a trainee reads her cohort and séance, and changes nothing", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const seance = await aSeance(cohort.actor, cohort);
  const [trainee] = cohort.people;
  if (!trainee) throw new Error("one trainee");
  const tab = await signedIn(trainee.person);
  expect((await tab.get(cohortPage, "/x", { cohortId: cohort.id })).status).toBe(200);
  expect((await tab.get(enrolPage, "/x", { cohortId: cohort.id })).status).toBe(403);
  expect((await tab.get(newPage, "/sessions/nouvelle")).status).toBe(403);
  expect((await tab.get(seancePage, "/x", { seanceId: seance.id })).data).toMatchObject({
    enrolled: true,
    can: { lead: false, readSheet: false },
  });
  expect(
    (
      await tab.post(
        movePage,
        "/x",
        { intent: "move", date: "2012-10-24", startTime: "09:00", endTime: "12:00", room: "2" },
        { seanceId: seance.id },
      )
    ).status,
  ).toBe(403);
});
