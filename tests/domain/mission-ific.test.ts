import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { assessMission } from "~/domain/budget/explanation.server";
import { nameReferent } from "~/domain/mission/commands/name-referent.server";
import { recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { getMission } from "~/domain/mission/queries.server";
import { attestIfic, decideIfic, proposeIfic } from "~/domain/pay/commands/ific.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

async function anIfic({ councils = true, decided = false } = {}) {
  const work = await aWorkplace();
  const { missionId } = await nameReferent(work.ctice, {
    schoolId: work.school.id,
    personId: work.teacher.id,
    schoolYearId: "2012-2013",
  });
  if (councils) {
    await recordCouncil(work.head, missionId, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-09-20" });
    await recordCouncil(work.head, missionId, { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-10-04" });
  }
  if (decided) {
    await proposeIfic(work.head, missionId, { amountCents: 60_000 });
    await decideIfic(work.rectorat, missionId, {});
  }
  return { ...work, missionId };
}
const factsOf = (missionId: string) => db.missionFact.findMany({ where: { missionId }, orderBy: { at: "asc" } });
const stepsOf = async (actor: Awaited<ReturnType<typeof anActor>>, missionId: string) =>
  (await getMission(actor, missionId)).steps.map(({ kind, who, state }) => `${kind} ${who} ${state}`);

test("the head proposes, the recteur decides less and says why; the letter keeps what it announced", async () => {
  const { head, rectorat, ctice, missionId } = await anIfic();
  await signLetter(head, missionId);
  await proposeIfic(head, missionId, { amountCents: 60_000 });
  await expect(decideIfic(rectorat, missionId, { amountCents: 50_000 })).rejects.toMatchObject({
    key: "mission.decisionReasonRequired",
    field: "reason",
  });
  await decideIfic(rectorat, missionId, { amountCents: 50_000, reason: "Enveloppe de l'académie" });
  const mission = await getMission(ctice, missionId);
  expect(mission).toMatchObject({ amountCents: 50_000, letter: { amountCents: 40_000 } });
  expect(mission.facts.slice(2)).toMatchObject([
    { kind: "PROPOSITION", amountCents: 60_000, reason: null },
    { kind: "DECISION_RECTEUR", amountCents: 50_000, reason: "Enveloppe de l'académie" },
  ]);
});

test("the mission says what is done, what is missing and who is expected", async () => {
  const { head, ctice, rectorat, missionId } = await anIfic();
  expect(await stepsOf(ctice, missionId)).toEqual([
    "LETTER HEAD next",
    "CONSEIL_PEDAGOGIQUE HEAD done",
    "CONSEIL_ADMINISTRATION HEAD done",
    "PROPOSITION HEAD next",
    "DECISION_RECTEUR RECTORAT later",
    "SERVICE_FAIT HEAD later",
  ]);
  expect((await getMission(head, missionId)).can).toMatchObject({ propose: true, decide: false, attest: false });
  await proposeIfic(head, missionId, { amountCents: 60_000 });
  expect((await getMission(rectorat, missionId)).can).toMatchObject({ propose: false, decide: true });
});

test.each([
  [39_999, "PAY-03", /399,99/],
  [240_001, "PAY-03", /2.400,01/],
])("an amount of %d is refused in the words of %s, and nothing is written", async (amountCents, code, fr) => {
  const { head, missionId } = await anIfic();
  await expect(proposeIfic(head, missionId, { amountCents })).rejects.toMatchObject({
    code: "conflict",
    key: "mission.byRule",
    field: "amountCents",
    facts: { code, fr: expect.stringMatching(fr), en: expect.stringContaining("is not possible") },
  });
  expect(await factsOf(missionId)).toHaveLength(2);
  expect(await db.mission.findUniqueOrThrow({ where: { id: missionId } })).toMatchObject({ amountCents: 40_000 });
});

test("a function, a person or an école that the IFIC does not pay is refused by its rule", async () => {
  const { head, missionId, school, teacher } = await anIfic();
  await db.school.update({ where: { placeId: school.id }, data: { type: "ECOLE" } });
  await expect(proposeIfic(head, missionId, { amountCents: 60_000 })).rejects.toMatchObject({
    facts: { code: "PAY-05" },
  });
  await db.school.update({ where: { placeId: school.id }, data: { type: "COLLEGE" } });
  await db.career.updateMany({ where: { personId: teacher.id }, data: { category: "OTHER" } });
  await expect(proposeIfic(head, missionId, { amountCents: 60_000 })).rejects.toMatchObject({
    facts: { code: "PAY-05" },
  });
  await db.career.updateMany({ where: { personId: teacher.id }, data: { category: "TEACHER" } });
  const coordination = await db.mission.create({
    data: {
      personId: teacher.id,
      placeId: school.id,
      schoolYearId: "2012-2013",
      kind: "FUNCTION",
      functionCode: "COORDINATION",
      channel: "IFIC",
      title: "Coordination de discipline",
      amountCents: 40_000,
      at: new Date("2012-10-01"),
      createdById: head.personId,
      facts: {
        create: (["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION"] as const).map((kind) => ({
          kind,
          heldOn: new Date("2012-10-04"),
          at: new Date("2012-10-05"),
          recordedById: head.personId,
        })),
      },
    },
  });
  await expect(proposeIfic(head, coordination.id, { amountCents: 60_000 })).rejects.toMatchObject({
    facts: { code: "PAY-04" },
  });
});

test("each step by the person it belongs to; a stranger learns nothing; the beneficiary states nothing", async () => {
  const { head, rectorat, ctice, teacher, school, academie, missionId } = await anIfic();
  const amount = { amountCents: 60_000 };
  const otherHead = await anActor({ role: "HEAD", place: await aSchool(academie) });
  const elsewhere = await anActor({ role: "RECTORAT", place: await anAcademie() });
  for (const actor of [ctice, rectorat, await actorOf(teacher)])
    await expect(proposeIfic(actor, missionId, amount)).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeIfic(otherHead, missionId, amount)).rejects.toMatchObject({ code: "not_found" });
  await proposeIfic(head, missionId, amount);
  await expect(decideIfic(head, missionId, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(decideIfic(elsewhere, missionId, {})).rejects.toMatchObject({ code: "not_found" });
  // A head for a day: holding the right is not enough for one's own mission.
  await db.roleAssignment.create({
    data: { personId: teacher.id, role: "HEAD", placeId: school.id, validFrom: new Date("2012-09-01") },
  });
  await expect(attestIfic(await actorOf(teacher), missionId)).rejects.toMatchObject({ code: "forbidden" });
});

test("proposing or deciding the same twice, or at once, is once; another amount afterwards is refused", async () => {
  const { head, rectorat, missionId } = await anIfic();
  await Promise.all([
    proposeIfic(head, missionId, { amountCents: 60_000 }),
    proposeIfic(head, missionId, { amountCents: 60_000 }),
  ]);
  await expect(proposeIfic(head, missionId, { amountCents: 70_000 })).rejects.toMatchObject({
    key: "mission.factKnown",
  });
  await Promise.all([decideIfic(rectorat, missionId, {}), decideIfic(rectorat, missionId, {})]);
  expect(await factsOf(missionId)).toHaveLength(4);
  expect((await factsOf(missionId)).at(-1)).toMatchObject({ kind: "DECISION_RECTEUR", amountCents: 60_000 });
});

test("two référents of one school wait for a decision (BUD-05), and both say so", async () => {
  const { ctice, school, missionId } = await anIfic({ decided: true });
  const second = await aPerson({ role: "TEACHER", place: school });
  const other = await nameReferent(ctice, { schoolId: school.id, personId: second.id, schoolYearId: "2012-2013" });
  for (const id of [missionId, other.missionId])
    expect((await assessMission(ctice, id)).findings).toContainEqual(
      expect.objectContaining({ code: "BUD-05", decision: "HOLD" }),
    );
});

test("the service is attested at the year's end, once, and never by the beneficiary; then nothing more is missing", async () => {
  const { head, ctice, missionId } = await anIfic({ decided: true });
  await signLetter(head, missionId);
  await expect(attestIfic(head, missionId)).rejects.toMatchObject({
    key: "mission.serviceNotOver",
    facts: { day: "2013-07-05" },
  });
  await setClock("2013-07-05T15:00:00Z");
  const codes = async () => (await assessMission(ctice, missionId)).findings.map(({ code }) => code);
  expect(await codes()).toContain("PAY-06");
  expect((await getMission(head, missionId)).can.attest).toBe(true);
  // Whoever left teaching meanwhile is not paid an IFIC (PAY-05): its service is not attested.
  const { personId } = await db.mission.findUniqueOrThrow({ where: { id: missionId } });
  const become = (category: "OTHER" | "TEACHER") => db.career.updateMany({ where: { personId }, data: { category } });
  await become("OTHER");
  await expect(attestIfic(head, missionId)).rejects.toMatchObject({ key: "mission.byRule", facts: { code: "PAY-05" } });
  await become("TEACHER");
  await Promise.all([attestIfic(head, missionId), attestIfic(head, missionId)]);
  expect((await factsOf(missionId)).filter(({ kind }) => kind === "SERVICE_FAIT")).toMatchObject([
    { recordedById: head.personId, heldOn: new Date("2013-07-05") },
  ]);
  expect((await codes()).filter((code) => code.startsWith("PAY") || code.startsWith("EVD"))).toEqual([]);
  await expect(
    db.missionFact.create({
      data: {
        missionId,
        kind: "SERVICE_FAIT",
        heldOn: new Date("2013-07-05"),
        at: new Date(),
        recordedById: head.personId,
      },
    }),
  ).rejects.toMatchObject({ code: "P2002" });
});
