import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment, aProposedIfic, decided, exported } from "@tests/factories/flat";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, theNation } from "@tests/factories/place";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import {
  attestMissionService,
  decideMissionMoney,
  refuseMissionMoney,
  signMissionLetter,
} from "~/domain/budget/commands/decide-mission.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { settleMission } from "~/domain/budget/flat-money.server";
import { getMissionMoney } from "~/domain/budget/mission-money.server";
import { getEnvelope } from "~/domain/budget/queries.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { budgetChecks, nothingWaitsForNothing } from "~/domain/budget/verification.server";
import { startOnce } from "~/domain/jobs/scheduled.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { listMissionsToDecide } from "~/domain/mission/lists.server";
import { getMission } from "~/domain/mission/queries.server";
import { handOverByRules } from "~/domain/pay/commands/engage.server";
import { proposeIfic } from "~/domain/pay/commands/ific.server";
import { leftMissions } from "~/domain/today/left-missions.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

let work: Workplace;
let envelopeId: string;
let missionId: string;
beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});
beforeEach(async () => {
  work = await aWorkplace();
});

/** An IFIC of 600,00 € proposed, on credits of the académie. */
async function anIfic(cents = 100_000) {
  envelopeId = await anAllotment(work.academie, ["IFIC"], cents);
  missionId = await aProposedIfic(work);
}
const decide = (input = {}) => decideMissionMoney(work.rectorat, missionId, input);
const refuse = (reason = "Fonction non exercée") => refuseMissionMoney(work.rectorat, missionId, { reason });
const linesOf = async (id = missionId) =>
  (await db.envelopeEntry.findMany({ where: { commitment: { missionId: id } }, orderBy: { id: "asc" } })).map(
    ({ move, amountCents }) => `${move} ${amountCents}`,
  );
const factsOf = () => db.missionFact.findMany({ where: { missionId }, orderBy: [{ at: "asc" }, { seq: "asc" }] });
const findings = async () => (await assessMission(work.ctice, missionId)).findings;
async function agrees(counters: Partial<Awaited<ReturnType<typeof countersOf>>>) {
  expect(await countersOf(envelopeId)).toMatchObject(counters);
  expect(await sumsOf(envelopeId)).toEqual(await countersOf(envelopeId));
}

test("an IFIC is committed when the recteur decides it, once, and can be walked both ways", async () => {
  await anIfic();
  await agrees({ committedCents: 0 });
  await decide();
  await decide();
  expect(await linesOf()).toEqual(["COMMIT 60000"]);
  await agrees({ committedCents: 60_000, serviceDoneCents: 0, paidCents: 0 });
  const [commitment] = (await getEnvelope(work.ctice, envelopeId)).commitments;
  expect(commitment).toMatchObject({
    nature: "IFIC",
    cohort: null,
    amountCents: 60_000,
    hours: [],
    mission: { id: missionId, channel: "IFIC", place: work.school.name },
  });
  expect(commitment?.mission?.name).toBe(`${work.teacher.givenName} ${work.teacher.familyName}`);
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({
    envelope: { id: envelopeId, availableCents: 40_000 },
    decidedCents: 60_000,
    committedCents: 60_000,
    missingCents: 0,
  });
});

test("the line of the envelope is for whoever reads it: not for the person paid, not for another académie", async () => {
  await anIfic();
  await decide();
  expect(await getMissionMoney(await actorOf(work.teacher), missionId)).toBeNull();
  expect(await getMissionMoney(work.head, missionId)).toBeNull();
  const elsewhere = await anActor({ role: "CTICE", place: await anAcademie() });
  await expect(getMissionMoney(elsewhere, missionId)).rejects.toMatchObject({ code: "not_found" });
  const nation = await anActor({ role: "NATIONAL_PILOT", place: await theNation() });
  await expect(getMissionMoney(nation, missionId)).rejects.toMatchObject({ code: "not_found" });
});

test("credits that are short refuse the decision, and nothing is written (BUD-02)", async () => {
  await anIfic(50_000);
  await expect(decide()).rejects.toMatchObject({
    code: "conflict",
    key: "budget.notEnoughForMission",
    facts: { code: "BUD-02", amount: 60_000, available: 50_000, missing: 10_000, envelope: "Dotation" },
  });
  expect(await factsOf()).toHaveLength(3);
  await agrees({ committedCents: 0 });
  await decide({ amountCents: 50_000, reason: "Crédits disponibles" });
  await agrees({ committedCents: 50_000 });
});

test("without an envelope a decision stands and waits (BUD-01); credits that come commit it, once", async () => {
  missionId = await aProposedIfic(work);
  await decide();
  expect(await findings()).toContainEqual(expect.objectContaining({ code: "BUD-01", decision: "HOLD" }));
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({ envelope: null, missingCents: 60_000 });
  envelopeId = await anAllotment(work.academie, ["IFIC"], 50_000);
  await commitDecided();
  await agrees({ committedCents: 0 });
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({
    envelope: { availableCents: 50_000 },
    committedCents: 0,
    missingCents: 60_000,
  });
  // Nearer than the académie's: the school's own.
  envelopeId = await anAllotment(work.school, ["IFIC"], 60_000);
  await commitDecided();
  await commitDecided();
  expect(await linesOf()).toEqual(["COMMIT 60000"]);
  await agrees({ committedCents: 60_000 });
});

test("a decision that changes moves the difference; beyond the credits it stays as it was", async () => {
  await anIfic();
  await decide();
  await expect(decide({ amountCents: 50_000 })).rejects.toMatchObject({ key: "mission.decisionAgainReason" });
  await decide({ amountCents: 50_000, reason: "Mi-temps" });
  await agrees({ committedCents: 50_000 });
  await decide({ amountCents: 80_000, reason: "Deux collèges" });
  await agrees({ committedCents: 80_000 });
  expect(await linesOf()).toEqual(["COMMIT 60000", "RELEASE 10000", "COMMIT 30000"]);
  await expect(decide({ amountCents: 120_000, reason: "Trois" })).rejects.toMatchObject({
    facts: { amount: 40_000, available: 20_000 },
  });
  await expect(decide({ amountCents: 240_001, reason: "Plus" })).rejects.toMatchObject({ key: "mission.byRule" });
  const mission = await getMission(work.ctice, missionId);
  expect(mission.amountCents).toBe(80_000);
  expect(
    mission.facts
      .filter(({ kind }) => kind === "DECISION_RECTEUR")
      .map(({ amountCents, stands }) => [amountCents, stands]),
  ).toEqual([
    [60_000, false],
    [50_000, false],
    [80_000, true],
  ]);
});

test("the recteur refuses with a reason: the money goes back, the mission says why, and a decision undoes it", async () => {
  await anIfic();
  expect((await listMissionsToDecide(work.rectorat)).map(({ id }) => id)).toContain(missionId);
  await decide();
  await refuse();
  await refuse();
  expect(await linesOf()).toEqual(["COMMIT 60000", "RELEASE 60000"]);
  await agrees({ committedCents: 0 });
  expect((await listMissionsToDecide(work.rectorat)).map(({ id }) => id)).not.toContain(missionId);
  expect(await findings()).toContainEqual(
    expect.objectContaining({
      code: "EVD-04",
      decision: "REFUSE",
      params: { reason: "refused", day: "2012-10-10", why: "Fonction non exercée" },
    }),
  );
  const refused = await getMission(work.ctice, missionId);
  expect(refused.steps.map(({ kind, state }) => `${kind} ${state}`).slice(4)).toEqual([
    "DECISION_RECTEUR refused",
    "SERVICE_FAIT later",
  ]);
  expect(refused.facts.at(-1)).toMatchObject({ refused: true, stands: true, reason: "Fonction non exercée" });
  await expect(refuse("Autre motif")).rejects.toMatchObject({ key: "mission.refusedAlready" });
  await expect(decide()).rejects.toMatchObject({ key: "mission.decisionAgainReason" });
  await decide({ reason: "Service repris" });
  await agrees({ committedCents: 60_000 });
  expect((await findings()).map(({ code }) => code)).not.toContain("EVD-04");
  // Said, undone and said again: each word is kept.
  expect((await factsOf()).slice(3).map(({ seq, refused }) => [seq, refused])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
});

test("a proposition is refused before anything was decided; nothing is to give back", async () => {
  await anIfic();
  await refuse();
  expect(await linesOf()).toEqual([]);
  await expect(decideMissionMoney(work.head, missionId, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(refuseMissionMoney(work.head, missionId, { reason: "Non" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const elsewhere = await anActor({ role: "RECTORAT", place: await anAcademie() });
  await expect(refuseMissionMoney(elsewhere, missionId, { reason: "Non" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("left in the year: the amount stays committed and is held, until the recteur decides what it is worth", async () => {
  await anIfic();
  await signMissionLetter(work.head, missionId);
  await decide();
  await endMission(work.ctice, missionId, { lastDay: "2012-10-05", reason: "Mutation" });
  await agrees({ committedCents: 60_000 });
  const left = async () => (await findings()).filter(({ code }) => code === "BUD-05");
  expect(await left()).toMatchObject([{ decision: "HOLD", params: { reason: "left" } }]);
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({ keptForAWord: true });
  expect(await leftMissions(work.rectorat)).toEqual([
    { kind: "missionLeft", to: `/missions/${missionId}`, facts: { name: expect.any(String), cents: 60_000 } },
  ]);
  expect(await leftMissions(work.ctice)).toEqual([]);
  // Attested for as long as it lasted: what of the amount was done is not established.
  await attestMissionService(work.head, missionId);
  await agrees({ committedCents: 60_000, serviceDoneCents: 0 });
  await decide({ amountCents: 40_000, reason: "Fonction exercée six semaines" });
  await agrees({ committedCents: 40_000, serviceDoneCents: 40_000 });
  expect(await left()).toEqual([]);
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({ keptForAWord: false });
  expect(await leftMissions(work.rectorat)).toEqual([]);
  await expect(decide({ amountCents: 50_000, reason: "Encore" })).rejects.toMatchObject({
    key: "mission.decidedAfterService",
  });
});

test("left in the year and refused: all of it is given back", async () => {
  await anIfic();
  await decide();
  await endMission(work.ctice, missionId, { lastDay: "2012-10-05", reason: "Mutation" });
  await refuse("Aucun service établi");
  await agrees({ committedCents: 0 });
  await commitDecided();
  await agrees({ committedCents: 0 });
});

test("handed over: the successor's amount is new money, refused while the predecessor's is not decided", async () => {
  await anIfic();
  await decide();
  const successor = await aPerson({ role: "TEACHER", place: work.school });
  const handed = { personId: successor.id, lastDay: "2012-10-05", reason: "Mutation" };
  const next = await handOverByRules(work.ctice, missionId, handed);
  await agrees({ committedCents: 60_000 });
  await recordCouncil(work.head, next.missionId, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-10-08" });
  await recordCouncil(work.head, next.missionId, { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-10-09" });
  await proposeIfic(work.head, next.missionId, { amountCents: 55_000 });
  const decideNext = () => decideMissionMoney(work.rectorat, next.missionId, {});
  await expect(decideNext()).rejects.toMatchObject({ facts: { code: "BUD-02", available: 40_000, missing: 15_000 } });
  await decide({ amountCents: 40_000, reason: "Fonction exercée six semaines" });
  await decideNext();
  await agrees({ committedCents: 95_000 });
});

test("a decision taken before its end was known is no answer to it", async () => {
  await anIfic();
  await decide();
  await endMission(work.ctice, missionId, { lastDay: "2012-10-05", reason: "Mutation" });
  await decide({ reason: "Année entière due" });
  expect((await factsOf()).slice(3).map(({ afterEnd }) => afterEnd)).toEqual([false, true]);
  await agrees({ committedCents: 60_000 });
});

test("an amount in a statement that somebody controlled changes no more here", async () => {
  await anIfic();
  await decide();
  const statement = await db.payStatement.create({
    data: {
      academieId: work.academie.id,
      month: "2013-07",
      channel: "IFIC",
      number: `IFIC-${missionId}`,
      totalCents: 60_000,
      draftedAt: new Date("2012-10-10T08:00:00Z"),
      lines: {
        create: {
          missionId,
          instalment: 1,
          amountCents: 60_000,
          decision: "ACCEPT",
          findings: [],
          inputs: {},
          ruleVersion: "pay-1",
          at: new Date("2012-10-10T08:00:00Z"),
        },
      },
    },
  });
  // A draft is written anew: its lines keep nobody from another word.
  await decide({ amountCents: 50_000, reason: "Moins" });
  await decide({ amountCents: 60_000, reason: "L'année entière" });
  await db.payStatement.update({ where: { id: statement.id }, data: { status: "CONTROLLED" } });
  const already = { key: "mission.paidAlready", facts: { number: statement.number, sent: false } };
  await expect(refuse()).rejects.toMatchObject(already);
  await expect(decide({ amountCents: 50_000, reason: "Moins" })).rejects.toMatchObject(already);
  await agrees({ committedCents: 60_000 });
});

test("attested, then paid: committed once, done once, paid once, to the cent", async () => {
  await anIfic();
  await signMissionLetter(work.head, missionId);
  await decide({ amountCents: 60_001, reason: "Un centime de plus" });
  await setClock("2013-07-05T15:00:00Z");
  await Promise.all([attestMissionService(work.head, missionId), attestMissionService(work.head, missionId)]);
  await agrees({ committedCents: 60_001, serviceDoneCents: 60_001, paidCents: 0 });
  await expect(refuse()).rejects.toMatchObject({ key: "mission.decidedAfterService" });
  await setClock("2013-08-01T07:00:00Z");
  await draftStatements("2013-07");
  const statement = await db.payStatement.findFirstOrThrow({
    where: { academieId: work.academie.id },
    include: { lines: true },
  });
  // Its own money pays it: nothing new is asked of what is left.
  expect(statement.lines).toMatchObject([{ decision: "ACCEPT", amountCents: 60_001, findings: [] }]);
  expect(statement.lines[0]?.inputs).toMatchObject({ envelope: { committedForIt: true } });
  await exported(statement.id);
  await exported(statement.id);
  await commitDecided();
  expect(await linesOf()).toEqual(["COMMIT 60001", "SERVICE_DONE 60001", "PAY 60001"]);
  await agrees({ committedCents: 60_001, serviceDoneCents: 60_001, paidCents: 60_001 });
});

test("decided before decisions committed anything: attested beyond the credits it stays due, and the shortage shows", async () => {
  envelopeId = await anAllotment(work.academie, ["IFIC"], 50_000);
  ({ id: missionId } = await aFunction(work, { channel: "IFIC", amountCents: 60_000, facts: decided }));
  await commitDecided();
  expect(await getMissionMoney(work.ctice, missionId)).toMatchObject({ committedCents: 0, missingCents: 60_000 });
  await attestMissionService(work.head, missionId);
  expect(await linesOf()).toEqual(["COMMIT 60000", "SERVICE_DONE 60000"]);
  await agrees({ committedCents: 60_000, serviceDoneCents: 60_000 });
  expect((await getEnvelope(work.ctice, envelopeId)).availableCents).toBe(-10_000);
  await commitDecided();
  expect(await linesOf()).toHaveLength(2);
});

test("attested before attestations counted anything: the catch-up counts it done, once", async () => {
  envelopeId = await anAllotment(work.academie, ["IFIC"]);
  const facts: typeof decided = [...decided, ["SERVICE_FAIT", "2013-07-05"]];
  ({ id: missionId } = await aFunction(work, { channel: "IFIC", amountCents: 60_000, facts }));
  await Promise.all([commitDecided(), commitDecided()]);
  await agrees({ committedCents: 60_000, serviceDoneCents: 60_000 });
});

test("the verification names what does not fit", async () => {
  const broken = async () => (await Promise.all(budgetChecks.map((check) => check()))).flatMap((check) => check.broken);
  expect(await broken()).toEqual([]);
  // Money given back that the mission still has a right to is the catch-up's; money kept for nothing is a fault.
  missionId = (await aFunction(work, { channel: "IFIC", amountCents: 60_000, facts: decided })).id;
  envelopeId = await anAllotment(work.academie, ["IFIC"]);
  await commitDecided();
  expect(await broken()).toEqual([]);
  await db.missionFact.create({
    data: {
      missionId,
      kind: "DECISION_RECTEUR",
      seq: 2,
      refused: true,
      reason: "Écrit sans le budget",
      heldOn: new Date("2013-08-01"),
      at: await businessNow(),
      recordedById: work.rectorat.personId,
    },
  });
  expect(await broken()).toEqual([`budget.missions: mission ${missionId}`]);
  await inTransaction((tx) => settleMission(tx, missionId, { byId: null }));
  expect(await broken()).toEqual([]);
});

test("a mission that an envelope could hold, and that the catch-up passed by, is named", async () => {
  envelopeId = await anAllotment(work.academie, ["IFIC"]);
  ({ id: missionId } = await aFunction(work, { channel: "IFIC", amountCents: 60_000, facts: decided }));
  const waiting = async () => (await nothingWaitsForNothing(0)).broken;
  expect(await waiting()).toEqual([]);
  await startOnce(`late:${missionId}`, "budget.commitDecided", {});
  expect(await waiting()).toEqual([`budget.decided: mission ${missionId}`]);
  await commitDecided();
  expect(await waiting()).toEqual([]);
});
