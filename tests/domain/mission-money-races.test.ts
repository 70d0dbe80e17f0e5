import { setTimeout } from "node:timers/promises";
import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment, aProposedIfic, decided } from "@tests/factories/flat";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { aPerson } from "@tests/factories/person";
import { beforeAll, expect, test } from "vitest";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import {
  attestMissionService,
  decideMissionMoney,
  refuseMissionMoney,
} from "~/domain/budget/commands/decide-mission.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { delegate } from "~/domain/budget/moves.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { Refusal } from "~/domain/errors";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

/** Rounds of each race: one in every run, 100 before a release. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 1);
const AT_ONCE = 50;

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

/** Many at once: each is answered yes or with a sentence, never with an error of the database. */
async function rush(acts: readonly (() => Promise<unknown>)[]) {
  const answers = await Promise.allSettled(acts.map((act) => act()));
  const errors = answers.flatMap((one) =>
    one.status === "rejected" && !(one.reason instanceof Refusal) ? [String(one.reason)] : [],
  );
  expect(errors).toEqual([]);
  return answers.filter(({ status }) => status === "fulfilled").length;
}
const times = (count: number, act: (index: number) => Promise<unknown>) =>
  Array.from({ length: count }, (_, index) => () => act(index));
/** Fifty IFIC of 600,00 €, each proposed by the head. */
async function manyProposed({ school, year, ctice, head }: Workplace) {
  const at = new Date("2012-10-01T08:00:00Z");
  const people = await Promise.all(Array.from({ length: AT_ONCE }, () => aPerson()));
  const missions = await db.mission.createManyAndReturn({
    data: people.map(({ id: personId }) => ({
      personId,
      placeId: school.id,
      schoolYearId: year.id,
      kind: "FUNCTION" as const,
      functionCode: "REFERENT_NUMERIQUE",
      title: "Référent numérique",
      channel: "IFIC" as const,
      amountCents: 60_000,
      at,
      createdById: ctice.personId,
    })),
  });
  const kinds = ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION", "PROPOSITION"] as const;
  await db.missionFact.createMany({
    data: missions.flatMap(({ id }) =>
      kinds.map((kind) => ({
        missionId: id,
        kind,
        heldOn: at,
        at,
        amountCents: kind === "PROPOSITION" ? 60_000 : null,
        recordedById: head.personId,
      })),
    ),
  });
  return missions.map(({ id }) => id);
}

const wholes = async (envelopeId: string) => expect(await sumsOf(envelopeId)).toEqual(await countersOf(envelopeId));

const races: Record<string, () => Promise<void>> = {
  async "fifty decisions of one mission are one commitment"() {
    const work = await aWorkplace();
    const envelopeId = await anAllotment(work.academie, ["IFIC"]);
    const missionId = await aProposedIfic(work);
    expect(await rush(times(AT_ONCE, () => decideMissionMoney(work.rectorat, missionId, {})))).toBe(AT_ONCE);
    expect(await db.commitment.findMany({ where: { missionId } })).toMatchObject([{ amountCents: 60_000 }]);
    expect(await db.missionFact.count({ where: { missionId, kind: "DECISION_RECTEUR" } })).toBe(1);
    expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 60_000 });
    await wholes(envelopeId);
  },
  async "of fifty missions decided on an envelope that holds three, three are"() {
    const work = await aWorkplace();
    const envelopeId = await anAllotment(work.academie, ["IFIC"], 239_999);
    const ids = await manyProposed(work);
    expect(await rush(ids.map((id) => () => decideMissionMoney(work.rectorat, id, {})))).toBe(3);
    expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 180_000 });
    const granted = { missionId: { in: ids }, kind: "DECISION_RECTEUR" } as const;
    expect(await db.missionFact.count({ where: granted })).toBe(3);
    expect(await db.commitment.count({ where: { missionId: { in: ids } } })).toBe(3);
    await wholes(envelopeId);
  },
  async "decided and refused at once, the last word and the envelope agree"() {
    const work = await aWorkplace();
    const envelopeId = await anAllotment(work.academie, ["IFIC"]);
    const missionId = await aProposedIfic(work);
    await rush(
      times(20, (index) =>
        index % 2
          ? refuseMissionMoney(work.rectorat, missionId, { reason: "Fonction non exercée" })
          : decideMissionMoney(work.rectorat, missionId, { reason: "Fonction exercée" }),
      ),
    );
    const last = await db.missionFact.findFirstOrThrow({ where: { missionId }, orderBy: { seq: "desc" } });
    expect(await countersOf(envelopeId)).toMatchObject({ committedCents: last.refused ? 0 : 60_000 });
    await wholes(envelopeId);
  },
  async "paid, attested and caught up at once while others are decided: each once, and nobody waits for ever"() {
    const work = await aWorkplace();
    const envelopeId = await anAllotment(work.academie, ["IFIC"], 2_000_000);
    const facts: typeof decided = [...decided, ["SERVICE_FAIT", "2013-07-05"]];
    const paid = [];
    for (let index = 0; index < 6; index++) {
      const teacher = await aPerson({ role: "TEACHER", place: work.school });
      paid.push(await aFunction({ ...work, teacher }, { channel: "IFIC", amountCents: 40_000, facts }));
    }
    const open = await aProposedIfic(work, 60_000, (await aPerson({ role: "TEACHER", place: work.school })).id);
    await draftStatements("2013-07");
    const { id } = await db.payStatement.findFirstOrThrow({ where: { academieId: work.academie.id } });
    // Several référents of one school wait for a person (BUD-05): here she said that each is paid.
    await db.payLine.updateMany({ where: { statementId: id, missionId: { not: open } }, data: { decision: "ACCEPT" } });
    await db.payStatement.update({ where: { id }, data: { totalCents: 240_000 } });
    for (const status of ["CONTROLLED", "DECIDED", "EXPORTED"] as const)
      await db.payStatement.update({ where: { id }, data: { status } });
    await rush([
      ...times(10, () => recordPayment(id)),
      ...times(5, () => commitDecided()),
      ...times(10, () => decideMissionMoney(work.rectorat, open, {})),
      ...paid.map((mission) => () => attestMissionService(work.head, mission.id)),
    ]);
    expect(await countersOf(envelopeId)).toMatchObject({
      committedCents: 300_000,
      serviceDoneCents: 240_000,
      paidCents: 240_000,
    });
    await wholes(envelopeId);
  },
};

test.each(Object.entries(races))(
  `%s (${ROUNDS} rounds)`,
  async (_name, race) => {
    for (let round = 0; round < ROUNDS; round++) await race();
  },
  ROUNDS * 120_000,
);

test("a decision waits for whoever moves the credits, and is judged on what is left", async () => {
  const work = await aWorkplace();
  const envelopeId = await anAllotment(work.academie, ["IFIC"], 100_000);
  const missionId = await aProposedIfic(work);
  const waiting = await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const passedOn = { envelopeId, amountCents: -50_000, sourceKey: `passed:${envelopeId}`, at, byId: null };
    await delegate(tx, passedOn);
    const deciding = decideMissionMoney(work.rectorat, missionId, {}).catch((refusal: unknown) => refusal);
    await setTimeout(500);
    // Handed over in an object: it ends after this transaction.
    return { deciding };
  });
  const short = { key: "budget.notEnoughForMission", facts: { available: 50_000 } };
  expect(await waiting.deciding).toMatchObject(short);
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 0 });
});

test("of missions that wait for money, the first decided has it", async () => {
  const work = await aWorkplace();
  const teacher = await aPerson({ role: "TEACHER", place: work.school });
  const [earlier, later] = [await aProposedIfic(work), await aProposedIfic(work, 60_000, teacher.id)];
  await decideMissionMoney(work.rectorat, later, {});
  await decideMissionMoney(work.rectorat, earlier, {});
  await anAllotment(work.academie, ["IFIC"], 60_000);
  await commitDecided();
  const committed = await db.commitment.findMany({ where: { missionId: { in: [earlier, later] } } });
  expect(committed).toMatchObject([{ missionId: later, amountCents: 60_000 }]);
});

test("what these races left holds every invariant of the budget", async () => {
  for (const check of budgetChecks) expect((await check()).broken).toEqual([]);
});
