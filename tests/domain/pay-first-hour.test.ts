import { anHsa, answer, drafted, followed } from "@tests/factories/answers";
import { setClock } from "@tests/factories/clock";
import { anAllotment } from "@tests/factories/flat";
import { aWorkplace } from "@tests/factories/mission";
import { decideThrough, theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import { budgetChecks } from "~/domain/budget/verification.server";
import { lastDraftChange } from "~/domain/pay/run.server";
import { payChecks } from "~/domain/pay/verification.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const brokenNow = async () =>
  (await Promise.all([...payChecks, ...budgetChecks].map((check) => check()))).flatMap(({ broken }) => broken);
const standsOf = async (missionId: string) => {
  const { amountCents, releasedCents } = await db.commitment.findFirstOrThrow({ where: { missionId } });
  return amountCents - releasedCents;
};
async function twoHsa(cents = 500_000) {
  const work = await aWorkplace();
  await anAllotment(work.academie, ["HSA"], cents);
  return { ...work, one: await anHsa(work), other: await anHsa(work) };
}

// Certifié, from July 2010: 1 291,21 € for the first hour a week, 1 076,01 € for another; by ninths, the larger first.
test("two HSA wait for a word; one is paid the raised hour, the other the ordinary one, each committed to the cent", async () => {
  const { academie, rectorat, ctice, one, other } = await twoHsa();
  expect((await drafted(academie, "2012-10")).lineOf(one)).toMatchObject({ decision: "HOLD", amountCents: null });
  await answer(rectorat, one, { answer: "FIRST" });
  await answer(rectorat, other, { answer: "ORDINARY" });
  expect(await lastDraftChange()).not.toBeNull();
  const { id, totalCents, lineOf } = await followed(academie, "2012-10");
  expect(lineOf(one)).toMatchObject({ decision: "WARN", amountCents: 14_347 });
  expect(lineOf(other)).toMatchObject({ decision: "WARN", amountCents: 11_956 });
  expect(totalCents).toBe(14_347 + 11_956);
  expect([await standsOf(one), await standsOf(other)]).toEqual([129_121, 107_601]);
  expect(await brokenNow()).toEqual([]);

  await decideThrough({ ctice, rectorat }, id);
  expect(await brokenNow()).toEqual([]);
  // What is paid stays: parts of two amounts add up to neither, and the raised hour is not given twice.
  await expect(answer(rectorat, one, { answer: "ORDINARY" })).rejects.toMatchObject({ key: "mission.paidAlready" });
  await answer(rectorat, one, { answer: "REFUSE" });
  await expect(answer(rectorat, other, { answer: "FIRST" })).rejects.toMatchObject({ key: "pay.firstHourTaken" });
  expect(await db.payLine.findMany({ where: { missionId: one } })).toMatchObject([{ amountCents: 14_347 }]);
  const next = await drafted(academie, "2012-11");
  expect([next.lineOf(one)?.decision, next.lineOf(other)?.decision]).toEqual(["REFUSE", "WARN"]);
  expect(await brokenNow()).toEqual([]);
});

test("the hour may be given to the other as long as neither is paid, once it is taken from the first", async () => {
  const { rectorat, one, other } = await twoHsa();
  await answer(rectorat, one, { answer: "FIRST" });
  await expect(answer(rectorat, other, { answer: "FIRST" })).rejects.toMatchObject({
    key: "pay.firstHourTaken",
    facts: { title: "Formation continue du collège" },
  });
  expect(await db.heldAnswer.count({ where: { missionId: other } })).toBe(0);
  await answer(rectorat, one, { answer: "ORDINARY" });
  await answer(rectorat, other, { answer: "FIRST" });
  expect([await standsOf(one), await standsOf(other)]).toEqual([107_601, 129_121]);
  expect(await db.heldAnswer.findMany({ where: { missionId: one }, orderBy: { seq: "asc" } })).toMatchObject([
    { answer: "FIRST", seq: 1 },
    { answer: "ORDINARY", seq: 2 },
  ]);
});

test("a third mission asks both again: no answer covers more than it was asked", async () => {
  const work = await twoHsa();
  const { academie, rectorat, one, other } = work;
  await answer(rectorat, one, { answer: "FIRST" });
  await answer(rectorat, other, { answer: "ORDINARY" });
  const third = await anHsa(work);
  const held = await drafted(academie, "2012-10");
  for (const id of [one, other, third]) expect(held.lineOf(id)).toMatchObject({ decision: "HOLD", amountCents: null });
  // What was committed on what was said stays until the word that follows.
  expect(await standsOf(one)).toBe(129_121);
  await expect(answer(rectorat, third, { answer: "FIRST" })).rejects.toMatchObject({ key: "pay.firstHourTaken" });
  for (const id of [other, third]) await answer(rectorat, id, { answer: "ORDINARY" });
  await answer(rectorat, one, { answer: "FIRST" });
  expect((await followed(academie, "2012-10")).totalCents).toBe(14_347 + 2 * 11_956);
  expect(await brokenNow()).toEqual([]);
});

test("credits that are short refuse the answer, and nothing is written (BUD-02)", async () => {
  // The first was alone when it was decided, and its raised hour is committed.
  const { rectorat, other } = await twoHsa(200_000);
  await expect(answer(rectorat, other, { answer: "ORDINARY" })).rejects.toMatchObject({
    key: "budget.notEnoughForMission",
    facts: { amount: 107_601, available: 70_879 },
  });
  expect(await db.heldAnswer.count({ where: { missionId: other } })).toBe(0);
});

test("two people who give the raised hour to two missions at once: one does, the other is told", async () => {
  for (let round = 0; round < 5; round++) {
    const { rectorat, one, other } = await twoHsa();
    const said = await Promise.allSettled([one, other].map((id) => answer(rectorat, id, { answer: "FIRST" })));
    expect(said.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(said.find(({ status }) => status === "rejected")).toMatchObject({ reason: { key: "pay.firstHourTaken" } });
    expect(await db.heldAnswer.count({ where: { answer: "FIRST", missionId: { in: [one, other] } } })).toBe(1);
  }
});

test("the same answer sent twenty times at once is one", async () => {
  const { rectorat, one } = await twoHsa();
  await Promise.all(Array.from({ length: 20 }, () => answer(rectorat, one, { answer: "FIRST" })));
  expect(await db.heldAnswer.count({ where: { missionId: one } })).toBe(1);
  expect(await db.auditEvent.count({ where: { action: "pay.answer", subjectId: one } })).toBe(1);
  expect(await standsOf(one)).toBe(129_121);
});

test("the database itself gives the raised hour once", async () => {
  const { rectorat, one, other } = await twoHsa();
  const row = (missionId: string) => ({
    ...{ missionId, code: "HRS-06", question: { reason: "shared" }, answer: "FIRST" as const, reason: "Décision" },
    ...{ seq: 1, at: new Date(), answeredById: rectorat.personId },
  });
  await db.heldAnswer.create({ data: row(one) });
  await expect(db.heldAnswer.create({ data: row(other) })).rejects.toThrow("another mission has the first hour");
});
