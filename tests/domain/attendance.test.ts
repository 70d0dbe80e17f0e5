import { beforeAll, expect, test } from "vitest";
import { closeSheet, tickPresence } from "~/domain/attendance/commands/close.server";
import { moveSeance } from "~/domain/attendance/commands/plan.server";
import { signPresence, undoSignature } from "~/domain/attendance/commands/sign.server";
import { getLiveProjection } from "~/domain/attendance/qr.server";
import { getSheet, listSheetsToClose, presentEnrolments } from "~/domain/attendance/queries.server";
import { findOwnPresence, getReceipt } from "~/domain/attendance/receipt.server";
import { enrolByEmails } from "~/domain/cohort/commands/enrol.server";
import { db } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { verifyText } from "~/platform/signing.server";
import { aBrowser, aReceipt, aSigningSheet, SIGNING, sign } from "../factories/attendance";
import { setClock } from "../factories/clock";
import { aCohort, theSchoolYear } from "../factories/cohort";
import { actorOf, anActor, aPerson } from "../factories/person";
import { anAcademie, aSchool } from "../factories/place";
import { aSeance } from "../factories/seance";

beforeAll(async () => {
  await setClock(SIGNING);
  await theSchoolYear();
});

type Scene = Awaited<ReturnType<typeof aSigningSheet>>;
function traineeOf({ cohort }: Scene, index = 0) {
  const trainee = cohort.people[index];
  if (!trainee) throw new Error(`no trainee ${index}`);
  return trainee;
}
const linesOf = (sheet: { id: string }) =>
  db.presence.findMany({ where: { sheetId: sheet.id }, orderBy: [{ enrolmentId: "asc" }, { seq: "asc" }] });
const expire = (receiptId: string) =>
  db.attendanceReceipt.update({ where: { id: receiptId }, data: { expiresAt: new Date(Date.now() - 1) } });

test("a scan records nothing; the signature consumes the receipt and says when, who and how", async () => {
  const scene = await aSigningSheet();
  const browserHash = aBrowser();
  const { receiptId } = await aReceipt(scene.sheet, browserHash);
  expect(await linesOf(scene.sheet)).toEqual([]);
  const { person, enrolment } = traineeOf(scene);
  const actor = await actorOf(person);
  expect(await signPresence(actor, receiptId, browserHash)).toEqual({ already: false });
  expect(await linesOf(scene.sheet)).toMatchObject([
    { enrolmentId: enrolment.id, seq: 1, sign: 1, proof: "QR", byId: person.id, browserHash, receiptId },
  ]);
  const receipt = await db.attendanceReceipt.findUniqueOrThrow({ where: { id: receiptId } });
  expect(receipt.consumedAt).not.toBeNull();
  expect(await findOwnPresence(actor, scene.seance.id)).toMatchObject({ present: true, proof: "QR" });
});

test("fifty taps of one person are one presence", async () => {
  const scene = await aSigningSheet();
  const { person } = traineeOf(scene);
  const actor = await actorOf(person);
  const browserHash = aBrowser();
  const receipts = await Promise.all(Array.from({ length: 5 }, () => aReceipt(scene.sheet, browserHash)));
  const taps = Array.from({ length: 50 }, (_, index) => receipts[index % 5]?.receiptId ?? "");
  const results = await Promise.all(taps.map((receiptId) => signPresence(actor, receiptId, browserHash)));
  expect(results.filter(({ already }) => !already)).toHaveLength(1);
  expect(await linesOf(scene.sheet)).toHaveLength(1);
});

test("a receipt is worth nothing in another browser, after ten minutes, or for somebody not enrolled", async () => {
  const scene = await aSigningSheet();
  const actor = await actorOf(traineeOf(scene).person);
  const browserHash = aBrowser();
  const { receiptId } = await aReceipt(scene.sheet, browserHash);
  await expect(signPresence(actor, receiptId, aBrowser())).rejects.toMatchObject({ code: "not_found" });
  await expect(getReceipt(actor, receiptId, aBrowser())).rejects.toMatchObject({ code: "not_found" });
  const colleague = await anActor({ role: "TEACHER", place: scene.cohort.school });
  await expect(signPresence(colleague, receiptId, browserHash)).rejects.toMatchObject({
    key: "attendance.notEnrolled",
  });
  await expect(getReceipt(colleague, receiptId, browserHash)).rejects.toMatchObject({ code: "forbidden" });
  await expire(receiptId);
  await expect(signPresence(actor, receiptId, browserHash)).rejects.toMatchObject({ key: "attendance.receiptOver" });
  expect(await getReceipt(actor, receiptId, browserHash)).toMatchObject({ expired: true, signedAt: null });
  expect(await linesOf(scene.sheet)).toEqual([]);
});

test("a receipt serves once: a second person on the same phone scans again, and both are flagged", async () => {
  const scene = await aSigningSheet();
  const [first, second] = [traineeOf(scene, 0), traineeOf(scene, 1)];
  const { receiptId, browserHash } = await sign(scene.sheet, first.person);
  await expect(signPresence(await actorOf(second.person), receiptId, browserHash)).rejects.toMatchObject({
    key: "attendance.receiptOver",
  });
  await sign(scene.sheet, second.person, browserHash);
  await sign(scene.sheet, traineeOf(scene, 2).person);
  const { people, present } = await getSheet(scene.referent, scene.seance.id);
  expect(present).toBe(3);
  const flagged = people.filter(({ sharedBrowser }) => sharedBrowser).map(({ enrolmentId }) => enrolmentId);
  expect(flagged.sort()).toEqual([first.enrolment.id, second.enrolment.id].sort());
});

test("an invited person who has just activated signs without waiting for a job", async () => {
  const scene = await aSigningSheet();
  await enrolByEmails(scene.referent, scene.cohort.id, "juste.activee@fictif.example");
  const person = await db.person.findUniqueOrThrow({ where: { email: "juste.activee@fictif.example" } });
  const browserHash = aBrowser();
  const { receiptId } = await aReceipt(scene.sheet, browserHash);
  await db.account.update({ where: { personId: person.id }, data: { status: "ACTIVE" } });
  const actor = await actorOf(person);
  expect((await getReceipt(actor, receiptId, browserHash)).title).toBe(scene.seance.title);
  await signPresence(actor, receiptId, browserHash);
  expect(await db.enrolment.findFirst({ where: { cohortId: scene.cohort.id, personId: person.id } })).toMatchObject({
    status: "ENROLLED",
  });
  expect(await linesOf(scene.sheet)).toHaveLength(1);
});

test.each([
  ["an hour before the séance", 60, "attendance.notYetOpen"],
  ["thirty-one minutes before", 31, "attendance.notYetOpen"],
  ["twenty-nine minutes before", 29, null],
  ["two hours after the start", -120, null],
])("signing %s", async (_when, startsIn, key) => {
  const scene = await aSigningSheet({ startsIn, trainees: 1 });
  const signing = sign(scene.sheet, traineeOf(scene).person);
  if (key) await expect(signing).rejects.toMatchObject({ key });
  else await expect(signing).resolves.toBeDefined();
});

test("nobody signs in a cohort that is not open, nor at a cancelled séance", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const seance = await aSeance(cohort.actor, cohort);
  await db.seance.update({ where: { id: seance.id }, data: { startsAt: new Date(seance.startsAt.getTime()) } });
  await expect(aReceipt(seance.sheet, aBrowser())).rejects.toMatchObject({ key: "attendance.cohortNotOpen" });
  const scene = await aSigningSheet({ trainees: 1 });
  const browserHash = aBrowser();
  const { receiptId } = await aReceipt(scene.sheet, browserHash);
  await db.seance.update({ where: { id: scene.seance.id }, data: { status: "CANCELLED", cancelledReason: "Grève" } });
  await expect(signPresence(await actorOf(traineeOf(scene).person), receiptId, browserHash)).rejects.toMatchObject({
    key: "attendance.seanceCancelled",
  });
});

test("a signature is taken back within ten seconds by a counter-entry, and may be given again", async () => {
  const scene = await aSigningSheet();
  const { person } = traineeOf(scene);
  const actor = await actorOf(person);
  const { receiptId, browserHash } = await sign(scene.sheet, person);
  const stranger = await actorOf(traineeOf(scene, 1).person);
  await expect(undoSignature(stranger, receiptId, browserHash)).rejects.toMatchObject({ code: "not_found" });
  await undoSignature(actor, receiptId, browserHash);
  await undoSignature(actor, receiptId, browserHash);
  expect((await linesOf(scene.sheet)).map(({ sign: one, proof }) => [one, proof])).toEqual([
    [1, "QR"],
    [-1, "UNDO"],
  ]);
  expect(await getReceipt(actor, receiptId, browserHash)).toMatchObject({ undone: true, signedAt: null });
  await sign(scene.sheet, person);
  expect(await presentEnrolments(db, scene.sheet.id)).toHaveLength(1);
});

test("who leads ticks with a reason and unticks with another; nobody ticks herself or a stranger", async () => {
  const scene = await aSigningSheet();
  const { person, enrolment } = traineeOf(scene);
  const tick = { enrolmentId: enrolment.id, reason: "Téléphone déchargé", present: true };
  await tickPresence(scene.deputy, scene.seance.id, tick);
  await tickPresence(scene.referent, scene.seance.id, tick);
  expect(await linesOf(scene.sheet)).toMatchObject([
    { seq: 1, proof: "TICK", reason: "Téléphone déchargé", byId: scene.deputy.personId },
  ]);
  await tickPresence(scene.referent, scene.seance.id, { ...tick, present: false, reason: "Parti aussitôt" });
  expect(await presentEnrolments(db, scene.sheet.id)).toEqual([]);
  await expect(tickPresence(scene.referent, scene.seance.id, { ...tick, reason: " " })).rejects.toMatchObject({
    key: "attendance.reasonRequired",
  });
  await expect(tickPresence(await actorOf(person), scene.seance.id, tick)).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = traineeOf(await aSigningSheet()).enrolment.id;
  await expect(
    tickPresence(scene.referent, scene.seance.id, { ...tick, enrolmentId: elsewhere }),
  ).rejects.toMatchObject({ code: "not_found" });
  const self = await db.enrolment.create({
    data: {
      cohortId: scene.cohort.id,
      personId: scene.deputy.personId,
      email: scene.deputy.email,
      events: { create: { status: "ENROLLED", at: new Date("2012-10-01") } },
    },
  });
  await expect(tickPresence(scene.deputy, scene.seance.id, { ...tick, enrolmentId: self.id })).rejects.toMatchObject({
    key: "attendance.tickSelf",
  });
});

test("closing seals: hash and signature hold, the event is named once, and nothing changes it", async () => {
  const scene = await aSigningSheet();
  await sign(scene.sheet, traineeOf(scene).person);
  await tickPresence(scene.referent, scene.seance.id, {
    enrolmentId: traineeOf(scene, 1).enrolment.id,
    reason: "Sans téléphone",
    present: true,
  });
  expect(await listSheetsToClose(scene.referent)).toEqual([]);
  expect(await closeSheet(scene.referent, scene.seance.id)).toEqual({ declared: 2, already: false });
  expect(await closeSheet(scene.deputy, scene.seance.id)).toEqual({ declared: 2, already: true });
  const sealed = await db.attendanceSheet.findUniqueOrThrow({ where: { id: scene.sheet.id } });
  expect(sealed).toMatchObject({ status: "SEALED", declared: 2, closedById: scene.referent.personId });
  const { content, hash, signature, signingKeyId } = sealed;
  if (!content || !signature || !signingKeyId) throw new Error("a sealed sheet has its seal");
  expect(hash).toBe(sha256(content));
  expect(await verifyText(db, content, { signature, signingKeyId })).toBe(true);
  expect(await verifyText(db, content.replace('"present":true', '"present":false'), { signature, signingKeyId })).toBe(
    false,
  );
  expect(content).not.toContain("Sans nom");
  expect(content).not.toContain(traineeOf(scene).person.familyName);
  expect(
    await db.outbox.count({ where: { name: "sheet.sealed", payload: { equals: { sheetId: scene.sheet.id } } } }),
  ).toBe(1);

  await expect(sign(scene.sheet, traineeOf(scene, 2).person)).rejects.toMatchObject({ key: "attendance.sheetSealed" });
  await expect(
    tickPresence(scene.referent, scene.seance.id, {
      enrolmentId: traineeOf(scene, 2).enrolment.id,
      reason: "Oubli",
      present: true,
    }),
  ).rejects.toMatchObject({ key: "attendance.sheetSealed" });
  await expect(db.attendanceSheet.update({ where: { id: scene.sheet.id }, data: { declared: 3 } })).rejects.toThrow();
  await expect(
    moveSeance(scene.referent, scene.seance.id, {
      date: "2012-10-24",
      startTime: "09:00",
      endTime: "12:00",
      room: "1",
      link: null,
    }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a signature and the closing of the sheet never cross: sealed content and lines agree", async () => {
  for (let round = 0; round < 8; round++) {
    const scene = await aSigningSheet({ trainees: 4 });
    const signing = scene.cohort.people.map(({ person }) => sign(scene.sheet, person));
    const results = await Promise.allSettled([...signing, closeSheet(scene.referent, scene.seance.id)]);
    const signed = results.slice(0, 4).filter(({ status }) => status === "fulfilled").length;
    const { declared, content } = await db.attendanceSheet.findUniqueOrThrow({ where: { id: scene.sheet.id } });
    expect(declared).toBe(signed);
    expect(await linesOf(scene.sheet)).toHaveLength(signed);
    expect((content?.match(/"present":true/g) ?? []).length).toBe(signed);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ key: "attendance.sheetSealed" });
  }
}, 60_000);

test("ten close at once: one seal", async () => {
  const scene = await aSigningSheet();
  const results = await Promise.all(Array.from({ length: 10 }, () => closeSheet(scene.referent, scene.seance.id)));
  expect(results.filter(({ already }) => !already)).toHaveLength(1);
  expect(
    await db.outbox.count({ where: { name: "sheet.sealed", payload: { equals: { sheetId: scene.sheet.id } } } }),
  ).toBe(1);
});

test("the projection has the code and who has signed, and never who is missing", async () => {
  const scene = await aSigningSheet({ trainees: 3 });
  await sign(scene.sheet, traineeOf(scene, 0).person);
  const live = await getLiveProjection(scene.referent, scene.seance.id);
  expect(live.shown?.code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
  expect(live).toMatchObject({ expected: 3, signing: { state: "OPEN" } });
  expect(live.signed).toHaveLength(1);
  const missing = traineeOf(scene, 1).person;
  expect(JSON.stringify(live)).not.toContain(missing.familyName);
  expect(JSON.stringify(live)).not.toContain(missing.id);
  await expect(getLiveProjection(await actorOf(missing), scene.seance.id)).rejects.toMatchObject({ code: "forbidden" });
  await closeSheet(scene.referent, scene.seance.id);
  expect((await getLiveProjection(scene.referent, scene.seance.id)).shown).toBeNull();
});

test("the head and the académie read the sheet, a trainee and strangers do not", async () => {
  const academie = await anAcademie();
  const school = await aSchool(academie);
  const scene = await aSigningSheet();
  await expect(getSheet(await anActor({ role: "HEAD", place: school }), scene.seance.id)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(getSheet(await actorOf(traineeOf(scene).person), scene.seance.id)).rejects.toMatchObject({
    code: "forbidden",
  });
  const head = await anActor({ role: "HEAD", place: scene.cohort.school });
  expect((await getSheet(head, scene.seance.id)).people).toHaveLength(3);
  await expect(closeSheet(head, scene.seance.id)).rejects.toMatchObject({ code: "forbidden" });
  const pilot = await aPerson();
  await expect(closeSheet(await actorOf(pilot), scene.seance.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a name on a séance is not enough: who has left the school no longer leads it", async () => {
  const scene = await aSigningSheet();
  for (const { personId } of [scene.deputy, scene.referent]) {
    await db.roleAssignment.updateMany({ where: { personId }, data: { validTo: new Date("2012-10-01") } });
    const former = await actorOf({ id: personId });
    await expect(getLiveProjection(former, scene.seance.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(closeSheet(former, scene.seance.id)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a paper list is entered with its own proof", async () => {
  const scene = await aSigningSheet();
  const { enrolment } = traineeOf(scene);
  const entry = { enrolmentId: enrolment.id, reason: "Liste signée, salle sans réseau", present: true, paper: true };
  await tickPresence(scene.referent, scene.seance.id, entry);
  expect(await linesOf(scene.sheet)).toMatchObject([{ proof: "PAPER", sign: 1 }]);
});
