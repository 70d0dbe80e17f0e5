import { randomUUID } from "node:crypto";
import { setClock } from "@tests/factories/clock";
import { aSeance, aWorkedCohort, hold, theRates } from "@tests/factories/pay";
import { actorOf, anActor } from "@tests/factories/person";
import { beforeAll, expect, test } from "vitest";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { contestHour, declareMonth } from "~/domain/pay/commands/declare.server";
import { getDeclaration, listDeclarations, listMissingHours } from "~/domain/pay/declaration.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const month = "2012-10";

test("a month is declared complete once it is done and signed; twice is once", async () => {
  const worked = await aWorkedCohort();
  const { referent, cohort, entry } = worked;
  const next = await aSeance(cohort, referent.personId, "2012-10-24T12:00:00Z");
  const before = await getDeclaration(referent, undefined);
  expect(before).toMatchObject({ month, hours: [{ id: entry.id, minutes: 180 }], totalMinutes: 180, declaredAt: null });
  expect(before.faults).toEqual([{ key: "pay.seancesToCome", facts: { count: 1 } }]);
  expect(before.seances).toMatchObject([{ id: next.id, toCome: true }]);
  await expect(declareMonth(referent, month)).rejects.toMatchObject({ key: "pay.seancesToCome" });
  await setClock("2012-10-24T15:30:00Z");
  await expect(declareMonth(referent, month)).rejects.toMatchObject({ key: "pay.sheetsOpen" });
  await expect(declareMonth(referent, "2012-11")).rejects.toMatchObject({ key: "pay.monthToCome" });
  await hold(worked, next);
  await Promise.all([declareMonth(referent, month), declareMonth(referent, month)]);
  await declareMonth(referent, month);
  const { personId } = referent;
  expect(await db.monthDeclaration.count({ where: { personId } })).toBe(1);
  expect(await db.auditEvent.findMany({ where: { action: "pay.declare", byId: personId } })).toMatchObject([
    { facts: { month, hours: 2, minutes: 360 } },
  ]);
  const after = await getDeclaration(referent, month);
  expect(after.declaredAt).toBeInstanceOf(Date);
  expect(after.hours.map(({ since }) => since)).toEqual([false, false]);
  // What comes later is shown as such.
  await hold(worked, await aSeance(cohort, personId, "2012-10-25T12:00:00Z"));
  expect((await getDeclaration(referent, month)).hours.map(({ since }) => since)).toEqual([false, false, true]);
});

test("certification does not wait for the declaration, and the head sees who declared", async () => {
  const { referent, head, entry } = await aWorkedCohort();
  const seen = async () => (await listDeclarations(await listToCertify(head))).map(({ declaredAt }) => declaredAt);
  expect(await seen()).toEqual([null]);
  await declareMonth(referent, month);
  expect(await seen()).toEqual([expect.any(Date)]);
  const other = await aWorkedCohort();
  expect(await certifyService(other.head, [other.entry.id])).toEqual({ certified: 1 });
  expect(await certifyService(head, [entry.id])).toEqual({ certified: 1 });
});

test("an hour of one's own is contested with a reason, or one is said to be missing; the head reads it", async () => {
  const { referent, head, entry, school } = await aWorkedCohort();
  const other = await aWorkedCohort();
  const form = { id: randomUUID(), month, entryId: entry.id, reason: "La séance a duré 3 h 30" };
  await Promise.all([contestHour(referent, form), contestHour(referent, form)]);
  await contestHour(referent, { id: randomUUID(), month, entryId: null, reason: "Le 12, au CDI" });
  expect(await db.hourContestation.count({ where: { personId: referent.personId } })).toBe(2);
  const mine = await getDeclaration(referent, month);
  expect(mine).toMatchObject({
    hours: [{ contested: [{ reason: form.reason }] }],
    missing: [{ reason: "Le 12, au CDI" }],
  });
  expect((await listToCertify(head))[0]?.contested).toEqual([form.reason]);
  expect(await listMissingHours(head)).toMatchObject([{ month, reason: "Le 12, au CDI" }]);
  expect(await listMissingHours(other.head)).toEqual([]);
  // Nobody else's hour, nor one of another month; a teacher without paid hours has nothing to declare.
  const foreign = { ...form, id: randomUUID(), entryId: other.entry.id };
  await expect(contestHour(referent, foreign)).rejects.toMatchObject({ code: "not_found" });
  const misplaced = { ...form, id: randomUUID(), month: "2012-09" };
  await expect(contestHour(referent, misplaced)).rejects.toMatchObject({ code: "not_found" });
  const teacher = await anActor({ role: "TEACHER", place: school });
  await expect(declareMonth(teacher, month)).rejects.toMatchObject({ key: "pay.nothingToDeclare" });
  expect((await getDeclaration(await actorOf({ id: other.teacher.id }), month)).hours).toHaveLength(1);
});
