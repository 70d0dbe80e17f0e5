import { setClock } from "@tests/factories/clock";
import { aPreparedCohort, aSeance, aWorkedCohort, hold, theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { chargesOf } from "~/domain/budget/charges.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { localDay } from "~/domain/calendar";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { getMission, listReferents } from "~/domain/mission/queries.server";
import { handOverByRules, nameByRules } from "~/domain/pay/commands/engage.server";
import { loadEntries } from "~/domain/pay/facts.server";
import { db, inTransaction } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

/** A référente with a function, an open cohort, one séance held and one to come. It is 17 October or later. */
async function aCohortInProgress() {
  const prepared = await aPreparedCohort({ plannedMinutes: 360 });
  const later = await aSeance(prepared.cohort, prepared.teacher.id, "2012-11-28T13:00:00Z");
  await openCohort(prepared.referent, prepared.cohort.id, prepared.money);
  const { missionId } = await nameByRules(prepared.ctice, {
    schoolId: prepared.school.id,
    personId: prepared.teacher.id,
    schoolYearId: "2012-2013",
  });
  const entry = await hold(prepared, prepared.seance);
  const successor = await aPerson({ role: "TEACHER", place: prepared.school });
  return { ...prepared, later, functionId: missionId, entry, successor };
}
let work: Awaited<ReturnType<typeof aCohortInProgress>>;
beforeEach(async () => {
  work = await aCohortInProgress();
});
const leaving = { lastDay: "2012-10-17", reason: "Mutation en cours d'année" };
const handOver = (over = {}, actor = work.ctice) =>
  handOverByRules(actor, work.functionId, { ...leaving, personId: work.successor.id, ...over });

test("a function is handed over the next day, with a letter to sign; the cohorts follow, the hours done stay", async () => {
  const { teacher, successor, cohort, seance, later, mission, entry, functionId, ctice } = work;
  const { missionId } = await handOver();
  const former = await getMission(ctice, functionId);
  expect(former).toMatchObject({
    endedOn: "2012-10-17",
    endedReason: leaving.reason,
    successor: { id: missionId },
    letter: { status: "ISSUED" },
  });
  const next = await getMission(ctice, missionId);
  expect(next).toMatchObject({
    person: { id: successor.id },
    channel: "IFIC",
    functionCode: "REFERENT_NUMERIQUE",
    succeeds: { id: functionId },
    facts: [],
    letter: { status: "ISSUED", startsOn: new Date("2012-10-18"), endsOn: former.letter?.endsOn },
  });
  expect(next.letter?.number).not.toBe(former.letter?.number);
  const roles = await db.roleAssignment.findMany({ where: { placeId: work.school.id, role: "REFERENT" } });
  expect(roles.find(({ personId }) => personId === teacher.id)).toMatchObject({ validTo: new Date("2012-10-17") });
  expect((await actorOf(successor)).roles.map(({ role }) => role)).toContain("REFERENT");

  expect(await db.cohort.findUniqueOrThrow({ where: { id: cohort.id } })).toMatchObject({
    referentId: successor.id,
    missionId: mission.id,
  });
  expect(await db.seance.findUniqueOrThrow({ where: { id: seance.id } })).toMatchObject({ trainerId: teacher.id });
  expect(await db.seance.findUniqueOrThrow({ where: { id: later.id } })).toMatchObject({ trainerId: successor.id });
  expect(await db.hourEntry.findUniqueOrThrow({ where: { id: entry.id } })).toEqual(entry);
  await bookSheet(entry.sheetId);
  expect(await db.hourEntry.count({ where: { missionId: mission.id } })).toBe(1);
});

test("what the successor trains is booked on a mission of hers, and paid from where the cohort's money is", async () => {
  const { successor, later, mission, hse } = work;
  await handOver();
  const training = await db.mission.findUniqueOrThrow({ where: { succeedsId: mission.id } });
  expect(training).toMatchObject({ personId: successor.id, kind: "TRAINING", channel: "HSE", plannedMinutes: 180 });
  const entry = await hold({ ...work, referent: await actorOf(successor) }, later);
  expect(entry).toMatchObject({ personId: successor.id, missionId: training.id, minutes: 180 });
  const charges = await inTransaction(async (tx) => chargesOf.entries(tx, await loadEntries(tx, [entry.id])));
  expect(charges.get(entry.id)).toMatchObject({ titre2: true, programme: hse.programme, committedForIt: true });
});

test("a year that is not complete waits for a decision (BUD-05); the successor's does not wait for it", async () => {
  const { missionId } = await handOver();
  const left = async (id: string) =>
    (await assessMission(work.ctice, id)).findings.filter(({ code }) => code === "BUD-05");
  expect(await left(work.functionId)).toMatchObject([
    { decision: "HOLD", params: { reason: "left", day: "2012-10-17" } },
  ]);
  expect(await left(missionId)).toEqual([]);
});

test.each([
  ["a day to come", { lastDay: "2013-03-01" }, "mission.endInFuture"],
  ["a day before it began", { lastDay: "2012-09-03" }, "mission.endBeforeStart"],
  ["a day that does not exist", { lastDay: "2012-02-30" }, "common.invalidDate"],
])("nothing is handed over on %s", async (_case, over, key) => {
  await expect(handOver(over)).rejects.toMatchObject({ key });
  expect(await db.mission.findUniqueOrThrow({ where: { id: work.functionId } })).toMatchObject({ endedAt: null });
  expect(await db.mission.count({ where: { personId: work.successor.id } })).toBe(0);
});

test("nor to the same person, to one from elsewhere, to a trainee of the cohort; and nothing is half done", async () => {
  const elsewhere = await aPerson({ role: "TEACHER", place: await aSchool(work.academie) });
  await expect(handOver({ personId: work.teacher.id })).rejects.toMatchObject({ key: "mission.successorIsSame" });
  await expect(handOver({ personId: elsewhere.id })).rejects.toMatchObject({ key: "mission.personNotInSchool" });
  const [trainee] = work.enrolments;
  await expect(handOver({ personId: trainee?.personId })).rejects.toMatchObject({ key: "cohort.successorEnrolled" });
  expect(await db.mission.findUniqueOrThrow({ where: { id: work.functionId } })).toMatchObject({ endedAt: null });
  expect(await db.cohort.findUniqueOrThrow({ where: { id: work.cohort.id } })).toMatchObject({
    referentId: work.teacher.id,
  });
});

test("handed over twice, or at once, is once; by the CTICE of the académie alone", async () => {
  const stranger = await anActor({ role: "CTICE", place: await anAcademie() });
  await expect(handOver({}, stranger)).rejects.toMatchObject({ code: "not_found" });
  for (const actor of [work.head, work.office, work.referent])
    await expect(handOver({}, actor)).rejects.toMatchObject({ code: "forbidden" });
  const [first, second] = await Promise.all([handOver(), handOver()]);
  expect(first).toEqual(second);
  const other = await aPerson({ role: "TEACHER", place: work.school });
  await expect(handOver({ personId: other.id })).rejects.toMatchObject({ key: "mission.endedAlready" });
});

test("a référente resigns: the school has none any more, what was done stays, saying it twice is once", async () => {
  const { ctice, head, functionId, school, entry } = work;
  await expect(endMission(head, functionId, leaving)).rejects.toMatchObject({ code: "forbidden" });
  await Promise.all([endMission(ctice, functionId, leaving), endMission(ctice, functionId, leaving)]);
  await expect(endMission(ctice, functionId, { ...leaving, reason: "Autre" })).rejects.toMatchObject({
    key: "mission.endedAlready",
  });
  const ended = await db.mission.findUniqueOrThrow({ where: { id: functionId } });
  expect(ended.endedAt && localDay(ended.endedAt, "Europe/Paris")).toBe("2012-10-17");
  const listed = (await listReferents(ctice)).schools.find(({ id }) => id === school.id);
  expect(listed?.referents).toEqual([]);
  expect(await db.missionLetter.count({ where: { missionId: functionId } })).toBe(1);
  expect(await db.hourEntry.findUniqueOrThrow({ where: { id: entry.id } })).toEqual(entry);
  // The function is free: naming her again is another mission.
  const again = await nameByRules(ctice, {
    schoolId: school.id,
    personId: work.teacher.id,
    schoolYearId: "2012-2013",
  });
  expect(again.missionId).not.toBe(functionId);
});

test("a training mission is not handed over, but ends", async () => {
  const { ctice, office, mission, successor } = work;
  await expect(handOverByRules(ctice, mission.id, { ...leaving, personId: successor.id })).rejects.toMatchObject({
    key: "mission.handOverFunction",
  });
  await endMission(office, mission.id, leaving);
  expect(await db.mission.findUniqueOrThrow({ where: { id: mission.id } })).toMatchObject({
    endedReason: leaving.reason,
  });
});

test("hours beyond a letter, or outside its dates, are said on the mission", async () => {
  const { office, mission, entry } = await aWorkedCohort();
  expect((await assessMission(office, mission.id)).letter).toBeNull();
  await db.missionLetter.create({
    data: {
      missionId: mission.id,
      number: `essai-${mission.id}`,
      tasks: [{ label: "Former l'équipe", minutes: 120 }],
      startsOn: new Date("2012-11-05"),
      endsOn: new Date("2013-07-05"),
      issuedAt: new Date("2012-10-10"),
      issuedById: office.personId,
    },
  });
  expect((await assessMission(office, mission.id)).letter).toMatchObject({
    bookedMinutes: 180,
    entrustedMinutes: 120,
    unmet: [
      { kind: "HOURS", facts: { minutes: 180, most: 120 }, entryId: null },
      { kind: "DATES", facts: { from: "2012-11-05", to: "2013-07-05" }, entryId: entry.id },
    ],
  });
});
