import { anHsa, drafted, followed } from "@tests/factories/answers";
import { certifie, forget, hc, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment } from "@tests/factories/flat";
import { aWorkplace } from "@tests/factories/mission";
import { decideThrough, theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import { priceAgain } from "~/domain/budget/commands/price-again.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { getCareer } from "~/domain/career/queries.server";
import { weighChange } from "~/domain/pay/career-lines.server";
import { payChecks } from "~/domain/pay/verification.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-11-05T07:00:00Z");
  await theRates();
});

const ADD = { kind: "ADD" } as const;
const brokenNow = async () =>
  (await Promise.all([...payChecks, ...budgetChecks].map((check) => check()))).flatMap(({ broken }) => broken);
const standsOf = async (missionId: string) => {
  const { amountCents, releasedCents } = await db.commitment.findFirstOrThrow({ where: { missionId } });
  return amountCents - releasedCents;
};
async function anHsaOf(forgotten = false) {
  const work = await aWorkplace();
  await anAllotment(work.academie, ["HSA"]);
  if (forgotten) await forget(work.teacher);
  return { ...work, missionId: await anHsa(work) };
}
const day = new Date("2012-09-01");
/** The first hour a week of a certifié of the hors classe in 2012. */
const raisedHour = async () =>
  (
    await db.rateRow.findFirstOrThrow({
      where: {
        ...{ corps: "CERTIFIE", grade: "HC", validFrom: { lte: day } },
        OR: [{ validTo: null }, { validTo: { gte: day } }],
      },
    })
  ).firstYearlyCents;

test("a yearly HSA without a career is held and commits nothing; the career commits it and pays its ninths", async () => {
  const { academie, rectorat, teacher, missionId } = await anHsaOf(true);
  expect(await db.commitment.count({ where: { missionId } })).toBe(0);
  expect((await drafted(academie, "2012-10")).lineOf(missionId)).toMatchObject({ decision: "HOLD" });
  await say(rectorat, teacher.id, { ...ADD, from: "2010-09-01", ...certifie });
  await priceAgain(teacher.id);
  expect((await followed(academie, "2012-10")).lineOf(missionId)).toMatchObject({
    decision: "WARN",
    amountCents: 14_347,
  });
  expect(await standsOf(missionId)).toBe(129_121);
  // Promoted before any part was decided: another amount, committed and drafted.
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await priceAgain(teacher.id);
  expect(await standsOf(missionId)).toBe(await raisedHour());
  expect((await followed(academie, "2012-10")).lineOf(missionId)?.amountCents).toBeGreaterThan(14_347);
  expect(await brokenNow()).toEqual([]);
});

test("an HSA of which a part is decided keeps its rate to the end of the year: its parts are one amount", async () => {
  const { academie, rectorat, ctice, teacher, missionId } = await anHsaOf();
  const october = await drafted(academie, "2012-10");
  await decideThrough({ ctice, rectorat }, october.id);
  const { seen } = await getCareer(rectorat, teacher.id);
  expect(await weighChange(rectorat, teacher.id, { ...ADD, seen, from: "2012-09-01", ...hc })).toMatchObject({
    lines: { paid: { count: 1, hasHsa: true, shown: [{ missionId, entryId: null, day: "2012-09-04" }] } },
  });
  await say(rectorat, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
  await priceAgain(teacher.id);
  const november = await drafted(academie, "2012-11");
  expect(november.lineOf(missionId)).toMatchObject({
    ...{ decision: "WARN", amountCents: 14_347, instalment: 2 },
    inputs: { person: { grade: "CN" } },
  });
  expect(await standsOf(missionId)).toBe(129_121);
  await decideThrough({ ctice, rectorat }, november.id);
  expect(await brokenNow()).toEqual([]);
});

test("an IFIC of somebody whose career is not known waits for it, and is not refused", async () => {
  await setClock("2013-07-08T07:00:00Z");
  const work = await aWorkplace();
  await forget(work.teacher);
  await anAllotment(work.academie, ["IFIC"]);
  await db.roleAssignment.updateMany({ where: { personId: work.teacher.id }, data: { validTo: null } });
  const mission = await aFunction(work, {
    channel: "IFIC",
    amountCents: 60_000,
    facts: [
      ["CONSEIL_PEDAGOGIQUE", "2012-09-18"],
      ["CONSEIL_ADMINISTRATION", "2012-09-27"],
      ["DECISION_RECTEUR", "2012-10-04"],
      ["SERVICE_FAIT", "2013-07-06"],
    ],
  });
  const missionId = typeof mission === "string" ? mission : mission.id;
  const held = (await drafted(work.academie, "2013-07")).lineOf(missionId);
  expect(held).toMatchObject({ decision: "HOLD" });
  expect(held?.findings).toContainEqual(expect.objectContaining({ code: "PAY-05", params: { reason: "unknown" } }));
  expect((await listWaiting(work.rectorat)).map(({ kind }) => kind)).toContain("careerToComplete");
  await say(work.rectorat, work.teacher.id, { ...ADD, from: "2012-09-01", ...certifie });
  expect((await followed(work.academie, "2013-07")).lineOf(missionId)).toMatchObject({
    ...{ decision: "ACCEPT", amountCents: 60_000 },
  });
});
