import { certifie, forget, hc, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { aDraft, aWorkedCohort, decideThrough, draftOne, theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { priceAgain } from "~/domain/budget/commands/price-again.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { explainEntry } from "~/domain/budget/explanation.server";
import { controlStatement, decideStatement, redraftChanged } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { getCareer } from "~/domain/career/queries.server";
import type { ChangeCareer } from "~/domain/career/schema";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { weighChange } from "~/domain/pay/career-lines.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { lastDraftChange } from "~/domain/pay/run.server";
import { getStatement } from "~/domain/pay/statement.server";
import { payChecks } from "~/domain/pay/verification.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const ADD = { kind: "ADD" } as const;
const lineOf = (statementId: string) => db.payLine.findFirstOrThrow({ where: { statementId } });
const serviceDoneOf = async (cohortId: string) =>
  (await db.commitment.findFirstOrThrow({ where: { cohortId, nature: "HSE" } })).serviceDoneCents;
const brokenNow = async () =>
  (await Promise.all([...payChecks, ...budgetChecks].map((check) => check()))).flatMap(({ broken }) => broken);
const weigh = async (actor: Actor, personId: string, facts: typeof hc, from: string) => {
  const { seen } = await getCareer(actor, personId);
  return weighChange(actor, personId, { ...ADD, seen, from, ...facts } satisfies ChangeCareer);
};
const careersOf = async (actor: Actor) =>
  (await listWaiting(actor))
    .filter(({ kind }) => kind === "careerToComplete")
    .map(({ to, facts }) => [to, facts.count]);

/** Hours of somebody whose career nobody knew when they were certified, in a draft. */
async function aHeldDraft() {
  const worked = await aWorkedCohort();
  await forget(worked.teacher);
  await certifyService(worked.head, [worked.entry.id]);
  await recordServiceDone(worked.entry.id);
  await draftOne(worked.academie.id, "2012-10");
  const statement = await db.payStatement.findFirstOrThrow({ where: { academieId: worked.academie.id } });
  return { ...worked, statement };
}

test("hours held for want of a career are paid once it is written, and their service is counted", async () => {
  const { teacher, rectorat, ctice, head, entry, statement, cohort } = await aHeldDraft();
  expect(await lineOf(statement.id)).toMatchObject({ decision: "HOLD", amountCents: null });
  expect(await serviceDoneOf(cohort.id)).toBe(0);
  const to = `/academie/personnes/${teacher.id}/carriere`;
  expect(await careersOf(rectorat)).toEqual([[to, 1]]);
  expect(await careersOf(ctice)).toEqual([]);
  expect((await explainEntry(rectorat, entry.id)).careerOf).toBe(teacher.id);
  expect((await explainEntry(head, entry.id)).careerOf).toBeNull();
  expect((await getStatement(rectorat, statement.id)).held).toMatchObject([{ careerOf: teacher.id }]);
  expect((await getStatement(ctice, statement.id)).held).toMatchObject([{ careerOf: null }]);

  // A career of other days lifts nothing, and the person is still listed.
  await say(rectorat, teacher.id, { ...ADD, from: "2012-11-01", ...certifie });
  expect(await careersOf(rectorat)).toEqual([]);
  await redraftChanged();
  expect(await lineOf(statement.id)).toMatchObject({ decision: "HOLD" });
  expect(await careersOf(rectorat)).toEqual([[to, 1]]);

  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await redraftChanged();
  await priceAgain(teacher.id);
  const line = await lineOf(statement.id);
  expect(line).toMatchObject({ decision: "WARN", inputs: { person: { corps: "CERTIFIE", grade: "HC" } } });
  expect(line.findings).not.toContainEqual(expect.objectContaining({ code: "HRS-06" }));
  expect(await serviceDoneOf(cohort.id)).toBe(line.amountCents);
  expect(await careersOf(rectorat)).toEqual([]);
  expect((await explainEntry(rectorat, entry.id)).careerOf).toBeNull();
  // Told twice, counted once.
  await priceAgain(teacher.id);
  await recordServiceDone(entry.id);
  expect(await serviceDoneOf(cohort.id)).toBe(line.amountCents);
  expect(await brokenNow()).toEqual([]);
});

test("a promotion told late prices what is still to pay, and its service, again; the draft of nobody else is touched", async () => {
  const worked = await aDraft();
  const other = await aDraft();
  const { teacher, rectorat, statement, cohort } = worked;
  const before = await lineOf(statement.id);
  const untouched = await lineOf(other.statement.id);
  expect(await serviceDoneOf(cohort.id)).toBe(11_208);
  const weighed = await weigh(rectorat, teacher.id, hc, "2012-09-01");
  expect(weighed).toMatchObject({
    come: [
      { to: "2012-08-31", grade: "CN" },
      { from: "2012-09-01", grade: "HC" },
    ],
    lines: { paid: { count: 0 }, drafted: 1, controlled: [] },
  });
  // Reading what it would change changes nothing.
  expect(await lastDraftChange()).toBeNull();
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  expect(await db.draftChange.findMany({ distinct: ["personId"], select: { personId: true } })).toEqual([
    { personId: teacher.id },
  ]);
  await redraftChanged();
  await priceAgain(teacher.id);
  const after = await lineOf(statement.id);
  expect(after.amountCents).toBeGreaterThan(before.amountCents ?? 0);
  expect(await serviceDoneOf(cohort.id)).toBe(after.amountCents);
  expect(await lineOf(other.statement.id)).toEqual(untouched);
  // Taken away, both come back.
  const [, row] = (await getCareer(rectorat, teacher.id)).rows;
  await say(rectorat, teacher.id, { kind: "REMOVE", rowId: row?.id ?? "", reason: "Promotion d'une homonyme" });
  await redraftChanged();
  await priceAgain(teacher.id);
  expect(await lineOf(statement.id)).toMatchObject({ amountCents: before.amountCents });
  expect(await serviceDoneOf(cohort.id)).toBe(11_208);
  expect(await brokenNow()).toEqual([]);
});

test("an hour priced twice is taken back whole", async () => {
  const { teacher, rectorat, ctice, referent, entry, cohort } = await aDraft();
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await priceAgain(teacher.id);
  expect(await serviceDoneOf(cohort.id)).toBeGreaterThan(11_208);
  const proposed = { trueMinutes: 120, reason: "La séance s'est arrêtée plus tôt" };
  const { id: correctionId } = await proposeHourCorrection(referent, entry.id, proposed);
  await decideHourCorrection(ctice, entry.id, { correctionId, approve: true });
  const back = await db.hourEntry.findFirstOrThrow({ where: { reversesId: entry.id } });
  await recordServiceDone(back.id);
  await recordServiceDone(back.id);
  await priceAgain(teacher.id);
  expect(await serviceDoneOf(cohort.id)).toBe(0);
  expect(await brokenNow()).toEqual([]);
});

test("a controlled statement is named before, and goes back when it is decided", async () => {
  const { teacher, rectorat, ctice, statement } = await aDraft();
  await controlStatement(ctice, statement.id);
  const { id, number } = statement;
  expect(await weigh(rectorat, teacher.id, hc, "2012-09-01")).toMatchObject({
    lines: { paid: { count: 0 }, controlled: [{ id, number }], drafted: 0 },
  });
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await expect(decideStatement(rectorat, id)).rejects.toMatchObject({ key: "pay.changedSinceControl" });
  expect(await lineOf(id)).toMatchObject({ amountCents: 11_208 });
});

test("what was paid keeps its amount and its service, and the page names it before the button is pressed", async () => {
  const worked = await aDraft();
  const { teacher, rectorat, ctice, statement, entry, cohort } = worked;
  await decideThrough({ ctice, rectorat }, statement.id);
  const paid = await lineOf(statement.id);
  expect(await weigh(rectorat, teacher.id, hc, "2012-09-01")).toMatchObject({
    lines: {
      paid: { count: 1, cents: 11_208, shown: [{ entryId: entry.id, statement: statement.number }] },
      drafted: 0,
    },
  });
  // From the day after, nothing that was paid is concerned; nor by what an HSE is not judged on.
  expect(await weigh(rectorat, teacher.id, hc, "2012-10-18")).toMatchObject({ lines: { paid: { count: 0 } } });
  const part = { ...certifie, fullService: false } as unknown as typeof hc;
  expect(await weigh(rectorat, teacher.id, part, "2012-09-01")).toMatchObject({ lines: { paid: { count: 0 } } });
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await redraftChanged();
  await priceAgain(teacher.id);
  await recordServiceDone(entry.id);
  expect(await lineOf(statement.id)).toEqual(paid);
  expect(await serviceDoneOf(cohort.id)).toBe(11_208);
  expect(await brokenNow()).toEqual([]);
});
