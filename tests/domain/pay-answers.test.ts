import { answer, drafted, followed } from "@tests/factories/answers";
import { countersOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment, decided } from "@tests/factories/flat";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { decideThrough } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import { answerMissionMoney, attestMissionService } from "~/domain/budget/commands/decide-mission.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { controlStatement, decideStatement } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { returnStatement } from "~/domain/pay/commands/control.server";
import { statementFiles } from "~/domain/pay/pack.server";
import { explain } from "~/domain/pay/rules";
import { getStatement, readFindings } from "~/domain/pay/statement.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(() => setClock("2013-08-01T07:00:00Z"));

const formats = { money: String, hours: String, date: (day: string) => day };
const served: NonNullable<Parameters<typeof aFunction>[1]["facts"]> = [...decided, ["SERVICE_FAIT", "2013-07-05"]];
const ific = (work: Workplace, facts = served) => aFunction(work, { channel: "IFIC", amountCents: 60_000, facts });
const partTime = (work: Workplace) =>
  db.career.updateMany({ where: { personId: work.teacher.id }, data: { fullService: false } });
const month = "2013-07";

/** An IFIC of 600,00 € decided for somebody who works part time. */
async function aHeldIfic(facts = served) {
  const work = await aWorkplace();
  const envelopeId = await anAllotment(work.academie, ["IFIC"]);
  await partTime(work);
  const { id } = await ific(work, facts);
  await commitDecided();
  return { ...work, missionId: id, envelopeId };
}
const findingOf = (line: { findings: unknown } | undefined, code: string) =>
  readFindings(line?.findings).find((finding) => finding.code === code);
const waits = async (work: Workplace) =>
  (await listWaiting(work.rectorat)).filter(({ kind }) => kind === "questionToAnswer").map(({ to }) => to);

test("held, answered, paid: the draft follows by itself, and the line says who decided what, when and why", async () => {
  const work = await aHeldIfic();
  const { academie, rectorat, ctice, teacher, missionId } = work;
  const held = await drafted(academie, month);
  expect(held.lineOf(missionId)).toMatchObject({ decision: "HOLD" });
  expect(held.totalCents).toBe(0);
  expect(await waits(work)).toEqual([`/missions/${missionId}`]);
  expect(await listWaiting(ctice)).not.toContainEqual(expect.objectContaining({ kind: "questionToAnswer" }));

  await answer(rectorat, missionId, { answer: "PAY", reason: "Mi-temps, fonction entière" });
  expect(await waits(work)).toEqual([]);
  const paid = await followed(academie, month);
  expect(paid.totalCents).toBe(60_000);
  const line = paid.lineOf(missionId);
  expect(line).toMatchObject({
    ...{ decision: "WARN", amountCents: 60_000, ruleVersion: "pay-4" },
    inputs: { answers: [{ code: "PAY-05", answer: "PAY", by: rectorat.personId, on: "2013-08-01" }] },
  });
  await decideThrough({ ctice, rectorat }, paid.id);
  const [shown] = (await getStatement(await actorOf(teacher), paid.id)).paid;
  const finding = shown?.findings.find(({ code }) => code === "PAY-05");
  expect(explain(finding ?? { code: "PAY-05", params: {} }, "fr", formats)).toBe(
    "Le texte demande l'intégralité du service ; rien n'est établi pour un service partiel : le rectorat a décidé le 2013-08-01 de payer (« Mi-temps, fonction entière »).",
  );
  const [event] = await db.auditEvent.findMany({ where: { action: "pay.answer", subjectId: missionId } });
  expect(event).toMatchObject({ byId: rectorat.personId, facts: { code: "PAY-05", answer: "PAY" } });
  const files: string[] = [];
  for await (const { path, file } of statementFiles(rectorat, paid.id))
    if (path === `missions/${missionId}/mission.json`) files.push(String(file));
  expect(files[0]).toContain("Mi-temps, fonction entière");
});

test("answered not to pay: refused in the draft, and its money goes back; another word undoes it", async () => {
  const { academie, rectorat, missionId, envelopeId } = await aHeldIfic(decided);
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 60_000 });
  await drafted(academie, month);
  await answer(rectorat, missionId, { answer: "REFUSE", reason: "Service partiel" });
  const refused = await followed(academie, month);
  expect(findingOf(refused.lineOf(missionId), "PAY-05")).toMatchObject({
    ...{ decision: "REFUSE", params: { why: "Service partiel", answer: "REFUSE" } },
  });
  expect(refused.lineOf(missionId)).toMatchObject({ decision: "REFUSE" });
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 0 });
  await commitDecided();
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 0 });
  for (const check of budgetChecks) expect((await check()).broken).toEqual([]);

  await answer(rectorat, missionId, { answer: "PAY", reason: "Recours admis" });
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 60_000 });
  expect(findingOf((await followed(academie, month)).lineOf(missionId), "PAY-05")).toMatchObject({ decision: "WARN" });
});

test("service attested while a question is open is counted done by the answer, and can still be refused", async () => {
  const [paid, refused] = [await aHeldIfic(decided), await aHeldIfic(decided)];
  for (const { head, missionId, envelopeId } of [paid, refused]) {
    await attestMissionService(head, missionId);
    await commitDecided();
    expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 60_000, serviceDoneCents: 0 });
  }
  await answer(paid.rectorat, paid.missionId, { answer: "PAY" });
  expect(await countersOf(paid.envelopeId)).toMatchObject({ committedCents: 60_000, serviceDoneCents: 60_000 });
  await answer(refused.rectorat, refused.missionId, { answer: "REFUSE" });
  expect(await countersOf(refused.envelopeId)).toMatchObject({ committedCents: 0, serviceDoneCents: 0 });
  // The fact that raised it changed: nothing is asked any more, and the catch-up counts what was attested.
  const lifted = await aHeldIfic();
  await db.career.updateMany({ where: { personId: lifted.teacher.id }, data: { fullService: true } });
  await commitDecided();
  expect(await countersOf(lifted.envelopeId)).toMatchObject({ serviceDoneCents: 60_000 });
  for (const check of budgetChecks) expect((await check()).broken).toEqual([]);
});

test("two who hold one function are asked of each; a third asks again, and what was left is the recteur's to say", async () => {
  const work = await aWorkplace();
  await anAllotment(work.academie, ["IFIC"]);
  const { academie, rectorat, ctice } = work;
  const also = async () => ific({ ...work, teacher: await aPerson({ role: "TEACHER", place: work.school }) });
  const [one, two] = [await ific(work), await also()];
  const before = await drafted(academie, month);
  for (const { id } of [one, two]) expect(before.lineOf(id)).toMatchObject({ decision: "HOLD" });
  await answer(rectorat, one.id, { answer: "PAY" });
  const after = await followed(academie, month);
  expect([after.lineOf(one.id)?.decision, after.lineOf(two.id)?.decision]).toEqual(["WARN", "HOLD"]);

  await also();
  const third = await drafted(academie, month);
  expect(findingOf(third.lineOf(one.id), "BUD-05")).toMatchObject({ decision: "HOLD", params: { holders: 3 } });
  await endMission(ctice, one.id, { lastDay: "2013-06-28", reason: "Mutation" });
  const { asked, findings } = await assessMission(rectorat, one.id);
  expect(asked.questions).toEqual([]);
  expect(findings).toContainEqual(expect.objectContaining({ code: "BUD-05", decision: "HOLD" }));
});

test("the question that was read is the one that is answered", async () => {
  const { rectorat, missionId, teacher } = await aHeldIfic();
  const say = (over: object) => answer(rectorat, missionId, { answer: "PAY", ...over });
  await expect(say({ question: '{"reason":"other"}' })).rejects.toMatchObject({ key: "pay.questionChanged" });
  await expect(say({ code: "PAY-03" })).rejects.toMatchObject({ key: "pay.nothingAsked" });
  await expect(say({ answer: "FIRST" })).rejects.toMatchObject({ key: "pay.answerRequired", field: "answer" });
  await say({});
  await say({});
  expect(await db.heldAnswer.count({ where: { missionId } })).toBe(1);
  await say({ reason: "Autre motif" });
  expect(await db.heldAnswer.count({ where: { missionId } })).toBe(2);
  await db.career.updateMany({ where: { personId: teacher.id }, data: { fullService: true } });
  await expect(say({ code: "PAY-05", question: '{"reason":"partTime"}', reason: "Encore" })).rejects.toMatchObject({
    key: "pay.nothingAsked",
  });
});

test("the rectorat of its académie answers, nobody else, and nobody for herself", async () => {
  const work = await aHeldIfic();
  const { ctice, head, office, teacher, academie, missionId } = work;
  const given = { code: "PAY-05", question: '{"reason":"partTime"}', answer: "PAY" as const, reason: "Pour moi" };
  const by = (actor: Workplace["ctice"]) => answerMissionMoney(actor, missionId, given);
  for (const actor of [ctice, head, office]) await expect(by(actor)).rejects.toMatchObject({ code: "forbidden" });
  await expect(by((await aWorkplace()).rectorat)).rejects.toMatchObject({ code: "not_found" });
  await expect(by(await anActor())).rejects.toMatchObject({ code: "not_found" });
  await db.roleAssignment.create({
    data: { personId: teacher.id, role: "RECTORAT", placeId: academie.id, validFrom: new Date("2012-09-01") },
  });
  const herself = await actorOf(teacher);
  await expect(by(herself)).rejects.toMatchObject({ code: "forbidden" });
  expect((await assessMission(herself, missionId)).asked).toMatchObject({ canAnswer: false });
  const { answer: kind, ...row } = { ...given, missionId, question: {}, seq: 1, at: new Date() };
  await expect(db.heldAnswer.create({ data: { ...row, answer: kind, answeredById: teacher.id } })).rejects.toThrow(
    "whoever benefits does not answer",
  );
  expect(await db.heldAnswer.count({ where: { missionId } })).toBe(0);
});

/** Beside the held IFIC, another one of the académie that is paid. */
async function beside(work: Workplace) {
  const school = await aSchool(work.academie);
  await ific({ ...work, school, teacher: await aPerson({ role: "TEACHER", place: school }) });
}

test("what was controlled does not change by an answer: it goes back first, and is controlled again", async () => {
  const work = await aHeldIfic();
  const { academie, rectorat, ctice, missionId } = work;
  await beside(work);
  const { id } = await drafted(academie, month);
  await controlStatement(ctice, id, 60_000);
  await answer(rectorat, missionId, { answer: "PAY" });
  expect((await followed(academie, month)).lineOf(missionId)).toMatchObject({ decision: "HOLD" });
  await expect(decideStatement(rectorat, id)).rejects.toMatchObject({ key: "pay.changedSinceControl" });
  await returnStatement(ctice, id, "Une réponse est venue");
  await controlStatement(ctice, id, 120_000);
  await decideStatement(rectorat, id, 120_000);
  // Paid whole: it is refused no more, and the line stays.
  await expect(answer(rectorat, missionId, { answer: "REFUSE" })).rejects.toMatchObject({ key: "mission.paidAlready" });
  expect((await followed(academie, month)).lineOf(missionId)).toMatchObject({ decision: "WARN", amountCents: 60_000 });
});

test("held in a decided statement, answered since: the line stays, and the next statement pays it", async () => {
  const work = await aHeldIfic();
  const { academie, rectorat, ctice, missionId } = work;
  await beside(work);
  const { id } = await drafted(academie, month);
  await decideThrough({ ctice, rectorat }, id);
  await answer(rectorat, missionId, { answer: "PAY" });
  const { totalCents, lineOf } = await followed(academie, month);
  expect([totalCents, lineOf(missionId)?.decision]).toEqual([60_000, "HOLD"]);
  const next = await drafted(academie, "2013-08");
  expect([next.totalCents, next.lineOf(missionId)?.decision]).toEqual([60_000, "WARN"]);
});
