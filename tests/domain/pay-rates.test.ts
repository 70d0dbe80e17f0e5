import { setClock } from "@tests/factories/clock";
import { aDraft, decideThrough, proof, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { theNation } from "@tests/factories/place";
import { aPilot, aRate, aSetOfRates, theRowOn, writeAsRead } from "@tests/factories/rates";
import { asSuperuser } from "@tests/support/superuser";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { priceDaysAgain } from "~/domain/budget/commands/price-again.server";
import { controlStatement, decideStatement, redraftDrafts } from "~/domain/budget/statements.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { events } from "~/domain/jobs/catalogue";
import { endRate, withdrawRate } from "~/domain/pay/commands/end-rate.server";
import { previewRates, writeRates } from "~/domain/pay/commands/write-rates.server";
import { getRate, getRates } from "~/domain/pay/rate-book.server";
import { payChecks } from "~/domain/pay/verification.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";
import { jobsOf } from "../../workers/subscriptions";
import { tick } from "../../workers/tick";

let pilot: Actor;
beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
  pilot = await aPilot();
});

const jobs = () => db.outbox.count({ where: { kind: "JOB", name: "pay.redraftDrafts" } });
/** What the clock does by itself: the tick asks for the drafts to be judged again, and the job does it. */
async function draftsFollow(): Promise<void> {
  const before = await jobs();
  await tick();
  expect(await jobs()).toBe(before + 1);
  await redraftDrafts();
}
/** What the events of rates start, each as it was told. */
async function servicesFollow() {
  const told = await db.outbox.findMany({ where: { name: "rates.changed" }, orderBy: { id: "asc" } });
  const started = told.flatMap(({ payload }) => jobsOf("rates.changed", events["rates.changed"].parse(payload)));
  expect(started.map(({ job }) => job)).toEqual(told.map(() => "budget.priceDaysAgain"));
  const days = started.map(({ payload }) => events["rates.changed"].parse(payload));
  for (const one of days) await priceDaysAgain(one);
  return days;
}
const lineOf = async (statementId: string) => {
  const { totalCents, lines } = await db.payStatement.findUniqueOrThrow({
    where: { id: statementId },
    include: { lines: { select: { decision: true, amountCents: true, rateRowId: true, findings: true } } },
  });
  return { totalCents, ...lines[0] };
};
const audited = async (action: string, subjectId: string) =>
  (await db.auditEvent.findMany({ where: { action, subjectId } })).map(({ byId, facts }) => ({
    byId,
    ...Object(facts),
  }));
const brokenNow = async () =>
  (await Promise.all([...payChecks, ...budgetChecks].map((check) => check()))).flatMap(({ broken }) => broken);

test("drafts follow a row that is taken away and one that is written; a decided line keeps its own", async () => {
  const { statement, ctice, rectorat, referent, cohort } = await aDraft();
  // Any hour of the function, so that nothing but its rate is left to say of the line.
  await asSuperuser((client) =>
    client.query("UPDATE mission SET kind = 'FUNCTION', function_code = 'REFERENT_CULTURE' WHERE person_id = $1", [
      referent.personId,
    ]),
  );
  await tick();
  await redraftDrafts();
  const first = await theRowOn("2010-07-01");
  expect(await lineOf(statement.id)).toMatchObject({ decision: "ACCEPT", amountCents: 11_208, rateRowId: first.id });

  expect((await getRate(pilot, first.id)).lines).toEqual({ held: 0, priced: 1 });
  await withdrawRate(pilot, first.id, { reason: "Arrêté mal lu", ...proof() });
  await withdrawRate(pilot, first.id, { reason: "Arrêté mal lu", ...proof() });
  expect(await audited("pay.withdrawRate", first.id)).toEqual([
    expect.objectContaining({ byId: pilot.personId, hourlyCents: 3_736, validTo: "2016-06-30", after: "WITHDRAWN" }),
  ]);
  await draftsFollow();
  const held = await lineOf(statement.id);
  expect(held).toMatchObject({ totalCents: 0, decision: "HOLD", amountCents: null, rateRowId: null });
  expect(held.findings).toContainEqual(expect.objectContaining({ code: "HRS-06", decision: "HOLD" }));

  const waiting = (await listWaiting(pilot)).filter(({ kind }) => kind === "rateAwaited");
  expect(waiting).toEqual([
    {
      kind: "rateAwaited",
      to: "/etats/taux?le=2012-10-17",
      facts: { month: "2012-10", academies: 1, corps: "CERTIFIE", grade: "CN" },
    },
  ]);
  expect(await listWaiting(rectorat)).not.toContainEqual(expect.objectContaining({ kind: "rateAwaited" }));

  const set = aSetOfRates({ validFrom: "2012-09-01" });
  expect(await previewRates(pilot, set)).toMatchObject({ faults: [], lines: { held: 1, priced: 0 } });
  expect(await writeAsRead(pilot, set)).toEqual({ written: 1 });
  expect(await writeAsRead(pilot, set)).toEqual({ written: 0 });
  const second = await theRowOn("2012-09-01");
  expect(await audited("pay.writeRate", second.id)).toEqual([
    expect.objectContaining({ byId: pilot.personId, hourlyCents: 4_000, beforeHourlyCents: 3_718 }),
  ]);
  await draftsFollow();
  expect(await lineOf(statement.id)).toMatchObject({
    ...{ totalCents: 12_000, decision: "ACCEPT", amountCents: 12_000, rateRowId: second.id },
  });
  expect((await listWaiting(pilot)).filter(({ kind }) => kind === "rateAwaited")).toEqual([]);
  const serviceDone = async () =>
    (await db.commitment.findFirstOrThrow({ where: { cohortId: cohort.id, nature: "HSE" } })).serviceDoneCents;
  expect(await serviceDone(), "as the hour was certified").toBe(11_208);
  expect(await servicesFollow()).toEqual([
    { from: "2010-07-01", to: "2016-06-30" },
    { from: "2012-09-01", to: "2016-06-30" },
  ]);
  expect(await serviceDone()).toBe(12_000);
  await servicesFollow();
  expect(await serviceDone(), "told twice, counted once").toBe(12_000);

  await decideThrough({ ctice, rectorat }, statement.id);
  await expect(withdrawRate(pilot, second.id, { reason: "Trop tard", ...proof() })).rejects.toMatchObject({
    key: "rates.paidSomebody",
    facts: { day: "2012-10-17" },
  });
  const corrected = aSetOfRates({ validFrom: "2012-09-01", rows: [aRate(4_100)] });
  expect((await previewRates(pilot, corrected)).faults).toMatchObject([{ reason: "used", until: "2012-10-17" }]);
  await expect(writeAsRead(pilot, corrected)).rejects.toMatchObject({ key: "rates.cannotBeWritten" });
  await expect(db.rateRow.update({ where: { id: second.id }, data: { hourlyCents: 1 } })).rejects.toThrow(
    "paid somebody",
  );
  expect(await lineOf(statement.id)).toMatchObject({ amountCents: 12_000, rateRowId: second.id });
  expect(await brokenNow()).toEqual([]);
});

test("a mistaken row is corrected from the same day, and the draft follows without a held moment", async () => {
  const { statement, referent } = await aDraft();
  await db.career.updateMany({ where: { personId: referent.personId }, data: { corps: "PLP", grade: "HC" } });
  await redraftDrafts();
  expect(await lineOf(statement.id)).toMatchObject({ amountCents: 12_330 });
  const mistaken = await theRowOn("2010-07-01", "PLP", "HC");
  const set = aSetOfRates({ rows: [aRate(4_200, { corps: "PLP", grade: "HC" })] });
  expect(await previewRates(pilot, set)).toMatchObject({
    comes: [{ replaces: { id: mistaken.id }, before: { hourlyCents: 4_089 } }],
    lines: { held: 0, priced: 1 },
  });
  await writeAsRead(pilot, set);
  expect(await db.rateRow.findUniqueOrThrow({ where: { id: mistaken.id } })).toMatchObject({
    hourlyCents: 4_110,
    withdrawnReason: set.source,
  });
  await draftsFollow();
  expect(await lineOf(statement.id)).toMatchObject({ amountCents: 12_600 });
});

test("an open row ends the day before a new one, never before the last day that it paid", async () => {
  const [open, cell] = [await theRowOn("2024-01-01", "PEPS"), { corps: "PEPS", grade: "CN" } as const];
  const set = aSetOfRates({ validFrom: "2026-01-01", validTo: null, rows: [aRate(3_900, cell)] });
  await asSuperuser((client) => client.query("INSERT INTO rate_use VALUES ($1, '2026-03-01')", [open.id]));
  expect((await previewRates(pilot, set)).faults).toMatchObject([{ reason: "usedAfter", until: "2026-03-01" }]);
  await expect(endRate(pilot, open.id, { endsOn: "2026-02-28", ...proof() })).rejects.toMatchObject({
    key: "rates.paidUntil",
  });
  await expect(
    db.rateRow.update({ where: { id: open.id }, data: { validTo: new Date("2026-02-28") } }),
  ).rejects.toThrow("after the last day");

  await writeAsRead(pilot, { ...set, validFrom: "2026-03-02" });
  expect((await theRowOn("2024-01-01", "PEPS")).validTo).toEqual(new Date("2026-03-01"));
  expect(await audited("pay.endRate", open.id)).toEqual([
    expect.objectContaining({ validToBefore: null, validTo: "2026-03-01" }),
  ]);
  await expect(endRate(pilot, open.id, { endsOn: "2026-03-15", ...proof() })).rejects.toMatchObject({
    key: "rates.endedAlready",
  });
  const fresh = await theRowOn("2026-03-02", "PEPS");
  await endRate(pilot, fresh.id, { endsOn: "2026-12-31", ...proof() });
  await endRate(pilot, fresh.id, { endsOn: "2026-12-31", ...proof() });
  expect(await audited("pay.endRate", fresh.id)).toHaveLength(1);
  await asSuperuser((client) => client.query("DELETE FROM rate_use WHERE rate_row_id = $1", [open.id]));
});

test("the past is filled and its gap is named no more; nothing overlaps", async () => {
  const gap = { from: "2017-01-01", to: "2017-08-31" };
  const gaps = async () => (await getRates(pilot, null)).gaps;
  expect((await gaps()).find(({ from }) => from === gap.from)).toMatchObject({ ...gap, cells: { length: 10 } });
  const { rows } = await getRates(pilot, "2017-03-01");
  expect(rows.filter(({ row }) => row)).toEqual([]);
  const past = aSetOfRates({ validFrom: gap.from, validTo: gap.to, rows: [aRate(3_800, { corps: "AGREGE" })] });
  await expect(writeAsRead(pilot, { ...past, validTo: "2017-09-01" })).rejects.toMatchObject({
    key: "rates.cannotBeWritten",
  });
  // 29 % below the row before.
  await expect(writeAsRead(pilot, past, false)).rejects.toMatchObject({
    key: "rates.confirmRequired",
    field: "confirmed",
  });
  await writeAsRead(pilot, past);
  expect((await gaps()).find(({ from }) => from === gap.from)).toMatchObject({ cells: { length: 9 } });
});

test("a whole set is written or nothing, as it was read, by the nation, with its password", async () => {
  const cell = { corps: "PE", grade: "CN" } as const;
  const set = aSetOfRates({ rows: [aRate(2_500, cell)] });
  const { key: seen } = await previewRates(pilot, set);
  const asked = { ...proof(), seen, confirmed: true };
  const changed = { ...set, rows: [aRate(2_600, cell)] };
  await expect(writeRates(pilot, changed, asked)).rejects.toMatchObject({ key: "rates.changedSincePreview" });
  await expect(writeRates(pilot, set, { ...asked, password: "une autre phrase" })).rejects.toMatchObject({
    key: "account.currentPasswordWrong",
  });
  const nation = await theNation();
  for (const role of ["PLATFORM_ADMIN", "RECTORAT"] as const) {
    const other = await anActor({ role, place: nation });
    await expect(previewRates(other, set)).rejects.toMatchObject({ code: "forbidden" });
    await expect(writeRates(other, set, asked)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getRates(other, null)).toMatchObject({ canWrite: false, waiting: [] });
  }
  const mixed = { ...set, rows: [...set.rows, aRate(0, { corps: "PE", grade: "HC" })] };
  await expect(writeAsRead(pilot, mixed)).rejects.toMatchObject({ key: "rates.cannotBeWritten" });
  expect(await db.rateRow.count({ where: { corps: "PE" } })).toBe(0);

  const twice = await Promise.all([writeRates(pilot, set, asked), writeRates(pilot, set, asked)]);
  expect(twice.map(({ written }) => written).sort()).toEqual([0, 1]);
  expect(await db.rateRow.count({ where: { corps: "PE" } })).toBe(1);
});

test("a row taken away while a statement is decided at it: one of the two, never both", async () => {
  const outcomes: string[] = [];
  for (const corps of ["AGREGE", "AGREGE_EPS", "PEPS", "PLP"] as const) {
    const { statement, referent, ctice, rectorat } = await aDraft();
    await db.career.updateMany({ where: { personId: referent.personId }, data: { corps, grade: "CN" } });
    await redraftDrafts();
    await controlStatement(ctice, statement.id);
    const { id } = await theRowOn("2010-07-01", corps);
    const [decided, taken] = await Promise.allSettled([
      decideStatement(rectorat, statement.id),
      withdrawRate(pilot, id, { reason: "Arrêté mal lu", ...proof() }),
    ]);
    expect([decided.status, taken.status].sort()).toEqual(["fulfilled", "rejected"]);
    const lost = decided.status === "rejected" ? decided : taken;
    expect(lost).toMatchObject({
      reason: { key: decided.status === "rejected" ? "pay.changedSinceControl" : "rates.paidSomebody" },
    });
    outcomes.push(decided.status);
  }
  expect(outcomes).toHaveLength(4);
  expect(await brokenNow()).toEqual([]);
});

test("the night names a row that changed after it paid", async () => {
  const { statement, ctice, rectorat, referent } = await aDraft();
  await db.career.updateMany({ where: { personId: referent.personId }, data: { corps: "CERTIFIE", grade: "HC" } });
  await redraftDrafts();
  await decideThrough({ ctice, rectorat }, statement.id);
  const { id } = await theRowOn("2010-07-01", "CERTIFIE", "HC");
  const set = (what: string) =>
    asSuperuser((client) => client.query(`UPDATE rate_row SET ${what} WHERE id = $1`, [id]));
  await set("valid_to = '2012-10-16'");
  expect(await brokenNow()).toEqual([`pay.rates: rate_row ${id}`]);
  await set("valid_to = '2016-06-30'");
  await asSuperuser((client) => client.query("DELETE FROM rate_use WHERE rate_row_id = $1", [id]));
  expect(await brokenNow()).toEqual([`pay.rates: rate_row ${id}`]);
});
