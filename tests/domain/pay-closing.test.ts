import { setClock } from "@tests/factories/clock";
import { aDraft, aSeance, aWorkedCohort, decideThrough, hold, proof, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { draftStatements } from "~/domain/budget/statements.server";
import { appendEntries } from "~/domain/hours/ledger.server";
import { counterEntry } from "~/domain/hours/rules";
import { getClosings } from "~/domain/pay/closing.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { closeMonth, reopenMonth } from "~/domain/pay/commands/close.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { writeWindow } from "~/domain/pay/commands/write-window.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { getStatement } from "~/domain/pay/statement.server";
import { getCalendars, listWindowNotes } from "~/domain/pay/windows.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, pool } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const month = "2012-10";
type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;
const window = ({ academie, rectorat }: Worked, over: Partial<Parameters<typeof writeWindow>[1]> = {}) =>
  writeWindow(rectorat, {
    academieId: academie.id,
    application: "ASIE",
    month,
    opensOn: "2012-11-02",
    closesOn: "2012-11-15",
    graceDays: 0,
    source: "Note de service d'essai",
    ...over,
  });
const closingsOf = (placeId: string) => db.monthClosingEvent.findMany({ where: { placeId }, orderBy: { id: "asc" } });

test("a month closes once it is over, once for fifty presses, and then takes no certification", async () => {
  const worked = await aWorkedCohort();
  const { academie, rectorat, ctice, head, entry } = worked;
  const here = { placeId: academie.id, month };
  await expect(closeMonth(ctice, here)).rejects.toMatchObject({ code: "forbidden" });
  await expect(closeMonth(rectorat, here)).rejects.toMatchObject({ key: "pay.monthNotOver" });
  await setClock("2012-11-05T08:00:00Z");
  const left = (await getClosings(rectorat, here)).preview;
  expect(left).toMatchObject({
    state: "OPEN",
    over: true,
    left: [{ hours: 1, minutes: 180, sheets: 0, undeclared: 1 }],
  });
  const pressed = await Promise.all(Array.from({ length: 50 }, () => closeMonth(rectorat, here)));
  expect(pressed.filter(({ closed }) => closed)).toHaveLength(1);
  expect(await closingsOf(academie.id)).toMatchObject([{ kind: "CLOSED", byId: rectorat.personId }]);
  const audited = await db.auditEvent.findMany({ where: { action: "pay.close", byId: rectorat.personId } });
  expect(audited).toMatchObject([{ facts: { hours: 1, minutes: 180, sheets: 0 } }]);

  expect((await listToCertify(head))[0]?.blocked).toMatchObject({ key: "pay.monthClosed", facts: { month } });
  await expect(certifyService(head, [entry.id])).rejects.toMatchObject({ key: "pay.monthClosed" });
  const refused = { decision: "REFUSED", reason: "Non fait" } as const;
  await expect(certifyService(head, [entry.id], refused)).rejects.toMatchObject({ key: "pay.monthClosed" });
  await expect(
    pool().query(
      `insert into certification (id, hour_entry_id, decision, certified_by_id, at)
       values (gen_random_uuid(), $1, 'CERTIFIED', $2, business_now())`,
      [entry.id, head.personId],
    ),
  ).rejects.toThrow(/closed month takes no certification/);
  // Another académie goes on.
  const other = await aWorkedCohort();
  expect(await certifyService(other.head, [other.entry.id])).toEqual({ certified: 1 });
});

test("opened again with a reason in one school, then closed again as a whole: the last word counts", async () => {
  const worked = await aWorkedCohort();
  const { academie, school, rectorat, head, entry } = worked;
  const [whole, part] = [
    { placeId: academie.id, month },
    { placeId: school.id, month },
  ];
  const reason = "Feuille retrouvée";
  await expect(reopenMonth(rectorat, { ...part, reason })).rejects.toMatchObject({ key: "pay.monthNotClosed" });
  await closeMonth(rectorat, whole);
  expect(await closeMonth(rectorat, part)).toEqual({ closed: false });
  expect(await reopenMonth(rectorat, { ...part, reason })).toEqual({ reopened: true });
  expect(await reopenMonth(rectorat, { ...part, reason })).toEqual({ reopened: false });
  expect((await getClosings(rectorat, whole)).preview).toMatchObject({ state: "CLOSED", openBelow: true });
  expect(await certifyService(head, [entry.id])).toEqual({ certified: 1 });
  expect(await closeMonth(rectorat, whole)).toEqual({ closed: true });
  // What was said in time may be said again: it is still once.
  expect(await certifyService(head, [entry.id])).toEqual({ certified: 0 });
  expect((await getClosings(rectorat, part)).preview).toMatchObject({
    state: "CLOSED",
    left: [{ hours: 0, undeclared: 1 }],
  });
  await expect(
    pool().query(
      `insert into month_closing_event (place_id, month, kind, at, by_id) values ($1, $2, 'REOPENED', now(), $3)`,
      [school.id, month, rectorat.personId],
    ),
  ).rejects.toThrow(/month_closing_event_kind/);
});

test("the days of grace of the calendar let the head certify to the end of the last one", async () => {
  const worked = await aWorkedCohort();
  const { academie, rectorat, head, entry, referent, cohort } = worked;
  const late = await hold(worked, await aSeance(cohort, referent.personId, "2012-10-24T12:00:00Z"));
  await window(worked, { graceDays: 3 });
  await closeMonth(rectorat, { placeId: academie.id, month });
  const [closed] = await closingsOf(academie.id);
  // Closed on Monday 5 November: until Thursday 8, midnight in Paris.
  expect(closed?.effectiveAt?.toISOString()).toBe("2012-11-08T23:00:00.000Z");
  await setClock("2012-11-08T22:58:00Z");
  expect(await certifyService(head, [entry.id])).toEqual({ certified: 1 });
  await setClock("2012-11-08T23:00:30Z");
  await expect(certifyService(head, [late.id])).rejects.toMatchObject({ key: "pay.monthClosed" });
});

test("certified after the decision, once opened again: the next statement; a correction goes there too", async () => {
  const first = await aDraft();
  const { academie, rectorat, school, head, referent, cohort, entry } = first;
  const late = await hold(first, await aSeance(cohort, referent.personId, "2012-10-24T12:00:00Z"));
  await decideThrough(first, first.statement.id);
  await closeMonth(rectorat, { placeId: academie.id, month });
  await expect(certifyService(head, [late.id])).rejects.toMatchObject({ key: "pay.monthClosed" });
  await reopenMonth(rectorat, { placeId: school.id, month, reason: "Oubli du certificateur" });
  await certifyService(head, [late.id]);
  await closeMonth(rectorat, { placeId: academie.id, month });
  // The closed month is not touched by a correction, which the ledger takes at any time.
  const booked = await db.hourEntry.findUniqueOrThrow({ where: { id: entry.id } });
  const { number: _n, hash: _h, previousHash: _p, createdAt: _c, academieId, schoolYearId, at: _a, ...line } = booked;
  await inTransaction(async (tx) =>
    appendEntries(tx, { academieId, schoolYearId }, [counterEntry(line, "Séance écourtée")], await businessNow(tx)),
  );
  await draftStatements("2012-10");
  await draftStatements("2012-11");
  const lines = async (of: string) =>
    (await db.payLine.findMany({ where: { statement: { academieId: academie.id, month: of } } }))
      .map(({ minutes, amountCents }) => [minutes, amountCents])
      .sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0));
  expect(await lines("2012-10")).toEqual([[180, 11_208]]);
  expect(await lines("2012-11")).toEqual([
    [180, 11_208],
    [-180, -11_208],
  ]);
});

test("outside the window a statement is prepared, not exported; the refusal says when; an unknown window says so", async () => {
  const draft = await aDraft();
  const { statement, ctice, rectorat, head } = draft;
  await decideThrough(draft, statement.id);
  expect((await getStatement(rectorat, statement.id)).window).toMatchObject({ known: false, open: true });
  await window(draft, { opensOn: "2012-11-20", closesOn: "2012-11-25" });
  const refused = (key: string, facts: object) =>
    expect(exportStatement(rectorat, statement.id, proof())).rejects.toMatchObject({ key, facts });
  await refused("pay.outsideWindow", { application: "ASIE", opensOn: "2012-11-20" });
  const page = await getStatement(rectorat, statement.id);
  expect(page).toMatchObject({ can: { export: false }, window: { known: true, nextOpensOn: "2012-11-20" } });
  expect(page.missing.export.map(({ key }) => key)).toEqual(["pay.outsideWindow"]);
  expect((await listWindowNotes(head))[0]?.notes).toMatchObject([{ application: "ASIE", state: "NEXT", month }]);
  // The last word counts: the window of October was over before today.
  await window(draft, { opensOn: "2012-11-01", closesOn: "2012-11-06" });
  await refused("pay.afterLastWindow", { application: "ASIE" });
  // What comes late is taken with a later month.
  await window(draft, { month: "2012-11", opensOn: "2012-11-08", closesOn: "2012-11-11" });
  expect((await listWindowNotes(ctice))[0]?.notes).toMatchObject([
    { state: "OPEN", month: "2012-11", on: "2012-11-11" },
  ]);
  await exportStatement(rectorat, statement.id, proof());
  expect((await getStatement(rectorat, statement.id)).status).toBe("EXPORTED");
});

test("the rectorat writes the calendar of its académie; the same window twice is once", async () => {
  const worked = await aWorkedCohort();
  const { academie, ctice, rectorat } = worked;
  await window(worked);
  await Promise.all([window(worked), window(worked)]);
  await window(worked, { graceDays: 2 });
  expect(await db.inputWindow.count({ where: { academieId: academie.id } })).toBe(2);
  const [calendar] = await getCalendars(ctice);
  expect(calendar).toMatchObject({ id: academie.id, canWrite: false, windows: [{ graceDays: 2 }] });
  expect((await getCalendars(rectorat))[0]?.canWrite).toBe(true);
  await expect(window({ ...worked, rectorat: ctice })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await anActor({ role: "RECTORAT", place: await anAcademie() });
  await expect(window({ ...worked, rectorat: stranger })).rejects.toMatchObject({ code: "not_found" });
  const [far, here] = [await aSchool(academie), { placeId: academie.id, month }];
  await expect(closeMonth(stranger, here)).rejects.toMatchObject({ code: "not_found" });
  await expect(getClosings(stranger, { placeId: far.id })).rejects.toMatchObject({ code: "not_found" });
});
