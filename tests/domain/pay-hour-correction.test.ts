import { setTimeout } from "node:timers/promises";
import { countersOf, sumsOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aDraft, aWorkedCohort, decideThrough, proof, theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { draftStatements, redraftStatement } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { appendEntries, bookedParts } from "~/domain/hours/ledger.server";
import { lockHours } from "~/domain/hours/locks.server";
import { counterEntry } from "~/domain/hours/rules";
import { hoursChecks, verifyLedger } from "~/domain/hours/verification.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { closeMonth } from "~/domain/pay/commands/close.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { payChecks } from "~/domain/pay/verification.server";
import { myHoursOfMonth } from "~/domain/today/queries.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, pool } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;

/** An hour corrected by the référente and approved by the CTICE: its counter-entry, and the new line where there is one. */
async function correct({ referent, ctice }: Worked, entryId: string, trueMinutes: number) {
  const reason = "La séance s'est arrêtée plus tôt";
  const { id: correctionId } = await proposeHourCorrection(referent, entryId, { trueMinutes, reason });
  await decideHourCorrection(ctice, entryId, { correctionId, approve: true });
  const back = await db.hourEntry.findUniqueOrThrow({ where: { reversesId: entryId } });
  const { newEntryId } = await db.hourCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  return { back, addedId: newEntryId ?? "" };
}

async function pay({ ctice, rectorat }: Worked, statementId: string) {
  await decideThrough({ ctice, rectorat }, statementId);
  await exportStatement(rectorat, statementId, proof());
  await recordPayment(statementId);
}

const statementOf = ({ academie }: Worked, month: string) =>
  db.payStatement.findFirstOrThrow({
    where: { academieId: academie.id, month },
    include: { lines: { orderBy: { amountCents: "asc" } } },
  });

test("three hours paid in October, two were worked: November takes 112,08 € back and pays 74,72 €", async () => {
  const worked = await aDraft();
  const { rectorat, head, academie, hse, entry, referent } = worked;
  await setClock("2012-11-05T08:00:00Z");
  await pay(worked, worked.statement.id);
  await closeMonth(rectorat, { placeId: academie.id, month: "2012-10" });
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 11_208, paidCents: 11_208 });
  const october = await statementOf(worked, "2012-10");

  const { back, addedId } = await correct(worked, entry.id, 120);
  await recordServiceDone(back.id);
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 0, paidCents: 11_208 });
  // The month is closed, and the line that leaves less of what was certified in time waits for the head all the same.
  expect(await listToCertify(head)).toMatchObject([{ id: addedId, minutes: 120, closesAt: null, blocked: null }]);
  await certifyService(head, [addedId]);
  await recordServiceDone(addedId);
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 7_472, paidCents: 11_208 });

  await setClock("2012-12-02T08:00:00Z");
  await draftStatements("2012-11");
  const november = await statementOf(worked, "2012-11");
  expect(november).toMatchObject({
    totalCents: -3_736,
    lines: [
      { hourEntryId: back.id, minutes: -180, amountCents: -11_208, decision: "ACCEPT" },
      { hourEntryId: addedId, minutes: 120, amountCents: 7_472, decision: "WARN" },
    ],
  });
  await pay(worked, november.id);
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 7_472, paidCents: 7_472 });
  expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));
  expect(await statementOf(worked, "2012-10")).toEqual(october);
  expect(await verifyLedger(academie.id, "2012-2013")).toMatchObject({ lines: 6, brokenAt: null });
  for (const check of [...hoursChecks(0), ...payChecks, ...budgetChecks]) expect((await check()).broken).toEqual([]);
  expect(await myHoursOfMonth(referent)).toMatchObject({ month: "2012-12", declared: 0 });
});

test("an hour paid and not worked is taken back, and nothing waits", async () => {
  const worked = await aDraft();
  const { head, hse, entry } = worked;
  await pay(worked, worked.statement.id);
  const { back } = await correct(worked, entry.id, 0);
  await recordServiceDone(back.id);
  expect(await listToCertify(head)).toEqual([]);
  await draftStatements("2012-11");
  const november = await statementOf(worked, "2012-11");
  expect(november).toMatchObject({ totalCents: -11_208, lines: [{ hourEntryId: back.id, amountCents: -11_208 }] });
  await pay(worked, november.id);
  expect(await countersOf(hse.id)).toMatchObject({ serviceDoneCents: 0, paidCents: 0 });
});

test("corrected before anything was decided, the draft pays the true minutes alone", async () => {
  const worked = await aDraft();
  const { head, rectorat, statement, entry } = worked;
  const { addedId } = await correct(worked, entry.id, 120);
  await redraftStatement(rectorat, statement.id);
  expect(await statementOf(worked, "2012-10")).toMatchObject({ totalCents: 0, lines: [] });
  await certifyService(head, [addedId]);
  await redraftStatement(rectorat, statement.id);
  const drafted = await statementOf(worked, "2012-10");
  expect(drafted).toMatchObject({ totalCents: 7_472, lines: [{ hourEntryId: addedId, amountCents: 7_472 }] });
});

test("a closed month refuses a correction that raises what was certified, and one of an hour nobody certified", async () => {
  const worked = await aDraft();
  const { head, rectorat, academie, entry } = worked;
  const { addedId: two } = await correct(worked, entry.id, 120);
  await certifyService(head, [two]);
  const late = await aWorkedCohort();
  await closeMonth(rectorat, { placeId: academie.id, month: "2012-10" });
  await closeMonth(late.rectorat, { placeId: late.academie.id, month: "2012-10" });
  const closed = { key: "pay.monthClosed" };

  const { addedId: three } = await correct(worked, two, 180);
  await expect(certifyService(head, [three])).rejects.toMatchObject(closed);
  // Taken down again below the last line a head answered for, it is certified.
  const { addedId: one } = await correct(worked, three, 60);
  expect(await certifyService(head, [one])).toEqual({ certified: 1 });

  const { addedId } = await correct(late, late.entry.id, 120);
  await expect(certifyService(late.head, [addedId])).rejects.toMatchObject(closed);
  await expect(
    pool().query(
      `insert into certification (id, hour_entry_id, decision, certified_by_id, at)
       values (gen_random_uuid(), $1, 'CERTIFIED', $2, business_now())`,
      [three, head.personId],
    ),
  ).rejects.toThrow(/closed month takes no certification/);
});

test("told of in any order, certified then taken back, nothing is left on the envelope", async () => {
  const worked = await aWorkedCohort();
  await certifyService(worked.head, [worked.entry.id]);
  const { back } = await correct(worked, worked.entry.id, 0);
  await recordServiceDone(back.id);
  await recordServiceDone(worked.entry.id);
  expect(await countersOf(worked.hse.id)).toMatchObject({ serviceDoneCents: 0 });
});

test("whoever certifies waits for what takes the hour back, and then finds it gone", async () => {
  const { head, entry } = await aWorkedCohort();
  const line = await db.hourEntry.findUniqueOrThrow({ where: { id: entry.id }, select: bookedParts });
  const certified = await inTransaction(async (tx) => {
    await lockHours(tx, [entry.id]);
    const saying = certifyService(head, [entry.id]).catch((refusal: unknown) => refusal);
    await setTimeout(500);
    const at = await businessNow(tx);
    const { academieId, schoolYearId } = entry;
    await appendEntries(tx, { academieId, schoolYearId }, [counterEntry(line, "La séance n'a pas eu lieu")], at);
    // Handed over in an object: it ends after this transaction.
    return { saying };
  });
  expect(await certified.saying).toMatchObject({ key: "pay.hourReversed" });
  expect(await db.certification.count({ where: { hourEntryId: entry.id } })).toBe(0);
});
