import { setClock } from "@tests/factories/clock";
import { aDraft, aSeance, decideThrough, draftOne, hold, theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { asSuperuser } from "@tests/support/superuser";
import { beforeAll, expect, test } from "vitest";
import { chargesOf } from "~/domain/budget/charges.server";
import { controlStatement, decideStatement, redraftChanged, redraftStatement } from "~/domain/budget/statements.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { meansOf, writeDrafts } from "~/domain/pay/drafting.server";
import { lastDraftChange } from "~/domain/pay/run.server";
import { payChecks } from "~/domain/pay/verification.server";
import { db, inTransaction } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const linesOf = (statementId: string) =>
  db.payLine.findMany({
    where: { statementId },
    orderBy: [{ minutes: "desc" }, { createdAt: "asc" }],
    select: { id: true, hourEntryId: true, minutes: true, amountCents: true, decision: true },
  });
const totalOf = async (id: string) => (await db.payStatement.findUniqueOrThrow({ where: { id } })).totalCents;
const brokenNow = async () => (await Promise.all(payChecks.map((check) => check()))).flatMap(({ broken }) => broken);
const waiting = (academieId: string) => db.hourToPay.count({ where: { academieId } });

test("an hour certified after the draft comes into it by itself, and other people's lines stay untouched", async () => {
  const worked = await aDraft({ plannedMinutes: 360 });
  const other = await aDraft();
  const before = await linesOf(other.statement.id);
  const [own] = await linesOf(worked.statement.id);
  expect(await lastDraftChange()).toBeNull();
  const late = await hold(worked, await aSeance(worked.cohort, worked.referent.personId, "2012-10-24T12:00:00Z"));
  await certifyService(worked.head, [late.id]);
  expect(await lastDraftChange()).not.toBeNull();

  await redraftChanged();
  // The line of the hour before says the same: it stays as it was written.
  expect(await linesOf(worked.statement.id)).toMatchObject([own, { hourEntryId: late.id, minutes: 180 }]);
  expect(await linesOf(other.statement.id)).toEqual(before);
  expect(await lastDraftChange()).toBeNull();
  expect(await db.statementEvent.count({ where: { statementId: other.statement.id } })).toBe(1);
  expect(await brokenNow()).toEqual([]);

  // Nothing changed since: nothing is written.
  const written = await linesOf(worked.statement.id);
  await redraftChanged();
  expect(await linesOf(worked.statement.id)).toEqual(written);
});

test("an hour taken back leaves the draft, the true one enters it once certified, and a decided one leaves the list", async () => {
  const worked = await aDraft();
  const { referent, ctice, rectorat, head, entry, statement, academie } = worked;
  expect(await waiting(academie.id)).toBe(1);
  const { id: correctionId } = await proposeHourCorrection(referent, entry.id, {
    trueMinutes: 120,
    reason: "La séance s'est arrêtée plus tôt",
  });
  await decideHourCorrection(ctice, entry.id, { correctionId, approve: true });
  await redraftChanged();
  expect(await linesOf(statement.id)).toEqual([]);
  expect(await totalOf(statement.id)).toBe(0);
  expect(await brokenNow()).toEqual([]);

  const { newEntryId } = await db.hourCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  await certifyService(head, [newEntryId ?? ""]);
  await redraftChanged();
  expect(await linesOf(statement.id)).toMatchObject([{ hourEntryId: newEntryId, minutes: 120, amountCents: 7_472 }]);
  expect(await totalOf(statement.id)).toBe(7_472);

  await decideThrough({ ctice, rectorat }, statement.id);
  expect(await db.hourToPay.findFirst({ where: { hourEntryId: newEntryId ?? "" } })).toBeNull();
  expect(await brokenNow()).toEqual([]);
});

test("an hour that two drafts may pay stands in the earlier one alone", async () => {
  const worked = await aDraft({ plannedMinutes: 540 });
  const { referent, head, cohort, statement, academie } = worked;
  const more = async (startsAt: string) => {
    const { id } = await hold(worked, await aSeance(cohort, referent.personId, startsAt));
    await certifyService(head, [id]);
    return id;
  };
  const november = await more("2012-11-07T13:00:00Z");
  await draftOne(academie.id, "2012-11");
  const second = await db.payStatement.findFirstOrThrow({ where: { academieId: academie.id, month: "2012-11" } });
  const late = await more("2012-10-24T12:00:00Z");
  await redraftChanged();
  expect(await linesOf(statement.id)).toMatchObject([{ minutes: 180 }, { hourEntryId: late }]);
  expect(await linesOf(second.id)).toMatchObject([{ hourEntryId: november }]);
  expect(await brokenNow()).toEqual([]);
  const asked = ["2012-10", "2012-11"].map((month) => {
    return { academieId: academie.id, month, channel: "HSE" as const, byId: null };
  });
  await expect(inTransaction(async (tx) => writeDrafts(tx, asked, await meansOf(chargesOf, tx)))).rejects.toThrow(
    "one after the other",
  );
});

test("whoever wrote a draft anew does not decide it, though it followed an hour since", async () => {
  const worked = await aDraft({ plannedMinutes: 540 });
  const { referent, ctice, rectorat, head, cohort, statement } = worked;
  const more = async (startsAt: string) => {
    const { id } = await hold(worked, await aSeance(cohort, referent.personId, startsAt));
    await certifyService(head, [id]);
  };
  await more("2012-10-24T12:00:00Z");
  await redraftStatement(rectorat, statement.id);
  await more("2012-10-25T12:00:00Z");
  await redraftChanged();
  expect(await linesOf(statement.id)).toHaveLength(3);
  await controlStatement(ctice, statement.id);
  await expect(decideStatement(rectorat, statement.id)).rejects.toMatchObject({ key: "pay.authorDecides" });
});

test("whoever wrote a draft does not control it, though judging it anew finds other lines", async () => {
  const worked = await aDraft({ plannedMinutes: 540 });
  const { referent, rectorat, head, cohort, academie, statement } = worked;
  const more = async (startsAt: string) => {
    const { id } = await hold(worked, await aSeance(cohort, referent.personId, startsAt));
    await certifyService(head, [id]);
  };
  await db.roleAssignment.create({
    data: { personId: rectorat.personId, role: "CTICE", placeId: academie.id, validFrom: new Date("2012-09-01") },
  });
  const both = await actorOf({ id: rectorat.personId });
  await more("2012-10-24T12:00:00Z");
  await redraftStatement(both, statement.id);
  await more("2012-10-25T12:00:00Z");
  await expect(controlStatement(both, statement.id)).rejects.toMatchObject({ key: "pay.authorDecides" });
});

test("a list that is not what is to pay is named", async () => {
  const { entry } = await aDraft();
  const { academieId, personId, startsAt } = entry;
  await asSuperuser((client) => client.query("DELETE FROM hour_to_pay WHERE hour_entry_id = $1", [entry.id]));
  expect(await brokenNow()).toEqual([`pay.toPay: hour_to_pay ${entry.id}`]);
  await db.hourToPay.create({ data: { hourEntryId: entry.id, academieId, channel: "HSE", personId, startsAt } });
  expect(await brokenNow()).toEqual([]);
});
