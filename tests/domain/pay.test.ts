import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aDraft, aWorkedCohort, decideThrough, proof, theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool, theNation } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { explainEntry } from "~/domain/budget/explanation.server";
import {
  controlStatement,
  decideStatement,
  draftStatements,
  redraftStatement,
} from "~/domain/budget/statements.server";
import { appendEntries } from "~/domain/hours/ledger.server";
import { counterEntry } from "~/domain/hours/rules";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { listStatements, listToCertify } from "~/domain/pay/queries.server";
import { getStatement, getWholeStatement, readFindings } from "~/domain/pay/statement.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;
const statementOf = ({ academie }: Worked, month = "2012-10") =>
  db.payStatement.findFirst({ where: { academieId: academie.id, month }, include: { lines: true } });

test("a certified hour of October makes one line of 3 × 37,36 €, drafted twice, written once", async () => {
  const { statement, entry, mission, academie } = await aDraft();
  expect(statement).toMatchObject({ status: "DRAFT", totalCents: 11_208, channel: "HSE" });
  expect(statement.number).toMatch(/^HSE-2012-X\d+-0001$/);
  expect(statement.lines).toMatchObject([
    { hourEntryId: entry.id, missionId: mission.id, minutes: 180, amountCents: 11_208, decision: "WARN" },
  ]);
  expect(readFindings(statement.lines[0]?.findings).map(({ code }) => code)).toContain("PAY-10");
  await Promise.all([draftStatements("2012-10"), draftStatements("2012-10")]);
  const again = await db.payStatement.findMany({ where: { academieId: academie.id }, include: { lines: true } });
  expect(again).toEqual([{ ...statement, lines: statement.lines }]);
  expect(await db.statementEvent.count({ where: { statementId: statement.id } })).toBe(1);
});

test("an hour that nobody certified is in no statement", async () => {
  const worked = await aWorkedCohort();
  await draftStatements("2012-10");
  expect(await statementOf(worked)).toBeNull();
});

test("EVD-03: whoever closed, ticked or proposed a correction does not certify, nor whoever earns it", async () => {
  const worked = await aWorkedCohort();
  const { entry, school, enrolments } = worked;
  const certifies = (personId: string) => actorOf({ id: personId }).then((actor) => certifyService(actor, [entry.id]));
  const head = (personId: string) =>
    db.roleAssignment.create({
      data: { personId, role: "HEAD", placeId: school.id, validFrom: new Date("2012-09-01") },
    });
  await head(worked.referent.personId);
  await expect(certifies(worked.referent.personId)).rejects.toMatchObject({ key: "pay.ownHour" });
  const proposer = await aPerson({ role: "HEAD", place: school });
  await db.attendanceCorrection.create({
    data: {
      sheetId: entry.sheetId,
      enrolmentId: enrolments[0]?.id ?? "",
      kind: "REMOVE",
      reason: "Parti à 15 h",
      proposedById: proposer.id,
      proposedAt: await businessNow(),
    },
  });
  await expect(certifies(proposer.id)).rejects.toMatchObject({ key: "pay.enteredHour" });
  const [waiting] = await listToCertify(await actorOf(proposer));
  expect(waiting?.blocked?.key).toBe("pay.enteredHour");
  expect(await db.certification.count({ where: { hourEntryId: entry.id } })).toBe(0);
  await certifyService(worked.head, [entry.id]);
  expect(await listToCertify(worked.head)).toEqual([]);
});

test("certifying twice is once; a refusal needs its own decision, and strangers find nothing", async () => {
  const { entry, head, school, academie } = await aWorkedCohort();
  const neighbour = await anActor({ role: "HEAD", place: await aSchool(academie) });
  await expect(certifyService(neighbour, [entry.id])).rejects.toMatchObject({ code: "not_found" });
  const teacher = await anActor({ role: "TEACHER", place: school });
  await expect(certifyService(teacher, [entry.id])).rejects.toMatchObject({ code: "not_found" });
  await expect(certifyService(head, [])).rejects.toMatchObject({ code: "not_found" });
  await Promise.all([certifyService(head, [entry.id]), certifyService(head, [entry.id, entry.id])]);
  expect(await db.certification.count({ where: { hourEntryId: entry.id } })).toBe(1);
  expect(
    await db.outbox.count({ where: { name: "hours.certified", payload: { equals: { hourEntryId: entry.id } } } }),
  ).toBe(1);
  await expect(certifyService(head, [entry.id], { decision: "REFUSED", reason: "Non fait" })).rejects.toMatchObject({
    key: "pay.alreadyCertified",
  });
});

test("an hour the head refuses is never paid", async () => {
  const worked = await aWorkedCohort();
  await certifyService(worked.head, [worked.entry.id], { decision: "REFUSED", reason: "Séance écourtée" });
  await recordServiceDone(worked.entry.id);
  await draftStatements("2012-10");
  expect(await statementOf(worked)).toBeNull();
  expect((await countersOf(worked.hse.id)).serviceDoneCents).toBe(0);
});

test("the rectorat decides what was controlled and what it read, then exports; the envelope shows it paid, once", async () => {
  const { statement, rectorat, ctice, hse } = await aDraft();
  await expect(decideStatement(ctice, statement.id, 11_208)).rejects.toMatchObject({ code: "forbidden" });
  await expect(decideStatement(rectorat, statement.id, 11_208)).rejects.toMatchObject({ key: "pay.notControlled" });
  await controlStatement(ctice, statement.id, 11_208);
  await expect(decideStatement(rectorat, statement.id, 11_209)).rejects.toMatchObject({ key: "pay.totalChanged" });
  await expect(exportStatement(rectorat, statement.id, proof())).rejects.toMatchObject({ key: "pay.notDecided" });
  await Promise.all([decideStatement(rectorat, statement.id, 11_208), decideStatement(rectorat, statement.id, 11_208)]);
  await expect(redraftStatement(rectorat, statement.id)).rejects.toMatchObject({ key: "pay.alreadyDecided" });
  // Decided is not handed over: nothing is paid yet.
  await recordPayment(statement.id);
  expect((await countersOf(hse.id)).paidCents).toBe(0);
  await Promise.all([
    exportStatement(rectorat, statement.id, proof()),
    exportStatement(rectorat, statement.id, proof()),
  ]);
  expect(
    await db.outbox.count({
      where: { name: "statement.exported", payload: { equals: { statementId: statement.id } } },
    }),
  ).toBe(1);
  await Promise.all([recordPayment(statement.id), recordPayment(statement.id)]);
  expect(await countersOf(hse.id)).toMatchObject({
    committedCents: 11_208,
    serviceDoneCents: 11_208,
    paidCents: 11_208,
  });
  expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));
  const events = await db.statementEvent.findMany({ where: { statementId: statement.id }, orderBy: { id: "asc" } });
  expect(events.map(({ status }) => status)).toEqual(["DRAFT", "CONTROLLED", "DECIDED", "EXPORTED"]);
});

test("whoever wrote the draft anew does not decide it, nor whoever certified one of its hours", async () => {
  const { statement, rectorat, ctice, academie, head, teacher } = await aDraft();
  // The grade of the trainer is corrected: hors classe, 41,10 € an hour.
  await db.career.updateMany({ where: { personId: teacher.id }, data: { grade: "HC" } });
  await redraftStatement(rectorat, statement.id);
  expect((await db.payStatement.findUniqueOrThrow({ where: { id: statement.id } })).totalCents).toBe(12_330);
  await controlStatement(ctice, statement.id, 12_330);
  await expect(decideStatement(rectorat, statement.id)).rejects.toMatchObject({ key: "pay.authorDecides" });
  const both = await db.roleAssignment.create({
    data: { personId: head.personId, role: "RECTORAT", placeId: academie.id, validFrom: new Date("2012-09-01") },
  });
  await expect(decideStatement(await actorOf({ id: both.personId }), statement.id)).rejects.toMatchObject({
    key: "pay.interestedDecides",
  });
});

test("a day that no rate row covers is held outside the total, with its reason", async () => {
  const worked = await aWorkedCohort();
  await certifyService(worked.head, [worked.entry.id]);
  await db.career.updateMany({ where: { personId: worked.teacher.id }, data: { corps: "OTHER" } });
  await recordServiceDone(worked.entry.id);
  await draftStatements("2012-10");
  const statement = await statementOf(worked);
  expect(statement).toMatchObject({ totalCents: 0, lines: [{ decision: "HOLD", amountCents: null, rateRowId: null }] });
  await expect(controlStatement(worked.ctice, statement?.id ?? "")).rejects.toMatchObject({
    key: "pay.nothingToDecide",
  });
  // The corps is known at last: the same line is paid at the rate of its day.
  await db.career.updateMany({ where: { personId: worked.teacher.id }, data: { corps: "AGREGE" } });
  await draftStatements("2012-10");
  expect(await statementOf(worked)).toMatchObject({ totalCents: 16_029, lines: [{ decision: "WARN" }] });
});

test("an hour certified after its month was decided is in the next statement", async () => {
  const first = await aDraft();
  await decideThrough(first, first.statement.id);
  const draft = await db.hourEntry.findUniqueOrThrow({ where: { id: first.entry.id } });
  const { id: _id, number: _n, hash: _h, previousHash: _p, createdAt: _c, ...facts } = draft;
  const startsAt = new Date("2012-10-24T12:00:00Z");
  await setClock("2012-11-05T08:00:00Z");
  await inTransaction(async (tx) =>
    appendEntries(
      tx,
      { academieId: first.academie.id, schoolYearId: "2012-2013" },
      [
        {
          ...facts,
          startsAt,
          endsAt: new Date("2012-10-24T15:00:00Z"),
          sourceKey: `late:${first.entry.id}`,
        },
      ],
      await businessNow(tx),
    ),
  );
  const late = await db.hourEntry.findFirstOrThrow({ where: { sourceKey: `late:${first.entry.id}` } });
  await certifyService(first.head, [late.id]);
  await draftStatements("2012-10");
  expect((await statementOf(first))?.lines).toHaveLength(1);
  await draftStatements("2012-11");
  const next = await statementOf(first, "2012-11");
  expect(next?.lines.map(({ hourEntryId }) => hourEntryId)).toEqual([late.id]);
  expect(next?.number).toMatch(/-0002$/);
});

test("a counter-entry of a paid hour is an ordinary negative line of the next statement", async () => {
  const { statement, rectorat, ctice, entry, academie, hse } = await aDraft();
  await decideThrough({ ctice, rectorat }, statement.id);
  await exportStatement(rectorat, statement.id, proof());
  await recordPayment(statement.id);
  const {
    number: _n,
    hash: _h,
    previousHash: _p,
    createdAt: _c,
    academieId: _a,
    schoolYearId: _s,
    at: _at,
    ...booked
  } = await db.hourEntry.findUniqueOrThrow({ where: { id: entry.id } });
  await inTransaction(async (tx) =>
    appendEntries(
      tx,
      { academieId: academie.id, schoolYearId: "2012-2013" },
      [counterEntry(booked, "Séance écourtée")],
      await businessNow(tx),
    ),
  );
  const reversal = await db.hourEntry.findUniqueOrThrow({ where: { reversesId: entry.id } });
  await recordServiceDone(reversal.id);
  await draftStatements("2012-11");
  const next = await db.payStatement.findFirstOrThrow({
    where: { academieId: academie.id, month: "2012-11" },
    include: { lines: true },
  });
  expect(next).toMatchObject({
    totalCents: -11_208,
    lines: [{ hourEntryId: reversal.id, minutes: -180, amountCents: -11_208, decision: "ACCEPT" }],
  });
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 0, paidCents: 11_208 });
  await decideThrough({ ctice, rectorat }, next.id);
  await exportStatement(rectorat, next.id, proof());
  await recordPayment(next.id);
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 0, paidCents: 0 });
});

test("who reads individual pay: the person, her head, her académie; the nation sums, the others nothing", async () => {
  const { statement, entry, head, ctice, rectorat, office, teacher, school, academie } = await aDraft();
  for (const reader of [ctice, rectorat, office])
    expect(await getWholeStatement(reader, statement.id)).toMatchObject({
      partial: false,
      paid: [{ amountCents: 11_208 }],
    });
  for (const reader of [head, await actorOf(teacher)]) {
    expect(await getStatement(reader, statement.id)).toMatchObject({ partial: true, paid: [{ entryId: entry.id }] });
    await expect(getWholeStatement(reader, statement.id)).rejects.toMatchObject({ code: "not_found" });
  }
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: await theNation() });
  expect(await getStatement(pilot, statement.id)).toMatchObject({ totalCents: 11_208, paid: [], held: [], events: [] });
  expect(await explainEntry(pilot, entry.id)).toEqual({
    ...{ line: null, certification: null, envelope: null, careerOf: null },
  });
  const strangers = [
    await anActor({ role: "TEACHER", place: school }),
    await anActor({ role: "HEAD", place: await aSchool(academie) }),
    await anActor({ role: "RECTORAT", place: await anAcademie() }),
  ];
  for (const stranger of strangers) {
    await expect(getStatement(stranger, statement.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listStatements(stranger)).toEqual([]);
    expect((await explainEntry(stranger, entry.id)).line).toBeNull();
  }
});

test("where an hour comes from: its line, its rate row, its certification, its envelope", async () => {
  const { entry, teacher, head, hse } = await aDraft();
  const { line, certification, envelope } = await explainEntry(await actorOf(teacher), entry.id);
  expect(line).toMatchObject({
    amountCents: 11_208,
    hourlyCents: 3_736,
    corps: "CERTIFIE",
    grade: "CN",
    rateRow: { yearlyCents: 107_601 },
  });
  expect(certification).toMatchObject({ decision: "CERTIFIED" });
  expect(envelope).toMatchObject({ id: hse.id, canRead: false, serviceDoneCents: 11_208 });
  expect((await explainEntry(head, entry.id)).envelope?.canRead).toBe(true);
});
