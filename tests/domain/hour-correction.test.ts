import { setClock } from "@tests/factories/clock";
import { aWorkedCohort, theRates } from "@tests/factories/pay";
import { actorOf, anActor } from "@tests/factories/person";
import { aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { can } from "~/domain/authorize";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { getHour } from "~/domain/hours/origin.server";
import { hoursPolicy } from "~/domain/hours/policy";
import { hoursChecks, verifyLedger } from "~/domain/hours/verification.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db, pool } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const reason = "La séance s'est arrêtée à 16 h";
const twoHours = { trueMinutes: 120, reason };
const linesOf = (sheetId: string) =>
  db.hourEntry.findMany({ where: { sheetId, role: "TRAINER" }, orderBy: { number: "asc" } });

type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;

async function corrected({ referent, ctice, entry }: Worked, trueMinutes = 120) {
  const { id: correctionId } = await proposeHourCorrection(referent, entry.id, { trueMinutes, reason });
  await decideHourCorrection(ctice, entry.id, { correctionId, approve: true });
  return db.hourCorrection.findUniqueOrThrow({ where: { id: correctionId } });
}

test("two hours of three: the whole line is taken back and a line of two hours begins where it began, once", async () => {
  const { referent, ctice, entry, academie } = await aWorkedCohort();
  const asked = Array.from({ length: 50 }, () => proposeHourCorrection(referent, entry.id, twoHours));
  const correctionIds = new Set((await Promise.all(asked)).map(({ id }) => id));
  expect(correctionIds.size).toBe(1);
  const [correctionId = ""] = correctionIds;
  await expect(proposeHourCorrection(referent, entry.id, { ...twoHours, trueMinutes: 60 })).rejects.toMatchObject({
    code: "conflict",
    key: "hours.correctionPending",
  });
  const decided = await Promise.all(
    Array.from({ length: 50 }, () => decideHourCorrection(ctice, entry.id, { correctionId, approve: true })),
  );
  expect(decided.filter((one) => one.decided)).toHaveLength(1);

  const [was, back, now, ...more] = await linesOf(entry.sheetId);
  expect(more).toEqual([]);
  expect(back).toMatchObject({ minutes: -180, reversesId: was?.id, reason, startsAt: was?.startsAt });
  expect(now).toMatchObject({ minutes: 120, reversesId: null, reason, sourceKey: `correction:${correctionId}` });
  expect(now).toMatchObject({ startsAt: entry.startsAt, endsAt: new Date("2012-10-17T14:00:00Z") });
  expect(now?.missionId).toBe(entry.missionId);
  expect([back?.number, now?.number]).toEqual([5, 6]);
  const booked = await db.bookedInterval.findMany({ where: { personId: entry.personId } });
  expect(booked).toMatchObject([{ hourEntryId: now?.id, endsAt: new Date("2012-10-17T14:00:00Z") }]);
  expect(await verifyLedger(academie.id, "2012-2013")).toMatchObject({ lines: 6, brokenAt: null });
  for (const check of hoursChecks(0)) expect((await check()).broken).toEqual([]);
  const audited = await db.auditEvent.findMany({ where: { subjectId: correctionId }, orderBy: { id: "asc" } });
  expect(audited.map(({ action, byId }) => [action, byId])).toEqual([
    ["hours.propose", referent.personId],
    ["hours.approve", ctice.personId],
  ]);
  await expect(
    decideHourCorrection(ctice, entry.id, { correctionId, approve: false, decisionReason: "Non" }),
  ).rejects.toMatchObject({ key: "hours.alreadyDecided" });
});

test("an hour that was not worked leaves its counter-entry alone", async () => {
  const worked = await aWorkedCohort();
  const { newEntryId } = await corrected(worked, 0);
  expect(newEntryId).toBeNull();
  expect((await linesOf(worked.entry.sheetId)).map(({ minutes }) => minutes)).toEqual([180, -180]);
  expect(await db.bookedInterval.count({ where: { personId: worked.entry.personId } })).toBe(0);
});

test("a corrected hour may be corrected again, up to what was planned and no further (HRS-02)", async () => {
  const worked = await aWorkedCohort();
  const { referent, entry } = worked;
  const refused = (id: string, trueMinutes: number) =>
    expect(proposeHourCorrection(referent, id, { trueMinutes, reason })).rejects;
  await refused(entry.id, 181).toMatchObject({ key: "hours.beyondPlanned", facts: { most: 180 } });
  await refused(entry.id, 180).toMatchObject({ key: "hours.sameMinutes" });
  const { newEntryId } = await corrected(worked);
  const [was, back] = await linesOf(entry.sheetId);
  await refused(was?.id ?? "", 60).toMatchObject({ key: "hours.notStanding" });
  await refused(back?.id ?? "", 60).toMatchObject({ key: "hours.notStanding" });
  const trainee = await db.hourEntry.findFirstOrThrow({ where: { sheetId: entry.sheetId, role: "TRAINEE" } });
  await refused(trainee.id, 60).toMatchObject({ key: "hours.correctTheSheet" });
  const again = await db.hourEntry.findUniqueOrThrow({ where: { id: newEntryId ?? "" } });
  await corrected({ ...worked, entry: { ...entry, ...again, sheetId: entry.sheetId, seanceId: entry.seanceId } }, 180);
  expect((await linesOf(entry.sheetId)).map(({ minutes }) => minutes)).toEqual([180, -180, 120, -120, 180]);
});

test("a longer line that meets another hour of the person is refused, and nothing is taken back", async () => {
  const worked = await aWorkedCohort();
  const { referent, ctice, entry } = worked;
  const { newEntryId } = await corrected(worked);
  const again = await db.hourEntry.findUniqueOrThrow({ where: { id: newEntryId ?? "" } });
  const other = await aWorkedCohort();
  await db.bookedInterval.update({
    where: { hourEntryId: other.entry.id },
    data: { personId: entry.personId, startsAt: new Date("2012-10-17T14:30:00Z") },
  });
  const { id: correctionId } = await proposeHourCorrection(referent, again.id, { trueMinutes: 180, reason });
  await expect(decideHourCorrection(ctice, again.id, { correctionId, approve: true })).rejects.toMatchObject({
    key: "hours.bookedElsewhere",
  });
  expect(await linesOf(entry.sheetId)).toHaveLength(3);
  await db.bookedInterval.delete({ where: { hourEntryId: other.entry.id } });
});

test("refused with its reason, the hour stays, and another correction may be proposed", async () => {
  const { referent, head, entry } = await aWorkedCohort();
  const { id: correctionId } = await proposeHourCorrection(referent, entry.id, twoHours);
  const refusal = { correctionId, approve: false, decisionReason: "La feuille dit trois heures" } as const;
  await decideHourCorrection(head, entry.id, refusal);
  expect(await decideHourCorrection(head, entry.id, refusal)).toEqual({ decided: false });
  expect(await linesOf(entry.sheetId)).toHaveLength(1);
  await proposeHourCorrection(referent, entry.id, twoHours);
  const { corrections } = await getHour(head, entry.id);
  expect(corrections.list).toMatchObject([
    { status: "REFUSED", decisionReason: refusal.decisionReason, mayDecide: false },
    { status: "PROPOSED", back: null, added: null, mayDecide: true },
  ]);
});

test("who proposes, who decides: a second person who certifies or controls, never whoever is paid", async () => {
  const { referent, ctice, office, rectorat, head, academie, school, entry } = await aWorkedCohort();
  const sibling = await anActor({ role: "HEAD", place: await aSchool(academie) });
  for (const actor of [ctice, office, rectorat])
    await expect(proposeHourCorrection(actor, entry.id, twoHours)).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeHourCorrection(sibling, entry.id, twoHours)).rejects.toMatchObject({ code: "not_found" });

  const { id: correctionId } = await proposeHourCorrection(head, entry.id, twoHours);
  const decide = (actor: typeof head) => decideHourCorrection(actor, entry.id, { correctionId, approve: true });
  await expect(decide(head)).rejects.toMatchObject({ code: "forbidden", key: "hours.secondPerson" });
  await expect(decide(rectorat)).rejects.toMatchObject({ code: "forbidden" });
  await expect(decide(sibling)).rejects.toMatchObject({ code: "not_found" });
  // Whoever is paid does not decide, even as a head.
  const always = { validFrom: new Date("2012-09-01") };
  await db.roleAssignment.create({
    data: { personId: referent.personId, role: "HEAD", placeId: school.id, ...always },
  });
  const both = await actorOf({ id: referent.personId });
  await expect(decide(both)).rejects.toMatchObject({ code: "forbidden", key: "hours.correctSelf" });
  expect((await listWaiting(both)).map(({ kind }) => kind)).not.toContain("hourCorrectionToDecide");
  expect((await listWaiting(head)).map(({ kind }) => kind)).not.toContain("hourCorrectionToDecide");
  const waiting = {
    kind: "hourCorrectionToDecide",
    to: `/heures/${entry.id}`,
    facts: { minutes: 180, trueMinutes: 120 },
  };
  expect(await listWaiting(office)).toContainEqual(expect.objectContaining({ ...waiting, facts: expect.anything() }));
  await decide(office);
  expect((await listWaiting(ctice)).map(({ kind }) => kind)).not.toContain("hourCorrectionToDecide");

  const led = { personId: "somebody", referentId: referent.personId, lineage: [academie.id, school.id] };
  expect(can(referent, hoursPolicy, "hours.propose", led)).toBe(true);
  expect(can(referent, hoursPolicy, "hours.propose", { ...led, referentId: "another" })).toBe(false);
});

test("EVD-03: whoever proposed the true minutes does not certify them", async () => {
  const { head, ctice, school, entry } = await aWorkedCohort();
  const { id: correctionId } = await proposeHourCorrection(head, entry.id, twoHours);
  await decideHourCorrection(ctice, entry.id, { correctionId, approve: true });
  const { newEntryId } = await db.hourCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  await expect(certifyService(head, [newEntryId ?? ""])).rejects.toMatchObject({ key: "pay.enteredHour" });
  const second = await anActor({ role: "HEAD", place: school });
  expect(await certifyService(second, [newEntryId ?? ""])).toEqual({ certified: 1 });
});

test("an hour is certified before it is taken back, or not at all", async () => {
  const { referent, ctice, head, entry } = await aWorkedCohort();
  const { id: correctionId } = await proposeHourCorrection(referent, entry.id, twoHours);
  const both = await Promise.allSettled([
    certifyService(head, [entry.id]),
    decideHourCorrection(ctice, entry.id, { correctionId, approve: true }),
  ]);
  expect(both[1]?.status).toBe("fulfilled");
  const [told, certified] = [
    await db.outbox.findMany({
      where: { name: { in: ["hours.certified", "hours.reversed"] } },
      orderBy: { id: "asc" },
    }),
    await db.certification.findUnique({ where: { hourEntryId: entry.id } }),
  ];
  const back = await db.hourEntry.findFirstOrThrow({ where: { reversesId: entry.id } });
  const names = told
    .filter(({ payload }) => [entry.id, back.id].includes((payload as { hourEntryId: string }).hourEntryId))
    .map(({ name }) => name);
  expect(names).toEqual(certified ? ["hours.certified", "hours.reversed"] : ["hours.reversed"]);
});

test("the database itself: a second person, once, and nothing of it changes afterwards", async () => {
  const worked = await aWorkedCohort();
  const { head, ctice, entry } = worked;
  const { id } = await proposeHourCorrection(head, entry.id, twoHours);
  const says = (sql: string, values: unknown[] = []) => expect(pool().query(sql, values)).rejects;
  const decides = `update hour_correction set status = 'REFUSED', decided_by_id = $1, decided_at = now(), decision_reason = $2 where id = $3`;
  await says(decides, [head.personId, "Non", id]).toThrow(/second_person/);
  await says(decides, [ctice.personId, " ", id]).toThrow(/has_reason/);
  await says(
    `update hour_correction set status = 'APPROVED', decided_by_id = $1, decided_at = now(), new_entry_id = $2 where id = $3`,
    [ctice.personId, entry.id, id],
  ).toThrow(/takes the line back/);
  await says(`update hour_correction set true_minutes = 60 where id = $1`, [id]).toThrow(/as it was proposed/);
  const inserts = `insert into hour_correction (id, hour_entry_id, true_minutes, reason, proposed_by_id, proposed_at)
    values (gen_random_uuid(), $1, $2, 'x', $3, now())`;
  await says(inserts, [entry.id, 60, ctice.personId]).toThrow(/hour_correction_open/);
  await says(inserts, [entry.id, 240, ctice.personId]).toThrow(/within the planned/);
  await says(decides, [entry.personId, "Non", id]).toThrow(/own hour/);
  await decideHourCorrection(ctice, entry.id, { correctionId: id, approve: true });
  await says(`update hour_correction set reason = 'Autre' where id = $1`, [id]).toThrow(/decided once/);
  await says(`delete from hour_correction where id = $1`, [id]).toThrow(/never removed/);
  await says(inserts, [entry.id, 60, ctice.personId]).toThrow(/only a standing hour/);
});
