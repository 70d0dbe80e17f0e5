import { anHseAllotment } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { decideThrough, proof, theRates } from "@tests/factories/pay";
import { actorOf, anActor } from "@tests/factories/person";
import { aDesignMission, anAttestedWork, aWork } from "@tests/factories/planned";
import { aScenario } from "@tests/factories/scenario";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { takeAuditPack } from "~/domain/budget/audit-pack.server";
import { createAllotment } from "~/domain/budget/commands/create-allotment.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { explainEntry } from "~/domain/budget/explanation.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { getHour } from "~/domain/hours/origin.server";
import { getWorks } from "~/domain/hours/work.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { getDeclaration } from "~/domain/pay/declaration.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { getWholeStatement } from "~/domain/pay/statement.server";
import { db, inTransaction } from "~/platform/db.server";
import { verifyPack } from "../../scripts/verify-audit-pack.mjs";
import { verifyAll } from "../../workers/verify";

await setClock("2012-10-10T07:00:00Z");
await theRates();

const linesOf = (missionId: string) => db.hourEntry.findMany({ where: { missionId }, orderBy: { number: "asc" } });
const broken = async () => (await verifyAll({ settledMinutes: 0 })).flatMap((check) => check.broken);

/** A mission of design with titre-2 credits of its school for what pays it. */
async function aDesign(over: Parameters<typeof aDesignMission>[1] = {}) {
  const work = await aWorkplace();
  const { envelopeId } = await inTransaction((tx) =>
    createAllotment(
      tx,
      {
        placeId: work.school.id,
        exercise: 2012,
        programme: 141,
        titre2: true,
        natures: ["HSE", "VACATION"],
        label: "Vacations",
        amountCents: 100_000,
        key: `vacations:${work.school.id}`,
      },
      { at: new Date("2012-09-10") },
    ),
  );
  return { ...work, envelopeId, ...(await aDesignMission(work, over)) };
}

test("declared, then attested by another person: one line, dated by its day, without an interval", async () => {
  const { holder, office, missionId, head, ctice } = await aDesign();
  const workId = await aWork(holder, missionId);
  await aWork(holder, missionId, { id: workId });
  expect(await linesOf(missionId)).toEqual([]);
  expect((await getWorks(office, missionId)).works).toMatchObject([{ state: "DECLARED", mayAttest: true }]);
  expect((await getWorks(holder, missionId)).works).toMatchObject([{ state: "DECLARED", mayAttest: false }]);
  await decideWork(office, missionId, { workId, attest: true });
  expect(await decideWork(office, missionId, { workId, attest: true })).toEqual({ decided: false });
  const [line, ...more] = await linesOf(missionId);
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    ...{ role: "DESIGN", source: "DESIGN", minutes: 180, personId: holder.personId, designWorkId: workId },
    ...{ startsAt: new Date("2012-10-03T22:00:00Z"), endsAt: new Date("2012-10-03T22:00:00Z") },
    ...{ seanceId: null, sheetId: null, enrolmentId: null, ruleVersion: "design-1" },
  });
  expect(await db.bookedInterval.count({ where: { personId: holder.personId } })).toBe(0);
  const hour = await getHour(holder, line?.id ?? "");
  expect(hour.work).toMatchObject({ made: "Scénario et fiches", minutes: 180, attestedAt: expect.any(Date) });
  expect((await getDeclaration(holder, "2012-10")).hours).toMatchObject([
    { title: "Scénario et fiches", minutes: 180 },
  ]);
  for (const actor of [head, ctice])
    expect(await listToCertify(actor)).toMatchObject([{ title: "Scénario et fiches", declared: null, blocked: null }]);
  expect(await listToCertify(await anActor({ role: "CTICE", place: (await aWorkplace()).academie }))).toEqual([]);
  expect(await broken()).toEqual([]);
});

test("who declares and who attests: the holder, then another person of the school or above; a stranger finds nothing", async () => {
  const { holder, head, ctice, rectorat, missionId } = await aDesign();
  const stranger = await anActor();
  await expect(aWork(stranger, missionId)).rejects.toMatchObject({ code: "not_found" });
  await expect(aWork(head, missionId)).rejects.toMatchObject({ code: "forbidden" });
  const workId = await aWork(holder, missionId);
  const attest = (actor: typeof holder) => expect(decideWork(actor, missionId, { workId, attest: true })).rejects;
  await attest(stranger).toMatchObject({ code: "not_found" });
  await attest(rectorat).toMatchObject({ code: "forbidden" });
  // The holder is head of the school too: still not her own work.
  const { placeId } = await db.mission.findUniqueOrThrow({ where: { id: missionId } });
  await db.roleAssignment.create({
    data: { personId: holder.personId, role: "HEAD", placeId, validFrom: new Date("2012-09-01") },
  });
  await attest(await actorOf({ id: holder.personId })).toMatchObject({
    key: "hours.workOwn",
    facts: { code: "EVD-03" },
  });
  expect((await getWorks(await actorOf({ id: holder.personId }), missionId)).works).toMatchObject([
    { mayAttest: false },
  ]);
  // Named on another mission, the work is nobody's.
  const other = await aDesign();
  await expect(decideWork(other.head, other.missionId, { workId, attest: true })).rejects.toMatchObject({
    key: "hours.workUnknown",
  });
  await expect(aWork(other.holder, other.missionId, { id: workId })).rejects.toMatchObject({ key: "common.stale" });
  await decideWork(ctice, missionId, { workId, attest: false, reason: "Fiches absentes" });
  await attest(head).toMatchObject({ key: "hours.workDecided" });
  expect(await linesOf(missionId)).toEqual([]);
});

test("what is not declared: a day to come, a task of nobody's, another year, a mission that is no design", async () => {
  const { holder, missionId } = await aDesign();
  const refused = (over: Parameters<typeof aWork>[2], key: string) =>
    expect(aWork(holder, missionId, over)).rejects.toMatchObject({ key });
  await refused({ day: "2012-10-11" }, "hours.workToCome");
  await refused({ task: "Autre chose" }, "hours.workTask");
  await refused({ day: "2012-08-31" }, "hours.workOutsideYear");
  const { scenarioId } = await aScenario();
  await refused({ scenarioId }, "hours.workScenario");
  const { placeId } = await db.mission.findUniqueOrThrow({ where: { id: missionId } });
  const other = await db.mission.create({
    data: {
      personId: holder.personId,
      placeId,
      schoolYearId: "2012-2013",
      kind: "TRAINING",
      title: "Formation",
      channel: "HSE",
      plannedMinutes: 60,
      at: new Date("2012-09-10"),
      createdById: holder.personId,
    },
  });
  await expect(aWork(holder, other.id)).rejects.toMatchObject({ key: "hours.workNotDesign" });
  const direct = { missionId: other.id, day: new Date("2012-10-04"), minutes: 60, task: "x", made: "x" };
  await expect(
    db.designWork.create({ data: { ...direct, declaredById: holder.personId, at: new Date() } }),
  ).rejects.toThrow("by the holder of its mission");
});

test("EVD-03: neither the holder, nor who attested, certifies; a third person does", async () => {
  const { holder, head, ctice, missionId } = await aDesign();
  const entry = await anAttestedWork(holder, head, missionId);
  await expect(certifyService(head, [entry.id])).rejects.toMatchObject({ key: "pay.enteredHour" });
  const { placeId } = await db.mission.findUniqueOrThrow({ where: { id: missionId } });
  await db.roleAssignment.create({
    data: { personId: holder.personId, role: "HEAD", placeId, validFrom: new Date("2012-09-01") },
  });
  const own = await actorOf({ id: holder.personId });
  await expect(certifyService(own, [entry.id])).rejects.toMatchObject({ key: "pay.ownHour" });
  expect(await certifyService(ctice, [entry.id])).toEqual({ certified: 1 });
  expect(await broken()).toEqual([]);
});

/** The line of the statement of October for an hour of design: its decision, its amount and its sentences. */
async function drafted(academieId: string, entryId: string) {
  await draftStatements("2012-10");
  const line = await db.payLine.findFirstOrThrow({ where: { hourEntryId: entryId, statement: { academieId } } });
  const findings = line.findings as { code: string; decision: string; params: Record<string, unknown> }[];
  return { ...line, said: findings.filter(({ decision }) => decision !== "ACCEPT") };
}

test("paid as any hour: certified, drafted, decided, exported; committed and done on the envelope of its school", async () => {
  const { holder, head, office, ctice, rectorat, academie, missionId, envelopeId } = await aDesign();
  const entry = await anAttestedWork(holder, office, missionId);
  await certifyService(head, [entry.id]);
  await Promise.all([recordServiceDone(entry.id), recordServiceDone(entry.id)]);
  const counters = { committedCents: 12_000, serviceDoneCents: 12_000, paidCents: 0 };
  expect(await db.envelope.findUniqueOrThrow({ where: { id: envelopeId } })).toMatchObject(counters);
  const line = await drafted(academie.id, entry.id);
  expect(line).toMatchObject({ decision: "ACCEPT", amountCents: 12_000, minutes: 180, said: [] });
  await decideThrough({ ctice, rectorat }, line.statementId);
  await provedByThePack(ctice, line.statementId, entry.designWorkId ?? "");
  await exportStatement(rectorat, line.statementId, proof());
  await recordPayment(line.statementId);
  await recordPayment(line.statementId);
  expect(await db.envelope.findUniqueOrThrow({ where: { id: envelopeId } })).toMatchObject({
    ...counters,
    paidCents: 12_000,
  });
  expect((await getWholeStatement(ctice, line.statementId)).paid).toMatchObject([{ entryId: entry.id }]);
  expect(await explainEntry(holder, entry.id)).toMatchObject({
    envelope: { id: envelopeId, serviceDoneCents: 12_000 },
  });
  expect(await broken()).toEqual([]);
});

/** The audit pack holds the declaration and the attestation, and the offline check reads both. */
async function provedByThePack(actor: Actor, statementId: string, workId: string) {
  const { stream } = await takeAuditPack(actor, statementId);
  const pack = new Uint8Array(await new Response(stream).arrayBuffer());
  const files = unzipSync(pack);
  const proofPath = `conception/${workId}/preuve.json`;
  expect(Object.keys(files)).toEqual(expect.arrayContaining([proofPath, `conception/${workId}/travail.json`]));
  expect(verifyPack(pack).faults).toEqual([]);
  const [attestation] = JSON.parse(strFromU8(files[proofPath] ?? new Uint8Array())) as object[];
  const forged = strToU8(JSON.stringify([{ ...attestation, decision: "REFUSED" }]));
  expect(verifyPack(zipSync({ ...files, [proofPath]: forged })).faults).toContain(
    "registre/lignes-0001.json: line 1 has no attested work behind it",
  );
}

test("a letter that is not signed, its dates or its hours hold the line, and say why; nothing is lost", async () => {
  const late = await aDesign({ endsOn: "2012-10-01" });
  const outside = await anAttestedWork(late.holder, late.office, late.missionId);
  await certifyService(late.head, [outside.id]);
  expect(await drafted(late.academie.id, outside.id)).toMatchObject({
    decision: "HOLD",
    said: [{ code: "EVD-02", params: { reason: "dates", day: "2012-10-04", to: "2012-10-01" } }],
  });
  const long = await aDesign({ plannedMinutes: 240 });
  const first = await anAttestedWork(long.holder, long.office, long.missionId);
  const second = await anAttestedWork(long.holder, long.office, long.missionId);
  await certifyService(long.head, [first.id, second.id]);
  expect(await drafted(long.academie.id, first.id)).toMatchObject({ decision: "ACCEPT" });
  expect(await drafted(long.academie.id, second.id)).toMatchObject({
    decision: "HOLD",
    said: [{ code: "EVD-02", params: { reason: "hours", minutes: 360, most: 240 } }],
  });
  const unsigned = await aDesign({ signed: false });
  const entry = await anAttestedWork(unsigned.holder, unsigned.office, unsigned.missionId);
  await certifyService(unsigned.head, [entry.id]);
  expect(await drafted(unsigned.academie.id, entry.id)).toMatchObject({
    decision: "HOLD",
    said: [{ code: "EVD-02", params: { reason: "unsigned" } }],
  });
});

test("a flat vacation pays the whole work, whatever its hours, and is declared once", async () => {
  const { holder, head, office, academie, missionId, envelopeId } = await aDesign({
    level: "ingenierie",
    rateCents: 25_000,
  });
  const entry = await anAttestedWork(holder, office, missionId, { minutes: 300 });
  await expect(aWork(holder, missionId)).rejects.toMatchObject({ key: "hours.workPaidOnce" });
  // What was refused is declared anew.
  const again = await aDesign({ level: "ingenierie", rateCents: 25_000 });
  const refused = {
    workId: await aWork(again.holder, again.missionId),
    attest: false as const,
    reason: "Fiches absentes",
  };
  await decideWork(again.office, again.missionId, refused);
  expect(await aWork(again.holder, again.missionId)).toEqual(expect.any(String));
  await certifyService(head, [entry.id]);
  await recordServiceDone(entry.id);
  expect(await drafted(academie.id, entry.id)).toMatchObject({ decision: "ACCEPT", amountCents: 25_000 });
  expect(await db.envelope.findUniqueOrThrow({ where: { id: envelopeId } })).toMatchObject({
    serviceDoneCents: 25_000,
  });
});

test("HSE pays design where the rectorat opened it for training, at the rate of the day of the work, and warns", async () => {
  const work = await aWorkplace();
  await expect(aDesignMission(work, { channel: "HSE" })).rejects.toMatchObject({ facts: { code: "PAY-10" } });
  await openChannel(work.rectorat, {
    academieId: work.academie.id,
    schoolYearId: work.year.id,
    reason: "Formations de proximité",
  });
  await anHseAllotment(work.school);
  const { missionId, holder } = await aDesignMission(work, { channel: "HSE" });
  const entry = await anAttestedWork(holder, work.office, missionId);
  await certifyService(work.ctice, [entry.id]);
  await recordServiceDone(entry.id);
  expect(await drafted(work.academie.id, entry.id)).toMatchObject({
    decision: "WARN",
    amountCents: 11_208,
    said: [{ code: "PAY-10" }],
  });
});

test("a corrected work: the whole line back and the true minutes on the same day, never beyond what was declared", async () => {
  const { holder, head, office, ctice, missionId, envelopeId } = await aDesign();
  const entry = await anAttestedWork(holder, office, missionId);
  await certifyService(head, [entry.id]);
  await recordServiceDone(entry.id);
  const propose = (trueMinutes: number) =>
    proposeHourCorrection(holder, entry.id, { trueMinutes, reason: "Deux heures suffirent" });
  await expect(propose(181)).rejects.toMatchObject({ key: "hours.beyondPlanned", facts: { most: 180 } });
  const { id: correctionId } = await propose(120);
  await decideHourCorrection(ctice, entry.id, { correctionId, approve: true });
  const lines = await linesOf(missionId);
  expect(lines.map(({ minutes }) => minutes)).toEqual([180, -180, 120]);
  expect(new Set(lines.map(({ startsAt }) => startsAt.getTime())).size).toBe(1);
  const [, back, now] = lines;
  await recordServiceDone(back?.id ?? "");
  expect(await db.envelope.findUniqueOrThrow({ where: { id: envelopeId } })).toMatchObject({
    committedCents: 0,
    serviceDoneCents: 0,
  });
  await certifyService(head, [now?.id ?? ""]);
  await recordServiceDone(now?.id ?? "");
  expect(await db.envelope.findUniqueOrThrow({ where: { id: envelopeId } })).toMatchObject({
    committedCents: 8_000,
    serviceDoneCents: 8_000,
  });
  expect(await broken()).toEqual([]);
});

test("the database keeps it: no line of design without a work that another person attested", async () => {
  const { holder, office, missionId, academie } = await aDesign();
  const entry = await anAttestedWork(holder, office, missionId);
  const workId = await aWork(holder, missionId, { minutes: 60 });
  const { id: _, digest: _d, ...copy } = entry;
  const next = { ...copy, number: 2, previousHash: entry.hash, sourceKey: "forged", academieId: academie.id };
  const forged = (over: object) => expect(db.hourEntry.create({ data: { ...next, ...over } })).rejects;
  await forged({ designWorkId: workId, minutes: 60 }).toThrow("declared and attested");
  await forged({ minutes: 181 }).toThrow("declared and attested");
  await forged({ role: "TRAINER" }).toThrow("hour_entry_source");
  const own = { designWorkId: workId, decision: "ATTESTED" as const, attestedById: holder.personId, at: new Date() };
  await expect(db.designAttestation.create({ data: own })).rejects.toThrow("EVD-03");
  await expect(db.designWork.update({ where: { id: workId }, data: { minutes: 600 } })).rejects.toThrow();
});
