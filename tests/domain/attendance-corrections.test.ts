import { beforeAll, expect, test } from "vitest";
import { closeSheet } from "~/domain/attendance/commands/close.server";
import { decideCorrection, proposeCorrection } from "~/domain/attendance/commands/correct.server";
import { getSheet, presentEnrolments } from "~/domain/attendance/queries.server";
import { db } from "~/platform/db.server";
import { aSigningSheet, SIGNING, sign } from "../factories/attendance";
import { setClock } from "../factories/clock";
import { theSchoolYear } from "../factories/cohort";
import { actorOf, anActor } from "../factories/person";

beforeAll(async () => {
  await setClock(SIGNING);
  await theSchoolYear();
});

/** A sealed sheet: the first trainee present, the second absent. */
async function aSealedSheet() {
  const scene = await aSigningSheet({ trainees: 2 });
  const [present, absent] = scene.cohort.people;
  if (!present || !absent) throw new Error("two trainees");
  await sign(scene.sheet, present.person);
  await closeSheet(scene.referent, scene.seance.id);
  return { ...scene, present, absent };
}

const presentIds = async (sheetId: string) =>
  (await presentEnrolments(db, sheetId)).map(({ enrolmentId }) => enrolmentId).sort();

test("the référente proposes, the deputy approves: a line is added and the seal stays", async () => {
  const { referent, deputy, seance, sheet, present, absent } = await aSealedSheet();
  const before = await db.attendanceSheet.findUniqueOrThrow({ where: { id: sheet.id } });
  const { id } = await proposeCorrection(referent, seance.id, {
    enrolmentId: absent.enrolment.id,
    kind: "ADD",
    reason: "A signé la feuille papier",
  });
  expect(await presentIds(sheet.id)).toEqual([present.enrolment.id]);
  await decideCorrection(deputy, seance.id, { correctionId: id, approve: true });
  expect(await presentIds(sheet.id)).toEqual([present.enrolment.id, absent.enrolment.id].sort());
  expect(await db.attendanceSheet.findUniqueOrThrow({ where: { id: sheet.id } })).toEqual(before);
  const line = await db.presence.findUniqueOrThrow({ where: { correctionId: id } });
  expect(line).toMatchObject({ seq: 1, sign: 1, proof: "CORRECTION", byId: deputy.personId });
  expect(
    await db.outbox.count({ where: { name: "correction.approved", payload: { equals: { correctionId: id } } } }),
  ).toBe(1);
  await expect(decideCorrection(deputy, seance.id, { correctionId: id, approve: true })).rejects.toMatchObject({
    key: "attendance.alreadyDecided",
  });
});

test("a wrong presence is taken away by a counter-line; nothing is erased", async () => {
  const { referent, deputy, seance, sheet, present } = await aSealedSheet();
  const { id } = await proposeCorrection(referent, seance.id, {
    enrolmentId: present.enrolment.id,
    kind: "REMOVE",
    reason: "Parti avant le début",
  });
  await decideCorrection(deputy, seance.id, { correctionId: id, approve: true });
  const lines = await db.presence.findMany({ where: { sheetId: sheet.id }, orderBy: { seq: "asc" } });
  expect(lines.map((line) => [line.seq, line.sign, line.proof])).toEqual([
    [1, 1, "QR"],
    [2, -1, "CORRECTION"],
  ]);
});

test("who proposed does not decide, nor who is concerned, nor who does not lead", async () => {
  const { referent, deputy, seance, cohort, absent } = await aSealedSheet();
  const proposal = { enrolmentId: absent.enrolment.id, kind: "ADD" as const, reason: "Feuille papier" };
  const { id } = await proposeCorrection(referent, seance.id, proposal);
  const decision = { correctionId: id, approve: true };
  await expect(decideCorrection(referent, seance.id, decision)).rejects.toMatchObject({
    key: "attendance.secondPerson",
  });
  await expect(decideCorrection(await actorOf(absent.person), seance.id, decision)).rejects.toMatchObject({
    code: "forbidden",
  });
  const head = await anActor({ role: "HEAD", place: cohort.school });
  await expect(decideCorrection(head, seance.id, decision)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await anActor({ role: "TEACHER", place: cohort.school });
  await expect(decideCorrection(stranger, seance.id, decision)).rejects.toMatchObject({ code: "not_found" });
  await expect(proposeCorrection(head, seance.id, proposal)).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeCorrection(deputy, seance.id, proposal)).rejects.toMatchObject({
    key: "attendance.correctionPending",
  });
  const { corrections } = await getSheet(deputy, seance.id);
  expect(corrections).toMatchObject([{ mayDecide: true }]);
  expect((await getSheet(referent, seance.id)).corrections).toMatchObject([{ mayDecide: false }]);
});

test("a deputy who is concerned does not decide her own presence", async () => {
  const { referent, deputy, seance, cohort } = await aSealedSheet();
  const own = await db.enrolment.create({
    data: {
      cohortId: cohort.id,
      personId: deputy.personId,
      email: deputy.email,
      events: { create: { status: "ENROLLED", at: new Date("2012-10-01") } },
    },
  });
  const { id } = await proposeCorrection(referent, seance.id, { enrolmentId: own.id, kind: "ADD", reason: "Présente" });
  await expect(decideCorrection(deputy, seance.id, { correctionId: id, approve: true })).rejects.toMatchObject({
    key: "attendance.correctSelf",
  });
});

test("a refused correction changes nothing, and another one may be proposed", async () => {
  const { referent, deputy, seance, sheet, absent, present } = await aSealedSheet();
  const proposal = { enrolmentId: absent.enrolment.id, kind: "ADD" as const, reason: "Feuille papier" };
  const { id } = await proposeCorrection(referent, seance.id, proposal);
  await decideCorrection(deputy, seance.id, { correctionId: id, approve: false });
  expect(await presentIds(sheet.id)).toEqual([present.enrolment.id]);
  await proposeCorrection(referent, seance.id, proposal);
});

test("what is already so, or still open, is not corrected", async () => {
  const { referent, seance, present, absent } = await aSealedSheet();
  const reason = "Sans objet";
  await expect(
    proposeCorrection(referent, seance.id, { enrolmentId: present.enrolment.id, kind: "ADD", reason }),
  ).rejects.toMatchObject({ key: "attendance.alreadyPresent" });
  await expect(
    proposeCorrection(referent, seance.id, { enrolmentId: absent.enrolment.id, kind: "REMOVE", reason }),
  ).rejects.toMatchObject({ key: "attendance.notPresent" });
  const open = await aSigningSheet({ trainees: 1 });
  const enrolmentId = open.cohort.people[0]?.enrolment.id ?? "";
  await expect(
    proposeCorrection(open.referent, open.seance.id, { enrolmentId, kind: "ADD", reason }),
  ).rejects.toMatchObject({ key: "attendance.notSealed" });
});

test("two approvals at once write one line", async () => {
  const { referent, deputy, seance, sheet, absent } = await aSealedSheet();
  const { id } = await proposeCorrection(referent, seance.id, {
    enrolmentId: absent.enrolment.id,
    kind: "ADD",
    reason: "Papier",
  });
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, () => decideCorrection(deputy, seance.id, { correctionId: id, approve: true })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.presence.count({ where: { sheetId: sheet.id, enrolmentId: absent.enrolment.id } })).toBe(1);
});
