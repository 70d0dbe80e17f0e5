import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aFunction, anAllotment, decided, exported } from "@tests/factories/flat";
import { aWorkplace } from "@tests/factories/mission";
import { aPreparedCohort, aSeance, hold, theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { next } from "@tests/factories/place";
import { asSuperuser } from "@tests/support/superuser";
import { beforeAll, expect, test } from "vitest";
import { chargesOf } from "~/domain/budget/charges.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { controlStatement, draftStatements, redraftDrafts } from "~/domain/budget/statements.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { listMissionsBegun } from "~/domain/pay/flat-lines.server";
import { draftMonth } from "~/domain/pay/run.server";
import { getStatement } from "~/domain/pay/statement.server";
import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { env } from "~/platform/env.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const statementsOf = (academie: { id: string }) =>
  db.payStatement.findMany({
    where: { academieId: academie.id },
    orderBy: [{ month: "asc" }, { number: "asc" }],
    include: { lines: { orderBy: { instalment: "asc" } } },
  });
test("a vacation is priced at the rate agreed for it, committed, drafted and paid on its own envelope", async () => {
  const prepared = await aPreparedCohort();
  const envelopeId = await anAllotment(prepared.school, ["VACATION"]);
  const vacation = await db.mission.create({
    data: {
      personId: prepared.teacher.id,
      placeId: prepared.school.id,
      schoolYearId: prepared.year.id,
      kind: "TRAINING",
      title: "Atelier",
      channel: "VACATION",
      level: "approfondissement",
      rateCents: 4_250,
      plannedMinutes: 180,
      at: await businessNow(),
      createdById: prepared.office.personId,
    },
  });
  await openCohort(prepared.referent, prepared.cohort.id, {
    ...prepared.money,
    missionId: vacation.id,
    hseEnvelopeId: envelopeId,
  });
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 12_750 });
  const entry = await hold(prepared, prepared.seance);
  await certifyService(prepared.head, [entry.id]);
  await recordServiceDone(entry.id);
  await draftStatements("2012-10");
  const [statement] = await statementsOf(prepared.academie);
  expect(statement).toMatchObject({ channel: "VACATION", totalCents: 12_750, month: "2012-10" });
  expect(statement?.number).toMatch(/^VACATION-2012-/);
  expect(statement?.lines).toMatchObject([{ decision: "ACCEPT", amountCents: 12_750, minutes: 180, rateRowId: null }]);
  const { paid } = await getStatement(prepared.head, statement?.id ?? "");
  expect(paid).toMatchObject([{ hourlyCents: 4_250, amountCents: 12_750 }]);
  await exported(statement?.id ?? "");
  expect(await countersOf(envelopeId)).toMatchObject({
    committedCents: 12_750,
    serviceDoneCents: 12_750,
    paidCents: 12_750,
  });
  expect(await sumsOf(envelopeId)).toEqual(await countersOf(envelopeId));
});

test("a draft follows a rate that changes; a statement that was decided keeps the row it used", async () => {
  const prepared = await aPreparedCohort();
  await openCohort(prepared.referent, prepared.cohort.id, prepared.money);
  const entry = await hold(prepared, prepared.seance);
  await certifyService(prepared.head, [entry.id]);
  await draftStatements("2012-10");
  const total = async () => (await statementsOf(prepared.academie))[0]?.totalCents;
  expect(await total()).toBe(11_208);
  const row = { channel: "HSE", corps: "CERTIFIE", grade: "CN", validFrom: new Date("2010-07-01") } as const;
  // Forced past the trigger: hours of this file were paid at the row already.
  const { id } = await db.rateRow.findFirstOrThrow({ where: row });
  const setTo = (cents: number) =>
    asSuperuser((client) => client.query("UPDATE rate_row SET hourly_cents = $1 WHERE id = $2", [cents, id]));
  await setTo(4_000);
  try {
    await redraftDrafts();
    expect(await total()).toBe(12_000);
    const [statement] = await statementsOf(prepared.academie);
    await exported(statement?.id ?? "");
  } finally {
    await setTo(3_736);
  }
  await redraftDrafts();
  expect(await total()).toBe(12_000);
});

test("hours beyond what the letter entrusts wait for a person; those before them are paid", async () => {
  const prepared = await aPreparedCohort({ plannedMinutes: 360 });
  const second = await aSeance(prepared.cohort, prepared.referent.personId, "2012-10-24T12:00:00Z");
  await openCohort(prepared.referent, prepared.cohort.id, prepared.money);
  await db.missionLetter.deleteMany({ where: { missionId: prepared.mission.id } });
  await db.missionLetter.create({
    data: {
      missionId: prepared.mission.id,
      number: `L-${next()}`,
      status: "SIGNED",
      tasks: [{ label: "Trois heures de formation", minutes: 180 }],
      startsOn: prepared.year.startsOn,
      endsOn: prepared.year.endsOn,
      issuedAt: new Date("2012-09-10"),
      issuedById: prepared.ctice.personId,
      signedAt: new Date("2012-09-11"),
      signedById: prepared.head.personId,
      hash: "h",
    },
  });
  const entries = [await hold(prepared, prepared.seance), await hold(prepared, second)];
  await certifyService(
    prepared.head,
    entries.map(({ id }) => id),
  );
  await draftStatements("2012-10");
  const [statement] = await statementsOf(prepared.academie);
  const decisions = entries.map(({ id }) => statement?.lines.find(({ hourEntryId }) => hourEntryId === id)?.decision);
  expect(decisions).toEqual(["WARN", "HOLD"]);
  expect(JSON.stringify(statement?.lines.find(({ decision }) => decision === "HOLD")?.findings)).toContain("EVD-02");
});

test("an HSE mission is not paid on credits for vacations", async () => {
  const prepared = await aPreparedCohort();
  const envelopeId = await anAllotment(prepared.school, ["VACATION"]);
  await expect(
    openCohort(prepared.referent, prepared.cohort.id, { ...prepared.money, hseEnvelopeId: envelopeId }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("an IFIC is paid once, when the year's classes have ended and its service is attested", async () => {
  const work = await aWorkplace();
  const envelopeId = await anAllotment(work.academie, ["IFIC"]);
  const mission = await aFunction(work, { channel: "IFIC", amountCents: 80_000, facts: decided });
  await draftStatements("2013-06");
  expect(await statementsOf(work.academie)).toEqual([]);
  await setClock("2013-08-01T07:00:00Z");
  await draftStatements("2013-07");
  const [waiting] = await statementsOf(work.academie);
  expect(waiting).toMatchObject({ channel: "IFIC", totalCents: 0, lines: [{ decision: "REFUSE", instalment: 1 }] });
  await db.missionFact.create({
    data: {
      missionId: mission.id,
      kind: "SERVICE_FAIT",
      heldOn: new Date("2013-07-05"),
      at: await businessNow(),
      recordedById: work.head.personId,
    },
  });
  await draftStatements("2013-07");
  const [paid] = await statementsOf(work.academie);
  expect(paid).toMatchObject({ id: waiting?.id, totalCents: 80_000, lines: [{ decision: "ACCEPT" }] });
  // Whoever attested the service of the year certified it: another person controls (EVD-03).
  await db.roleAssignment.create({
    data: { personId: work.head.personId, role: "CTICE", placeId: work.academie.id, validFrom: new Date("2012-09-01") },
  });
  const both = await actorOf({ id: work.head.personId });
  await expect(controlStatement(both, paid?.id ?? "")).rejects.toMatchObject({ key: "pay.interestedDecides" });
  await exported(paid?.id ?? "");
  await exported(paid?.id ?? "");
  expect(await countersOf(envelopeId)).toMatchObject({
    committedCents: 80_000,
    serviceDoneCents: 80_000,
    paidCents: 80_000,
  });
  expect(await sumsOf(envelopeId)).toEqual(await countersOf(envelopeId));
  await draftStatements("2013-08");
  expect(await statementsOf(work.academie)).toHaveLength(1);
});

test("without credits that admit it an IFIC waits, and nothing is invented", async () => {
  const work = await aWorkplace();
  await aFunction(work, {
    channel: "IFIC",
    amountCents: 40_000,
    facts: [...decided, ["SERVICE_FAIT", "2013-07-05"]],
  });
  await draftStatements("2013-07");
  const [statement] = await statementsOf(work.academie);
  expect(statement).toMatchObject({ totalCents: 0, lines: [{ decision: "HOLD" }] });
  expect(JSON.stringify(statement?.lines[0]?.findings)).toContain("BUD-01");
});

test("an IMP of the whole year is paid by ninths that add up, a month each, earlier months first", async () => {
  const year = await db.schoolYear.create({
    data: { id: "2016-2017", startsOn: new Date("2016-09-01"), endsOn: new Date("2017-07-08"), source: "test" },
  });
  const work = await aWorkplace();
  await db.roleAssignment.updateMany({ where: { personId: work.teacher.id }, data: { validTo: null } });
  const envelopeId = await anAllotment(work.academie, ["IMP"]);
  await aFunction(work, {
    channel: "IMP",
    amountCents: 125_000,
    yearId: year.id,
    letter: ["2016-09-01", "2017-07-08"],
  });
  await setClock("2017-07-02T07:00:00Z");
  await draftStatements("2017-06");
  const statements = await statementsOf(work.academie);
  expect(statements.map(({ month, lines }) => [month, lines.map(({ instalment }) => instalment)])).toEqual([
    ["2016-10", [1]],
    ["2016-11", [2]],
    ["2016-12", [3]],
    ["2017-01", [4]],
    ["2017-02", [5]],
    ["2017-03", [6]],
    ["2017-04", [7]],
    ["2017-05", [8]],
    ["2017-06", [9]],
  ]);
  expect(statements.map(({ totalCents }) => totalCents)).toEqual([...Array(8).fill(13_889), 13_888]);
  const begun = async () =>
    (await listMissionsBegun("2017-07")).filter(({ academieId }) => academieId === work.academie.id);
  for (const { id } of statements.slice(0, 8)) await exported(id);
  expect(await begun(), "a ninth is left").toMatchObject([{ channel: "IMP", lines: 1 }]);
  await exported(statements[8]?.id ?? "");
  expect(await begun(), "paid whole, no month looks at it again").toEqual([]);
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 125_000, paidCents: 125_000 });
});

test("the database pays an hour once and a part once", async () => {
  const work = await aWorkplace();
  await anAllotment(work.academie, ["IFIC"]);
  await aFunction(work, {
    channel: "IFIC",
    amountCents: 40_000,
    facts: [...decided, ["SERVICE_FAIT", "2013-07-05"]],
  });
  await draftStatements("2013-07");
  const [statement] = await statementsOf(work.academie);
  const line = statement?.lines[0];
  if (!statement || !line) throw new Error("no line");
  const again = await db.payStatement.create({
    data: {
      academieId: work.academie.id,
      month: "2013-08",
      channel: "IFIC",
      number: `X-${next()}`,
      draftedAt: await businessNow(),
    },
  });
  const { id: _id, findings, inputs, ...copy } = line;
  await expect(
    db.payLine.create({
      data: { ...copy, statementId: again.id, findings: findings as object[], inputs: inputs as object },
    }),
  ).rejects.toThrow(/pay_line_part_paid_once|Unique constraint/);
});

test("a run that was killed is taken up where it stood, and a finished one changes nothing when asked again", async () => {
  const works = [await aWorkplace(), await aWorkplace(), await aWorkplace()];
  for (const work of works) {
    await anAllotment(work.academie, ["IFIC"]);
    await aFunction(work, {
      channel: "IFIC",
      amountCents: 60_000,
      facts: [...decided, ["SERVICE_FAIT", "2013-07-05"]],
    });
  }
  let calls = 0;
  const dying = {
    ...chargesOf,
    missions: async (...args: Parameters<typeof chargesOf.missions>) => {
      if (args[1].length > 0 && ++calls === 2) throw new Error("killed");
      return chargesOf.missions(...args);
    },
  };
  const settings = env();
  settings.STATEMENT_BATCH_LINES = 1;
  await expect(draftMonth("2014-07", dying)).rejects.toThrow("killed");
  const open = await db.statementRun.findFirstOrThrow({ where: { month: "2014-07" }, include: { items: true } });
  expect(open.finishedAt).toBeNull();
  expect(open.items.length).toBeLessThan(open.total);
  settings.STATEMENT_BATCH_LINES = 2_000;
  await draftStatements("2014-07");
  const done = await db.statementRun.findMany({ where: { month: "2014-07" }, include: { items: true } });
  expect(done).toMatchObject([{ id: open.id, finishedAt: expect.any(Date) }]);
  expect(done[0]?.items).toHaveLength(done[0]?.total ?? -1);
  const before = await db.statementEvent.count();
  await draftStatements("2014-07");
  expect(await db.statementEvent.count()).toBe(before);
  for (const work of works)
    expect(await statementsOf(work.academie)).toMatchObject([{ totalCents: 60_000, month: "2014-07" }]);
});
