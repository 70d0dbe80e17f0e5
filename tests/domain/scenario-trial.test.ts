import { setClock } from "@tests/factories/clock";
import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario, aWritingCohort } from "@tests/factories/scenario";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { listWaiting } from "~/domain/today/queries.server";
import { keepReturn, planTrial } from "~/domain/trial/commands.server";
import { getTrial } from "~/domain/trial/queries.server";
import { DraftReturnForm, PlanTrialForm, SendReturnForm } from "~/domain/trial/schema";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { db, pool } from "~/platform/db.server";

beforeAll(() => setClock("2012-10-10T07:00:00Z"));

const trial = { startsOn: "2012-10-08", endsOn: "2012-10-19", level: "une 5e de 26 élèves" };
const written = {
  foreseen: "Vingt minutes de recherche",
  happened: "Trente minutes",
  produced: "Six graphiques",
  changes: "La consigne",
  readiness: "AFTER_CHANGES" as const,
};

async function tried() {
  const around = await aScenario();
  const [first, second] = await Promise.all(around.members.map(actorOf));
  if (!first || !second) throw new Error("a team of two");
  return { ...around, first, second };
}

test("the team says when it tries its scenario; the readers of the scenario see it", async () => {
  const { scenarioId, first, otherTrainee, referent } = await tried();
  await planTrial(first, scenarioId, trial);
  await planTrial(await actorOf(referent), scenarioId, { ...trial, endsOn: "2012-10-26" });
  const page = await getTrial(await actorOf(otherTrainee), scenarioId);
  expect(page).toMatchObject({
    trial: { ...trial, endsOn: "2012-10-26" },
    begun: true,
    can: { plan: false, report: false, readReturns: false },
  });
  const another = await actorOf(otherTrainee);
  await expect(planTrial(another, scenarioId, trial)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await actorOf((await aWritingCohort()).referent);
  await expect(planTrial(stranger, scenarioId, trial)).rejects.toMatchObject({ code: "not_found" });
  await expect(getTrial(stranger, scenarioId)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.auditEvent.count({ where: { action: "trial.plan", subjectId: scenarioId } })).toBe(2);
});

test("a frozen text is given the days of its trial by those who write it, and by nobody else", async () => {
  const { scenarioId, first, referent, otherTrainee } = await tried();
  await freezeScenario(await actorOf(referent), scenarioId, "Texte à essayer");
  await planTrial(first, scenarioId, trial);
  expect(await getTrial(first, scenarioId)).toMatchObject({ trial, can: { plan: true } });
  const other = planTrial(await actorOf(otherTrainee), scenarioId, trial);
  await expect(other).rejects.toMatchObject({ code: "forbidden" });
});

test("a trial stands in the school year of a cohort that takes place", async () => {
  const { scenarioId, first, cohort } = await tried();
  const late = planTrial(first, scenarioId, { ...trial, endsOn: "2013-09-02" });
  await expect(late).rejects.toMatchObject({ key: "scenarioLibrary.trialOutsideYear", field: "endsOn" });
  const early = planTrial(first, scenarioId, { ...trial, startsOn: "2012-07-02" });
  await expect(early).rejects.toMatchObject({ key: "scenarioLibrary.trialOutsideYear", field: "startsOn" });
  await db.cohort.update({ where: { id: cohort.id }, data: { status: "CANCELLED" } });
  const cancelled = planTrial(first, scenarioId, trial);
  await expect(cancelled).rejects.toMatchObject({ key: "scenarioLibrary.trialCohortCancelled" });
  expect(await db.scenarioTrial.count({ where: { scenarioId } })).toBe(0);
});

test("a draft is its author's; what is sent is read by the team and its trainers, and stays as it is", async () => {
  const { scenarioId, first, second, referent, otherTrainee, school, academie, cohort } = await tried();
  await planTrial(first, scenarioId, trial);
  await keepReturn(first, scenarioId, { ...written, changes: "", readiness: "" }, false);
  expect((await getTrial(second, scenarioId)).returns).toEqual([]);
  expect((await getTrial(first, scenarioId)).mine).toMatchObject({ changes: "", sentAt: null });
  await keepReturn(first, scenarioId, written, true);

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
  const read = async (actor: Actor) => (await getTrial(actor, scenarioId)).returns.length;
  for (const person of [second, await actorOf(referent), await actorOf(trainer)]) expect(await read(person)).toBe(1);
  for (const person of [otherTrainee, await aPerson({ role: "CTICE", place: academie })])
    expect(await read(await actorOf(person))).toBe(0);

  const again = keepReturn(first, scenarioId, { ...written, happened: "Autre chose" }, false);
  await expect(again).rejects.toMatchObject({ key: "scenarioLibrary.returnAlreadySent" });
  await expect(planTrial(second, scenarioId, trial)).rejects.toMatchObject({ key: "scenarioLibrary.trialReported" });
  const byHand = pool().query("update scenario_return set happened = 'x' where scenario_id = $1", [scenarioId]);
  await expect(byHand).rejects.toThrow("does not change");
});

test("a trial that is over waits on the first page for who has not reported", async () => {
  const { scenarioId, first, second } = await tried();
  await planTrial(first, scenarioId, { ...trial, endsOn: "2012-10-09" });
  await keepReturn(first, scenarioId, written, true);
  await keepReturn(second, scenarioId, written, false);
  const waits = async (actor: Actor) => (await listWaiting(actor)).filter(({ kind }) => kind === "returnToWrite");
  expect(await waits(first)).toEqual([]);
  expect((await waits(second)).map(({ to }) => to)).toEqual([`/scenarios/${scenarioId}/essai`]);
});

test("a return sent twice at once is one", async () => {
  const { scenarioId, first } = await tried();
  await planTrial(first, scenarioId, trial);
  const both = await Promise.allSettled([
    keepReturn(first, scenarioId, written, true),
    keepReturn(first, scenarioId, written, true),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.scenarioReturn.count({ where: { scenarioId } })).toBe(1);
});

test("only a trainee of the team reports, on a trial that has begun", async () => {
  const { scenarioId, first, referent, otherTrainee } = await tried();
  const none = keepReturn(first, scenarioId, written, false);
  await expect(none).rejects.toMatchObject({ key: "scenarioLibrary.noTrialYet" });
  await planTrial(first, scenarioId, { ...trial, startsOn: "2012-10-11" });
  await keepReturn(first, scenarioId, written, false);
  const early = keepReturn(first, scenarioId, written, true);
  await expect(early).rejects.toMatchObject({ key: "scenarioLibrary.trialNotBegun" });
  for (const person of [referent, otherTrainee]) {
    const other = keepReturn(await actorOf(person), scenarioId, written, false);
    await expect(other).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await db.scenarioReturn.count({ where: { scenarioId, sentAt: { not: null } } })).toBe(0);
});

test.each([
  [{ ...trial, endsOn: "2012-10-07" }, ["endsOn scenarioLibrary.trialDaysReversed"]],
  [{ ...trial, startsOn: "2012-02-30" }, ["startsOn scenarioLibrary.trialDayRequired"]],
  [{ ...trial, level: " \u0000 " }, ["level scenarioLibrary.levelRequired"]],
  [{ ...trial, level: "x".repeat(121) }, ["level scenarioLibrary.levelTooLong"]],
])("the form of a trial %j says %j", (form, keys) => {
  const { error } = PlanTrialForm.safeParse(form);
  expect(error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`)).toEqual(keys);
});

test("a return to send has all its answers; a draft may have none", () => {
  const empty = { foreseen: "", happened: "", produced: "", changes: "" };
  expect(DraftReturnForm.parse(empty)).toEqual({ ...empty, readiness: "" });
  const { error } = SendReturnForm.safeParse({ ...empty, readiness: "MAYBE" });
  expect(error?.issues).toHaveLength(5);
  // A browser counts a line break once, and sends two signs.
  const lines = "a\r\n".repeat(2_000);
  expect(SendReturnForm.parse({ ...written, happened: lines }).happened).toHaveLength(3_999);
  expect(SendReturnForm.parse({ ...written, happened: "a\u0000b\u0007c" }).happened).toBe("abc");
  expect(DraftReturnForm.safeParse({ ...empty, changes: "x".repeat(4_001) }).success).toBe(false);
});
