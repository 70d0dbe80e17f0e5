import { beforeAll, expect, test } from "vitest";
import { cancelSeance, moveSeance, planSeance } from "~/domain/attendance/commands/plan.server";
import { listMyCohorts, listTodaySeances, nextSeance } from "~/domain/seance/agenda.server";
import { convokeCohort } from "~/domain/seance/convocation.server";
import { getSeance } from "~/domain/seance/queries.server";
import { MoveSeance } from "~/domain/seance/schema";
import { db } from "~/platform/db.server";
import { aSigningSheet } from "../factories/attendance";
import { setClock } from "../factories/clock";
import { aCohort, aTeacherOf, openCohort, START } from "../factories/cohort";
import { actorOf, anActor } from "../factories/person";
import { anAcademie, aSchool } from "../factories/place";
import { aSeance, seanceForm } from "../factories/seance";

beforeAll(() => setClock(START));

const moved = (over: Record<string, string>) =>
  MoveSeance.parse({ date: "2012-10-18", startTime: "09:00", endTime: "12:00", room: "Salle 12", link: "", ...over });
const mails = (seanceId: string, template: string) =>
  db.mail.count({ where: { key: { startsWith: `${template}:${seanceId}:` } } });

test("a séance is planned in the school's own time, with its half-day sheet", async () => {
  const cohort = await aCohort();
  const seance = await aSeance(cohort.actor, cohort, { deputyId: cohort.deputy.id });
  expect(seance.startsAt.toISOString()).toBe("2012-10-17T12:00:00.000Z");
  expect(seance.endsAt.toISOString()).toBe("2012-10-17T15:00:00.000Z");
  expect(seance.sheet).toMatchObject({ halfDay: "AFTERNOON", status: "OPEN" });
});

test("after the change of hour, 14 h in Paris is 13 h UTC; overseas it is another instant", async () => {
  const cohort = await aCohort();
  expect((await aSeance(cohort.actor, cohort, { date: "2012-11-14" })).startsAt.toISOString()).toBe(
    "2012-11-14T13:00:00.000Z",
  );
  const far = await aSchool(await anAcademie());
  await db.place.update({ where: { id: far.id }, data: { timeZone: "Indian/Reunion" } });
  const overseas = await aCohort({ school: far });
  expect((await aSeance(overseas.actor, overseas)).startsAt.toISOString()).toBe("2012-10-17T10:00:00.000Z");
});

test.each([
  ["outside the school year", { date: "2013-08-20" }, "seance.outsideSchoolYear", "date"],
  ["before the school year", { date: "2011-10-19" }, "seance.outsideSchoolYear", "date"],
  ["yesterday", { date: "2012-10-09" }, "seance.inThePast", "date"],
  ["over midday", { startTime: "11:00", endTime: "15:00" }, "seance.acrossMidday", "endTime"],
  ["a whole day", { startTime: "09:00", endTime: "17:00" }, "seance.tooLong", "endTime"],
  ["ending before it starts", { startTime: "17:00", endTime: "14:00" }, "seance.endsBeforeStart", "endTime"],
  ["on a day that does not exist", { date: "2013-02-30" }, "seance.noSuchTime", "startTime"],
  ["on a Sunday", { date: "2012-10-21" }, "seance.onSunday", "date"],
  ["in the holidays of every zone", { date: "2012-11-07" }, "seance.onHoliday", "date"],
])("a séance %s is refused, and nothing is written", async (_what, over, key, field) => {
  const cohort = await aCohort({ trainees: 0 });
  await expect(planSeance(cohort.actor, cohort.id, seanceForm(over))).rejects.toMatchObject({ key, field });
  expect(await db.seance.count({ where: { cohortId: cohort.id } })).toBe(0);
});

test("one trainer is in one place at a time", async () => {
  const cohort = await aCohort({ trainees: 0 });
  await aSeance(cohort.actor, cohort);
  await expect(
    planSeance(cohort.actor, cohort.id, seanceForm({ startTime: "16:00", endTime: "18:00" })),
  ).rejects.toMatchObject({ key: "seance.trainerBusy" });
});

test("a stage of another path and a deputy from elsewhere are refused", async () => {
  const [cohort, other] = [await aCohort({ trainees: 0 }), await aCohort({ trainees: 0 })];
  const stageId = other.path.stages[0]?.id ?? "";
  await expect(planSeance(cohort.actor, cohort.id, seanceForm({ stageId }))).rejects.toMatchObject({
    key: "seance.stageUnknown",
  });
  const deputyId = other.deputy.id;
  await expect(planSeance(cohort.actor, cohort.id, seanceForm({ deputyId }))).rejects.toMatchObject({
    key: "seance.deputyUnknown",
  });
  await expect(planSeance(cohort.actor, cohort.id, seanceForm({ deputyId: cohort.referent.id }))).rejects.toMatchObject(
    {
      key: "seance.deputyUnknown",
    },
  );
});

test("people are summoned at opening, once, and later ones as they come", async () => {
  const cohort = await aCohort({ trainees: 2 });
  const seance = await aSeance(cohort.actor, cohort, { deputyId: cohort.deputy.id });
  expect(await mails(seance.id, "convocation")).toBe(0);
  await openCohort(cohort);
  expect(
    await db.outbox.count({ where: { name: "cohort.opened", payload: { equals: { cohortId: cohort.id } } } }),
  ).toBe(1);
  await convokeCohort(cohort.id);
  await convokeCohort(cohort.id);
  expect(await mails(seance.id, "convocation")).toBe(3);
  await aTeacherOf({ id: cohort.id, placeId: cohort.school.id });
  await convokeCohort(cohort.id);
  expect(await mails(seance.id, "convocation")).toBe(4);
  const second = await aSeance(cohort.actor, cohort, { date: "2012-10-24" });
  expect(await mails(second.id, "convocation")).toBe(3);
});

test("moving tells people once, and their convocation is not sent again for the new date", async () => {
  const cohort = await aCohort({ trainees: 2 });
  const seance = await aSeance(cohort.actor, cohort);
  await openCohort(cohort);
  await moveSeance(cohort.actor, seance.id, moved({}));
  await convokeCohort(cohort.id);
  expect(await mails(seance.id, "seance-moved")).toBe(2);
  expect(await mails(seance.id, "convocation")).toBe(0);
  const after = await db.seance.findUniqueOrThrow({ where: { id: seance.id }, include: { sheet: true } });
  expect(after).toMatchObject({ revision: 2, room: "Salle 12", sheet: { halfDay: "MORNING" } });
  expect(after.startsAt.toISOString()).toBe("2012-10-18T07:00:00.000Z");
  await expect(moveSeance(cohort.actor, seance.id, moved({ room: "" }))).rejects.toMatchObject({
    key: "seance.roomRequired",
  });
});

test("cancelling tells people and keeps the reason; what is cancelled stays so", async () => {
  const cohort = await aCohort({ trainees: 2 });
  const seance = await aSeance(cohort.actor, cohort);
  await openCohort(cohort);
  await cancelSeance(cohort.actor, seance.id, "Salle inondée");
  expect(await mails(seance.id, "seance-cancelled")).toBe(2);
  expect(await db.seance.findUnique({ where: { id: seance.id } })).toMatchObject({
    status: "CANCELLED",
    cancelledReason: "Salle inondée",
  });
  await expect(moveSeance(cohort.actor, seance.id, moved({}))).rejects.toMatchObject({
    key: "seance.alreadyCancelled",
  });
});

test("who reads a séance, who changes it; strangers find nothing", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const seance = await aSeance(cohort.actor, cohort, { deputyId: cohort.deputy.id });
  const deputy = await actorOf(cohort.deputy);
  const trainee = await actorOf(cohort.people[0]?.person ?? { id: "" });
  for (const reader of [cohort.actor, deputy, trainee]) expect((await getSeance(reader, seance.id)).id).toBe(seance.id);
  await expect(moveSeance(deputy, seance.id, moved({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(cancelSeance(trainee, seance.id, "Non")).rejects.toMatchObject({ code: "forbidden" });
  const strangers = [
    await anActor({ role: "TEACHER", place: cohort.school }),
    await anActor({ role: "REFERENT", place: await aSchool(await anAcademie()) }),
  ];
  for (const stranger of strangers) {
    await expect(getSeance(stranger, seance.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(moveSeance(stranger, seance.id, moved({}))).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelSeance(stranger, seance.id, "Non")).rejects.toMatchObject({ code: "not_found" });
    await expect(planSeance(stranger, cohort.id, seanceForm())).rejects.toMatchObject({ code: "not_found" });
  }
});

test("on the day, today's page has the séance, for who leads and for who comes", async () => {
  const { cohort, seance, referent } = await aSigningSheet({ trainees: 2 });
  const trainee = await actorOf(cohort.people[0]?.person ?? { id: "" });
  expect(await listTodaySeances(referent)).toMatchObject([{ id: seance.id, leads: true, expected: 2 }]);
  expect(await listTodaySeances(trainee)).toMatchObject([{ id: seance.id, leads: false }]);
  expect(await nextSeance(trainee)).toMatchObject({ id: seance.id });
  expect(await listMyCohorts(referent)).toMatchObject([
    { id: cohort.id, trainees: 2, stages: 7, stage: { done: 0, current: 1 } },
  ]);
});

test("a séance that has begun is neither moved nor cancelled", async () => {
  const { referent, seance } = await aSigningSheet({ startsIn: -5 });
  await expect(moveSeance(referent, seance.id, moved({}))).rejects.toMatchObject({ key: "seance.alreadyBegun" });
  await expect(cancelSeance(referent, seance.id, "Trop tard")).rejects.toMatchObject({ key: "seance.alreadyBegun" });
});
