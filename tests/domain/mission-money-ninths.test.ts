import { randomUUID } from "node:crypto";
import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment, exported } from "@tests/factories/flat";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import {
  attestMissionService,
  decideMissionMoney,
  engageMission,
  refuseMissionMoney,
  signMissionLetter,
} from "~/domain/budget/commands/decide-mission.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { settleMission } from "~/domain/budget/flat-money.server";
import { commitDue, delegate, pay, serviceDone } from "~/domain/budget/moves.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import type { EngageMission } from "~/domain/mission/schema";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

beforeAll(async () => {
  await theRates();
  for (const [id, from, to] of [
    ["2016-2017", "2016-09-01", "2017-07-08"],
    ["2023-2024", "2023-09-01", "2024-07-06"],
  ] as const)
    await db.schoolYear.create({ data: { id, startsOn: new Date(from), endsOn: new Date(to), source: "test" } });
});

const mission = (work: Workplace, over: Partial<EngageMission> = {}): EngageMission => ({
  id: randomUUID(),
  personId: work.teacher.id,
  schoolId: work.school.id,
  schoolYearId: "2016-2017",
  title: "Référent numérique",
  channel: "IMP",
  functionCode: "REFERENT_NUMERIQUE",
  amountCents: 125_000,
  ...over,
});
async function aPlace() {
  const work = await aWorkplace();
  await db.roleAssignment.updateMany({ where: { personId: work.teacher.id }, data: { validTo: null } });
  return work;
}
async function aSignedImp(cents = 200_000) {
  const work = await aPlace();
  const envelopeId = await anAllotment(work.academie, ["IMP"], cents);
  const { missionId } = await engageMission(work.ctice, mission(work));
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 0 });
  await signMissionLetter(work.head, missionId);
  return { ...work, envelopeId, missionId };
}
const movesOf = async (missionId: string) =>
  (await db.envelopeEntry.findMany({ where: { commitment: { missionId } }, orderBy: { id: "asc" } })).map(
    ({ move, amountCents }) => `${move} ${amountCents}`,
  );
const agrees = async (envelopeId: string, counters: Partial<Awaited<ReturnType<typeof countersOf>>>) => {
  expect(await countersOf(envelopeId)).toMatchObject(counters);
  expect(await sumsOf(envelopeId)).toEqual(await countersOf(envelopeId));
};
/** Drafts a month and hands over the statement of the académie. */
async function payMonth(academie: { id: string }, month: string) {
  await draftStatements(month);
  const statement = await db.payStatement.findFirstOrThrow({
    where: { academieId: academie.id, month },
    include: { lines: true },
  });
  await exported(statement.id);
  return statement;
}

test("an HSA that the rectorat decides is committed at the rate of its year, with the mission itself", async () => {
  await setClock("2012-10-10T07:00:00Z");
  const work = await aPlace();
  const hsa = (over: Partial<EngageMission> = {}) =>
    mission(work, {
      schoolYearId: work.year.id,
      channel: "HSA",
      functionCode: null,
      amountCents: null,
      weeklyMinutes: 60,
      reason: "Formation continue du collège",
      ...over,
    });
  const envelopeId = await anAllotment(work.academie, ["HSA"], 129_120);
  // The first hour a week of a certifié is 1 291,21 €.
  await expect(engageMission(work.rectorat, hsa())).rejects.toMatchObject({
    key: "budget.notEnoughForMission",
    facts: { amount: 129_121, missing: 1 },
  });
  expect(await db.mission.count({ where: { personId: work.teacher.id } })).toBe(0);
  const nearer = await anAllotment(work.school, ["HSA"], 130_000);
  const { missionId } = await engageMission(work.rectorat, hsa());
  expect(await movesOf(missionId)).toEqual(["COMMIT 129121"]);
  for (const check of budgetChecks) expect((await check()).broken).toEqual([]);
  // A career that is not known for a while, and with it the rate, moves nothing.
  await db.career.updateMany({ where: { personId: work.teacher.id }, data: { corps: "OTHER" } });
  await inTransaction((tx) => settleMission(tx, missionId, { byId: null }));
  await db.career.updateMany({ where: { personId: work.teacher.id }, data: { corps: "CERTIFIE" } });
  expect(await movesOf(missionId)).toEqual(["COMMIT 129121"]);
  await agrees(envelopeId, { committedCents: 0 });
  await setClock("2013-07-02T07:00:00Z");
  await draftStatements("2013-06");
  const statements = await db.payStatement.findMany({
    where: { academieId: work.academie.id },
    orderBy: { month: "asc" },
  });
  expect(statements).toHaveLength(9);
  for (const { id } of statements) await exported(id);
  await agrees(nearer, { committedCents: 129_121, serviceDoneCents: 129_121, paidCents: 129_121 });
});

test("the signature of its letter commits an IMP; credits that are short refuse the signature", async () => {
  await setClock("2016-10-03T07:00:00Z");
  const { envelopeId, missionId, head } = await aSignedImp();
  await signMissionLetter(head, missionId);
  expect(await movesOf(missionId)).toEqual(["COMMIT 125000"]);
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 0 });
  const poor = await aPlace();
  await anAllotment(poor.academie, ["IMP"], 124_999);
  const { missionId: other } = await engageMission(poor.ctice, mission(poor));
  await expect(signMissionLetter(poor.head, other)).rejects.toMatchObject({ key: "budget.notEnoughForMission" });
  expect(await db.missionLetter.findUnique({ where: { missionId: other } })).toMatchObject({ status: "ISSUED" });
});

test("refused after two ninths: the seven others go back, are not paid, and another amount is none of theirs", async () => {
  const { envelopeId, missionId, rectorat, academie, ctice } = await aSignedImp();
  await setClock("2016-12-01T07:00:00Z");
  await payMonth(academie, "2016-10");
  await payMonth(academie, "2016-11");
  await endMission(ctice, missionId, { lastDay: "2016-11-30", reason: "Mutation" });
  await agrees(envelopeId, { committedCents: 125_000 });
  await refuseMissionMoney(rectorat, missionId, { reason: "Fonction quittée" });
  await agrees(envelopeId, { committedCents: 27_778, serviceDoneCents: 27_778, paidCents: 27_778 });
  const { lines } = await payMonth(academie, "2016-12");
  expect(lines).toMatchObject([{ decision: "REFUSE" }]);
  expect(JSON.stringify(lines[0]?.findings)).toContain("EVD-04");
  await agrees(envelopeId, { committedCents: 27_778, paidCents: 27_778 });
  await expect(
    decideMissionMoney(rectorat, missionId, { amountCents: 250_000, reason: "Erreur" }),
  ).rejects.toMatchObject({ key: "mission.paidAlready", facts: { sent: true } });
  await decideMissionMoney(rectorat, missionId, { reason: "Année due" });
  await agrees(envelopeId, { committedCents: 125_000, paidCents: 27_778 });
});

test("each ninth is done as it is paid, the rest when the head attests; the cents add up", async () => {
  const { envelopeId, missionId, head, academie } = await aSignedImp();
  await payMonth(academie, "2016-10");
  await payMonth(academie, "2016-11");
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 27_778, paidCents: 27_778 });
  const facts = { missionId, at: await businessNow(), recordedById: head.personId };
  for (const kind of ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION"] as const)
    await db.missionFact.create({ data: { ...facts, kind, heldOn: new Date("2016-10-10") } });
  await setClock("2017-07-10T07:00:00Z");
  await attestMissionService(head, missionId);
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 125_000, paidCents: 27_778 });
  for (const month of ["2016-12", "2017-01", "2017-02", "2017-03", "2017-04", "2017-05", "2017-06"])
    await payMonth(academie, month);
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 125_000, paidCents: 125_000 });
  const moves = await movesOf(missionId);
  expect(moves.filter((move) => move.startsWith("COMMIT"))).toEqual(["COMMIT 125000"]);
  expect(moves.filter((move) => move.startsWith("PAY"))).toHaveLength(9);
});

test("a Pacte left in the year waits for a word, as an IFIC does", async () => {
  await setClock("2023-11-02T07:00:00Z");
  const work = await aPlace();
  const envelopeId = await anAllotment(work.academie, ["PACTE"], 200_000);
  const { missionId } = await engageMission(
    work.ctice,
    mission(work, { schoolYearId: "2023-2024", channel: "PACTE", amountCents: 125_000 }),
  );
  await signMissionLetter(work.head, missionId);
  await agrees(envelopeId, { committedCents: 125_000 });
  await endMission(work.ctice, missionId, { lastDay: "2023-10-31", reason: "Mutation" });
  await attestMissionService(work.head, missionId);
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 0 });
  await setClock("2024-08-01T07:00:00Z");
  const { lines } = await payMonth(work.academie, "2024-07");
  expect(lines).toMatchObject([{ decision: "HOLD" }]);
  expect(JSON.stringify(lines[0]?.findings)).toContain("BUD-05");
  await decideMissionMoney(work.rectorat, missionId, { amountCents: 62_500, reason: "Une demi-part" });
  await agrees(envelopeId, { committedCents: 62_500, serviceDoneCents: 62_500, paidCents: 0 });
});

test("what was exported before decisions committed anything is right, and its rest is committed once", async () => {
  const work = await aPlace();
  const envelopeId = await anAllotment(work.academie, ["IMP"], 200_000);
  const { id: missionId } = await aFunction(work, {
    channel: "IMP",
    amountCents: 125_000,
    yearId: "2016-2017",
    letter: ["2016-09-01", "2017-07-08"],
  });
  // As it was written then: committed, done and paid in one go, ninth by ninth, by the id of the line.
  for (const month of ["2016-10", "2016-11"]) await draftStatements(month);
  const statements = await db.payStatement.findMany({
    where: { academieId: work.academie.id },
    orderBy: { month: "asc" },
    include: { lines: true },
  });
  expect(statements.map(({ month }) => month)).toEqual(["2016-10", "2016-11"]);
  const at = await businessNow();
  const commitment = await db.commitment.create({
    data: {
      envelopeId,
      missionId,
      nature: "IMP",
      amountCents: 27_778,
      serviceDoneCents: 27_778,
      paidCents: 27_778,
      at,
      createdById: work.ctice.personId,
    },
  });
  for (const { id, lines } of statements) {
    for (const status of ["CONTROLLED", "DECIDED", "EXPORTED"] as const)
      await db.payStatement.update({ where: { id }, data: { status } });
    for (const { id: line, amountCents } of lines)
      await inTransaction(async (tx) => {
        const on = { envelopeId, commitmentId: commitment.id, amountCents: amountCents ?? 0, at, byId: null };
        await pay(tx, { ...on, sourceKey: `pay:${line}` });
        await commitDue(tx, { ...on, sourceKey: `due:${line}` });
        await serviceDone(tx, { ...on, sourceKey: `done:${line}` });
      });
  }
  const before = await countersOf(envelopeId);
  await commitDecided();
  // The rest of what was decided, and nothing of what was paid.
  expect((await movesOf(missionId)).slice(6)).toEqual(["COMMIT 97222"]);
  for (const { id } of statements) await recordPayment(id);
  await agrees(envelopeId, { ...before, committedCents: 125_000 });
  await payMonth(work.academie, "2016-12");
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 41_667, paidCents: 41_667 });
});

test("a ninth paid before its mission was committed is due; the rest waits where credits are short of it", async () => {
  const work = await aPlace();
  const envelopeId = await anAllotment(work.academie, ["IMP"], 200_000);
  const letter: [string, string] = ["2016-09-01", "2017-07-08"];
  const { id: missionId } = await aFunction(work, {
    ...{ channel: "IMP", amountCents: 125_000, yearId: "2016-2017", letter },
  });
  await draftStatements("2016-10");
  const { id } = await db.payStatement.findFirstOrThrow({ where: { academieId: work.academie.id } });
  for (const status of ["CONTROLLED", "DECIDED", "EXPORTED"] as const)
    await db.payStatement.update({ where: { id }, data: { status } });
  const move = async (amountCents: number) => {
    const at = await businessNow();
    const line = { envelopeId, amountCents, sourceKey: `moved:${envelopeId}:${amountCents}`, at, byId: null };
    await inTransaction((tx) => delegate(tx, line));
  };
  // Enough for the rest alone, and for the ninth alone.
  await move(-85_000);
  await recordPayment(id);
  expect(await movesOf(missionId)).toEqual(["COMMIT 13889", "SERVICE_DONE 13889", "PAY 13889"]);
  await move(10_000);
  await commitDecided();
  await agrees(envelopeId, { committedCents: 125_000, serviceDoneCents: 13_889, paidCents: 13_889 });
});

test("what all this left holds every invariant of the budget", async () => {
  for (const check of budgetChecks) expect((await check()).broken).toEqual([]);
});
