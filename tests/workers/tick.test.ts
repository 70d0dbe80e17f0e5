import { expect, test } from "vitest";
import { makeMove, moveClock } from "~/domain/demonstration/commands.server";
import { demonstrationBar, nextStatementDay } from "~/domain/demonstration/queries.server";
import { startOnce } from "~/domain/jobs/scheduled.server";
import { listLateMonths, listMonthsToDraft } from "~/domain/pay/run.server";
import { remindSeance } from "~/domain/seance/convocation.server";
import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { tick } from "../../workers/tick";
import { setClock } from "../factories/clock";
import { anOpenCohort, aSchoolYear, aSealedSheet } from "../factories/hours";
import { theRates } from "../factories/pay";

await setClock("2012-10-10T07:00:00Z");
const jobsOf = (name: string) => db.outbox.findMany({ where: { kind: "JOB", name }, orderBy: { id: "asc" } });
const now = async () => (await businessNow()).getTime();

test("of many that start the same period at once, one does", async () => {
  const started = await Promise.all(Array.from({ length: 12 }, () => startOnce("2011-01", "clock.tick", {})));
  expect(started.filter(Boolean)).toHaveLength(1);
  expect(await jobsOf("clock.tick")).toHaveLength(1);
});

test("months are due from the second day of the next one, Paris time, and missed ones are caught up", async () => {
  await aSchoolYear("2011-2012");
  await aSchoolYear();
  expect((await listMonthsToDraft()).at(-1)).toBe("2012-09");
  await Promise.all([tick(), tick()]);
  const drafted = (await jobsOf("pay.draftStatements")).map(({ payload }) => (payload as { month: string }).month);
  expect(drafted[0]).toBe("2011-09");
  expect(new Set(drafted).size).toBe(drafted.length);

  await moveClock(null, new Date("2012-11-01T22:59:00Z"));
  expect(await listMonthsToDraft()).toEqual([]);
  await moveClock(null, new Date("2012-11-01T23:00:00Z"));
  expect(await listMonthsToDraft()).toEqual(["2012-10"]);
  await tick();
  await tick();
  expect(await listMonthsToDraft()).toEqual([]);
});

test("a sealed sheet whose end is past is asked for by the tick, once a day until it is booked", async () => {
  const { sheet } = await aSealedSheet(await anOpenCohort(), { startsAt: "2012-11-05T13:00:00Z" });
  await tick();
  expect(await jobsOf("hours.bookSheet")).toEqual([]);
  await makeMove(null, "seance");
  expect(await now()).toBeGreaterThanOrEqual(new Date("2012-11-05T13:00:00Z").getTime());
  await makeMove(null, "finSeance");
  await tick();
  await tick();
  expect((await jobsOf("hours.bookSheet")).map(({ payload }) => payload)).toEqual([{ sheetId: sheet.id }]);
});

test("people are reminded the day before from 8 h, once, and not of a date that moved", async () => {
  const cohort = await anOpenCohort({ count: 2 });
  const { seance } = await aSealedSheet(cohort, { startsAt: "2012-11-08T13:00:00Z", sealed: false, present: 0 });
  await moveClock(null, new Date("2012-11-07T06:50:00Z"));
  await tick();
  expect(await jobsOf("seance.remind")).toEqual([]);
  await moveClock(null, new Date("2012-11-07T07:00:00Z"));
  await tick();
  await tick();
  const asked = (await jobsOf("seance.remind")).map(({ payload }) => payload);
  expect(asked).toEqual([{ seanceId: seance.id, revision: 1 }]);
  const reminders = () => db.mail.count({ where: { template: "reminder" } });
  await remindSeance(seance.id, 2);
  expect(await reminders()).toBe(0);
  await remindSeance(seance.id, 1);
  await remindSeance(seance.id, 1);
  expect(await reminders()).toBe(2);
  await db.seance.update({ where: { id: seance.id }, data: { status: "CANCELLED", cancelledReason: "Grève" } });
});

test("moving the clock is announced and written down; going back is refused and changes nothing", async () => {
  const before = await now();
  await expect(moveClock(null, new Date("2012-10-01T08:00:00Z"))).rejects.toMatchObject({ key: "demo.backwards" });
  expect(await now()).toBeLessThan(before + 60_000);
  await expect(makeMove(null, "seance")).rejects.toMatchObject({ key: "demo.nowhere" });
  await makeMove(null, "date");
  expect(new Date(await now()).toISOString()).toMatch(/^2012-12-02T08:00/);
  expect(await db.outbox.count({ where: { name: "clock.moved" } })).toBeGreaterThan(0);
  expect(await db.auditEvent.count({ where: { action: "clock.move" } })).toBeGreaterThan(0);
});

test("the bar says the date and offers what lies ahead", async () => {
  expect(await demonstrationBar("fr")).toMatchObject({
    dateLabel: expect.stringContaining("décembre 2012"),
    moves: [{ intent: "date" }],
  });
});

test.each([
  ["2012-10-10T07:00:00Z", "2012-11-02T08:00:00.000Z"],
  ["2012-11-02T07:59:00Z", "2012-11-02T08:00:00.000Z"],
  ["2012-11-02T08:00:00Z", "2012-12-02T08:00:00.000Z"],
])("from %s the next day of statements is %s", (from, to) => {
  expect(nextStatementDay(new Date(from)).toISOString()).toBe(to);
});

test("a month asked for and never finished is asked again, once a day; a finished one is not", async () => {
  await db.scheduledRun.updateMany({ data: { createdAt: new Date("2012-01-01") } });
  const late = await listLateMonths();
  expect(late.map(({ month }) => month)).toContain("2012-09");
  await db.statementRun.create({
    data: { month: "2012-09", total: 0, startedAt: await businessNow(), finishedAt: await businessNow() },
  });
  expect((await listLateMonths()).map(({ month }) => month)).not.toContain("2012-09");
  const asked = async (month: string) =>
    (await jobsOf("pay.draftStatements")).filter(({ payload }) => (payload as { month: string }).month === month)
      .length;
  const before = await Promise.all(late.map(({ month }) => asked(month)));
  await tick();
  await tick();
  const after = await Promise.all(late.map(({ month }) => asked(month)));
  expect(after).toEqual(late.map(({ month }, index) => (before[index] ?? 0) + (month === "2012-09" ? 0 : 1)));
});

test("drafts are judged anew when a rate, an opening or a credit changes, and only then", async () => {
  await theRates();
  await tick();
  const asked = async () => (await jobsOf("pay.redraftDrafts")).length;
  const before = await asked();
  await tick();
  expect(await asked()).toBe(before);
  await db.rateRow.updateMany({ where: { validTo: null }, data: { validTo: new Date("2030-12-31") } });
  await tick();
  expect(await asked()).toBe(before + 1);
});

test("a run that stands still is asked again once where it stands", async () => {
  const run = await db.statementRun.create({
    data: { month: "2012-12", total: 3, startedAt: await businessNow(), createdAt: new Date("2012-01-01") },
  });
  const asked = async () =>
    (await jobsOf("pay.draftStatements")).filter(({ payload }) => (payload as { month: string }).month === "2012-12")
      .length;
  const before = await asked();
  await tick();
  const once = await asked();
  expect(once).toBeGreaterThan(before);
  await tick();
  expect(await asked()).toBe(once);
  await db.statementRun.update({ where: { id: run.id }, data: { finishedAt: await businessNow() } });
});
