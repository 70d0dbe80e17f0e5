import { anHseAllotment, countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { anApprovedCorrection, seal } from "@tests/factories/hours";
import { aPreparedCohort, aWorkedCohort, draftOne, hold, proof, theRates } from "@tests/factories/pay";
import { actorOf, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { decideCorrection, proposeCorrection } from "~/domain/attendance/commands/correct.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { commit } from "~/domain/budget/moves.server";
import { controlStatement, decideStatement, draftStatements } from "~/domain/budget/statements.server";
import { Refusal } from "~/domain/errors";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { applyCorrectionToHours } from "~/domain/hours/commands/correct.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { verifyAll } from "../../workers/verify";

/** Rounds of each race: one in every run, 100 before a release. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 1);
/** The envelope alone is cheap: a thousand times before a release. */
const ENVELOPE_ROUNDS = Number(process.env.ENVELOPE_ROUNDS ?? ROUNDS);
const AT_ONCE = 50;

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

/** Fifty identical requests: each is answered yes or with a sentence, never with an error of the database. */
async function rush(act: (index: number) => Promise<unknown>, atOnce = AT_ONCE) {
  const answers = await Promise.allSettled(Array.from({ length: atOnce }, (_, index) => act(index)));
  const errors = answers.flatMap((one) =>
    one.status === "rejected" && !(one.reason instanceof Refusal) ? [String(one.reason)] : [],
  );
  expect(errors).toEqual([]);
  return answers.filter(({ status }) => status === "fulfilled").length;
}

const audits = (action: string, subjectId: string) => db.auditEvent.count({ where: { action, subjectId } });
const announced = (name: string, key: string, id: string) =>
  db.outbox.count({ where: { name, payload: { path: [key], equals: id } } });

type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;

async function aStatement(worked: Worked, status: "DRAFT" | "CONTROLLED" | "DECIDED" | "EXPORTED") {
  await certifyService(worked.head, [worked.entry.id]);
  await recordServiceDone(worked.entry.id);
  await draftOne(worked.academie.id, "2012-10");
  const { id } = await db.payStatement.findFirstOrThrow({ where: { academieId: worked.academie.id } });
  if (status !== "DRAFT") await controlStatement(worked.ctice, id, 11_208);
  if (status === "DECIDED" || status === "EXPORTED") await decideStatement(worked.rectorat, id, 11_208);
  if (status === "EXPORTED") await exportStatement(worked.rectorat, id, proof());
  return id;
}

/** A sheet of a worked cohort, the id of one of its enrolments, and a second person who may decide. */
async function aCorrectable() {
  const worked = await aWorkedCohort();
  const deputy = await aPerson({ role: "TRAINER", place: worked.school });
  await db.seance.update({ where: { id: worked.seance.id }, data: { deputyId: deputy.id } });
  const [enrolment] = worked.enrolments;
  if (!enrolment?.personId) throw new Error("nobody is enrolled");
  return { ...worked, deputy: await actorOf(deputy), enrolment, personId: enrolment.personId };
}

/** Each money action, and what exactly one of fifty may have done. */
const races: Record<string, () => Promise<void>> = {
  // First: it drafts whatever the other races left, too.
  async "draft a month"() {
    const worked = await aWorkedCohort();
    await certifyService(worked.head, [worked.entry.id]);
    await rush(() => draftStatements("2012-10"), 10);
    const statements = await db.payStatement.findMany({
      where: { academieId: worked.academie.id },
      include: { lines: true },
    });
    expect(statements.map(({ lines }) => lines.length)).toEqual([1]);
  },
  async "open a cohort"() {
    const { referent, cohort, money, hse } = await aPreparedCohort();
    expect(await rush(() => openCohort(referent, cohort.id, money))).toBe(1);
    expect(await countersOf(hse.id)).toMatchObject({ committedCents: 11_208 });
    expect(await announced("cohort.opened", "cohortId", cohort.id)).toBe(1);
  },
  async "book a sheet"() {
    const prepared = await aPreparedCohort();
    await openCohort(prepared.referent, prepared.cohort.id, prepared.money);
    const sheet = await db.attendanceSheet.findUniqueOrThrow({ where: { seanceId: prepared.seance.id } });
    const after = new Date(prepared.seance.endsAt.getTime() + 60_000);
    if ((await businessNow()) < after) await setClock(after.toISOString());
    await seal(sheet.id, prepared.referent.personId, 0, prepared.seance.endsAt);
    await rush(() => bookSheet(sheet.id));
    expect(await db.hourEntry.count({ where: { sheetId: sheet.id } })).toBe(1);
    expect(await audits("hours.book", sheet.id)).toBe(1);
  },
  async "certify an hour"() {
    const { head, entry } = await aWorkedCohort();
    expect(await rush(() => certifyService(head, [entry.id]))).toBe(AT_ONCE);
    expect(await audits("pay.certify", entry.id)).toBe(1);
    expect(await announced("hours.certified", "hourEntryId", entry.id)).toBe(1);
  },
  async "certify and refuse one hour"() {
    const { head, entry } = await aWorkedCohort();
    const refusal = { decision: "REFUSED", reason: "Séance écourtée" } as const;
    expect(await rush((index) => certifyService(head, [entry.id], index % 2 ? refusal : undefined))).toBe(AT_ONCE / 2);
    expect(await db.certification.count({ where: { hourEntryId: entry.id } })).toBe(1);
    expect(await audits("pay.certify", entry.id)).toBe(1);
  },
  async "record service done"() {
    const { head, entry, hse } = await aWorkedCohort();
    await certifyService(head, [entry.id]);
    await rush(() => recordServiceDone(entry.id));
    expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 11_208, committedCents: 11_208 });
  },
  async "control a statement"() {
    const worked = await aWorkedCohort();
    const id = await aStatement(worked, "DRAFT");
    expect(await rush(() => controlStatement(worked.ctice, id, 11_208))).toBe(AT_ONCE);
    expect(await db.statementEvent.count({ where: { statementId: id, status: "CONTROLLED" } })).toBe(1);
    expect(await audits("pay.control", id)).toBe(1);
  },
  async "decide a statement"() {
    const worked = await aWorkedCohort();
    const id = await aStatement(worked, "CONTROLLED");
    await rush(() => decideStatement(worked.rectorat, id, 11_208));
    expect(await db.statementEvent.count({ where: { statementId: id, status: "DECIDED" } })).toBe(1);
    expect(await audits("pay.decide", id)).toBe(1);
  },
  async "export a statement"() {
    const worked = await aWorkedCohort();
    const id = await aStatement(worked, "DECIDED");
    await rush(() => exportStatement(worked.rectorat, id, proof()));
    expect(await announced("statement.exported", "statementId", id)).toBe(1);
    expect(await db.statementEvent.count({ where: { statementId: id, status: "EXPORTED" } })).toBe(1);
  },
  async "record a payment"() {
    const worked = await aWorkedCohort();
    const id = await aStatement(worked, "EXPORTED");
    await rush(() => recordPayment(id));
    expect(await countersOf(worked.hse.id)).toMatchObject({ paidCents: 11_208 });
  },
  async "propose and decide a correction"() {
    const { referent, deputy, seance, enrolment, entry } = await aCorrectable();
    const proposal = { enrolmentId: enrolment.id, kind: "REMOVE", reason: "Parti à 15 h" } as const;
    expect(await rush(() => proposeCorrection(referent, seance.id, proposal))).toBe(1);
    const { id } = await db.attendanceCorrection.findFirstOrThrow({ where: { sheetId: entry.sheetId } });
    expect(await rush(() => decideCorrection(deputy, seance.id, { correctionId: id, approve: true }))).toBe(1);
    expect(await db.presence.count({ where: { correctionId: id } })).toBe(1);
    expect(await announced("correction.approved", "correctionId", id)).toBe(1);
    await applyCorrectionToHours(id);
  },
  async "apply a correction to the ledger"() {
    const { referent, entry, enrolment, personId } = await aCorrectable();
    const { id } = await anApprovedCorrection(
      { referent: { id: referent.personId } } as never,
      entry.sheetId,
      enrolment.id,
      "REMOVE",
      await businessNow(),
    );
    await rush(() => applyCorrectionToHours(id));
    const lines = await db.hourEntry.findMany({ where: { personId }, orderBy: { number: "asc" } });
    expect(lines.map(({ minutes }) => minutes)).toEqual([180, -180]);
  },
};

const timeout = 120_000 + ROUNDS * 20_000;
test.each(Object.entries(races))(
  `of many at once that %s, one does (${ROUNDS} rounds)`,
  { timeout },
  async (_name, race) => {
    for (let round = 0; round < ROUNDS; round++) await race();
  },
);

test(`of a hundred commitments on one envelope, those that fit are made (${ENVELOPE_ROUNDS} rounds)`, {
  timeout: 120_000 + ENVELOPE_ROUNDS * 5_000,
}, async () => {
  const school = await aSchool(await anAcademie());
  for (let round = 0; round < ENVELOPE_ROUNDS; round++) {
    const hse = await anHseAllotment(school, 100_000);
    const at = await businessNow();
    const line = (index: number) => ({
      envelopeId: hse.id,
      amountCents: 1_700,
      sourceKey: `race:${hse.id}:${index}`,
      at,
      byId: null,
    });
    expect(await rush((index) => inTransaction((tx) => commit(tx, line(index))), 100)).toBe(58);
    expect(await countersOf(hse.id)).toMatchObject({ committedCents: 98_600 });
    expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));
  }
});

test("a second séance of the same hours, booked while the first one is, is said and not counted", async () => {
  const worked = await aWorkedCohort();
  const { id } = await db.seance.create({
    data: { ...(await seanceLike(worked.seance.id)), startsAt: new Date(worked.seance.startsAt.getTime() + 3_600_000) },
  });
  await db.attendanceSheet.create({ data: { seanceId: id, halfDay: "AFTERNOON" } });
  const sheet = await db.attendanceSheet.findUniqueOrThrow({ where: { seanceId: id } });
  await expect(hold(worked, await db.seance.findUniqueOrThrow({ where: { id } }))).rejects.toThrow();
  await rush(() => bookSheet(sheet.id));
  expect(await db.hourEntry.count({ where: { sheetId: sheet.id } })).toBe(0);
  expect(await audits("hours.overlap", sheet.id)).toBe(worked.enrolments.length + 1);
});

async function seanceLike(id: string) {
  const { id: _id, createdAt: _at, ...rest } = await db.seance.findUniqueOrThrow({ where: { id } });
  return rest;
}

test("what all these races left holds every invariant", async () => {
  expect((await verifyAll({ settledMinutes: 0 })).flatMap(({ broken }) => broken)).toEqual([]);
});
