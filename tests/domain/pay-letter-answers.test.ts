import { answer, drafted, followed } from "@tests/factories/answers";
import { setClock } from "@tests/factories/clock";
import { aPreparedCohort, aSeance, hold, theRates } from "@tests/factories/pay";
import { next } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { payChecks } from "~/domain/pay/verification.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

/** Three séances of three hours, certified, on a letter that entrusts three hours until its last day. */
async function beyondTheLetter(endsOn = new Date("2013-07-05")) {
  const prepared = await aPreparedCohort({ plannedMinutes: 540 });
  const { cohort, referent, mission, year, ctice, head, academie } = prepared;
  const later = ["2012-10-24T12:00:00Z", "2012-10-25T12:00:00Z"];
  const seances = [prepared.seance];
  for (const at of later) seances.push(await aSeance(cohort, referent.personId, at));
  await openCohort(referent, cohort.id, prepared.money);
  await db.missionLetter.deleteMany({ where: { missionId: mission.id } });
  await db.missionLetter.create({
    data: {
      ...{ missionId: mission.id, number: `L-${next()}`, status: "SIGNED", hash: "h", startsOn: year.startsOn, endsOn },
      tasks: [{ label: "Trois heures de formation", minutes: 180 }],
      ...{ issuedAt: new Date("2012-09-10"), issuedById: ctice.personId },
      ...{ signedAt: new Date("2012-09-11"), signedById: head.personId },
    },
  });
  const entries: { id: string }[] = [];
  for (const seance of seances) entries.push(await hold(prepared, seance));
  await certifyService(
    head,
    entries.map(({ id }) => id),
  );
  await drafted(academie, "2012-10");
  const decisions = async () => {
    const { id } = await followed(academie, "2012-10");
    const lines = await db.payLine.findMany({ where: { statementId: id } });
    return entries.map((entry) => lines.find(({ hourEntryId }) => hourEntryId === entry.id)?.decision);
  };
  return { ...prepared, decisions };
}

test("hours beyond what the letter entrusts are answered hour by hour: one paid, the other not", async () => {
  const { rectorat, mission, decisions, ctice } = await beyondTheLetter();
  expect(await decisions()).toEqual(["WARN", "HOLD", "HOLD"]);
  expect(await listWaiting(rectorat)).toContainEqual(
    expect.objectContaining({ kind: "questionToAnswer", to: `/missions/${mission.id}` }),
  );
  const { asked, decision } = await assessMission(ctice, mission.id);
  expect(decision).toBe("HOLD");
  expect(asked).toMatchObject({ canAnswer: false });
  expect(asked.questions.map(({ finding }) => finding.params.minutes)).toEqual([360, 540]);
  const [second, third] = asked.questions.map(({ code, key }) => ({ code, question: key }));
  await answer(rectorat, mission.id, { ...second, answer: "PAY", reason: "Séance demandée par l'équipe" });
  expect(await decisions()).toEqual(["WARN", "WARN", "HOLD"]);
  await answer(rectorat, mission.id, { ...third, answer: "REFUSE", reason: "Séance en trop" });
  expect(await decisions()).toEqual(["WARN", "WARN", "REFUSE"]);
  await answer(rectorat, mission.id, { ...third, answer: "REFUSE", reason: "Séance en trop" });
  expect(await db.heldAnswer.findMany({ orderBy: { seq: "asc" } })).toMatchObject([
    { code: "EVD-02", seq: 1, answer: "PAY" },
    { code: "EVD-02", seq: 2, answer: "REFUSE" },
  ]);
  for (const check of payChecks) expect((await check()).broken).toEqual([]);
});

test("an hour outside the letter's dates and beyond its hours is asked of both, one after the other", async () => {
  const { rectorat, mission, decisions } = await beyondTheLetter(new Date("2012-10-24"));
  expect(await decisions()).toEqual(["WARN", "HOLD", "HOLD"]);
  const reasons = async () =>
    (await assessMission(rectorat, mission.id)).asked.questions.map(({ finding }) => [
      finding.params.reason,
      finding.decision,
    ]);
  expect(await reasons()).toEqual([
    ["hours", "HOLD"],
    ["dates", "HOLD"],
  ]);
  const pay = async (rank: number) => {
    const one = (await assessMission(rectorat, mission.id)).asked.questions[rank];
    await answer(rectorat, mission.id, { code: one?.code, question: one?.key, answer: "PAY" });
  };
  await pay(1);
  expect(await reasons()).toEqual([
    ["hours", "HOLD"],
    ["hours", "HOLD"],
  ]);
  for (const rank of [0, 1]) await pay(rank);
  expect(await decisions()).toEqual(["WARN", "WARN", "WARN"]);
});
