import { expect, test } from "vitest";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { applyCorrectionToHours } from "~/domain/hours/commands/correct.server";
import { appendEntries } from "~/domain/hours/ledger.server";
import { getHour } from "~/domain/hours/origin.server";
import { getHoursPage, listHours, listOverlaps, sumHours } from "~/domain/hours/queries.server";
import { listUnbookedSheets } from "~/domain/hours/sheet.server";
import { verifyLedger } from "~/domain/hours/verification.server";
import { db, inTransaction } from "~/platform/db.server";
import { setClock } from "../factories/clock";
import { anApprovedCorrection, anOpenCohort, aSealedSheet, seal } from "../factories/hours";
import { actorOf, anActor, aPerson } from "../factories/person";
import { anAcademie, theNation } from "../factories/place";

const BEFORE = "2012-10-17T14:00:00Z";
const AFTER = "2012-10-17T15:30:00Z";
await setClock("2012-10-17T10:00:00Z");

const linesOf = (sheetId: string) =>
  db.hourEntry.findMany({
    where: { sheetId },
    orderBy: { number: "asc" },
    select: { number: true, role: true, minutes: true, personId: true, academieId: true },
  });

test("a sheet is booked after its planned end, and not before", async () => {
  const cohort = await anOpenCohort();
  const { sheet } = await aSealedSheet(cohort);
  await setClock(BEFORE);
  await bookSheet(sheet.id);
  expect(await linesOf(sheet.id)).toEqual([]);
  expect(await listUnbookedSheets(db)).not.toContain(sheet.id);

  await setClock(AFTER);
  expect(await listUnbookedSheets(db)).toContain(sheet.id);
  await bookSheet(sheet.id);
  const lines = await linesOf(sheet.id);
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(lines.filter(({ role }) => role === "TRAINEE").map(({ minutes }) => minutes)).toEqual([180, 180, 180]);
  expect(lines.filter(({ role }) => role === "TRAINER")).toMatchObject([
    { minutes: 180, personId: cohort.referent.id },
  ]);
  expect(await listUnbookedSheets(db)).not.toContain(sheet.id);
});

test("an open sheet is never booked", async () => {
  const { sheet } = await aSealedSheet(await anOpenCohort(), { sealed: false });
  await bookSheet(sheet.id);
  expect(await linesOf(sheet.id)).toEqual([]);
});

test("twenty retries at once book a sheet once", async () => {
  const { sheet } = await aSealedSheet(await anOpenCohort());
  await Promise.all(Array.from({ length: 20 }, () => bookSheet(sheet.id)));
  expect(await linesOf(sheet.id)).toHaveLength(4);
});

test("two sheets of one académie booked at once number their lines without a gap", async () => {
  const academie = await anAcademie();
  const sheets = [];
  for (let n = 0; n < 4; n++) sheets.push((await aSealedSheet(await anOpenCohort({ academie }))).sheet.id);
  await Promise.all(sheets.map(bookSheet));
  const lines = await db.hourEntry.findMany({ where: { academieId: academie.id }, orderBy: { number: "asc" } });
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  expect(await verifyLedger(academie.id, "2012-2013")).toMatchObject({ lines: 16, brokenAt: null });
});

test("a person booked elsewhere at that time is left out, said in the audit, and the others are booked", async () => {
  const twice = await aPerson();
  const other = await aPerson();
  const [before, after] = [await anOpenCohort({ trainees: [twice] }), await anOpenCohort({ trainees: [twice, other] })];
  const first = { cohort: before, ...(await aSealedSheet(before)) };
  const second = { cohort: after, ...(await aSealedSheet(after, { startsAt: "2012-10-17T13:00:00Z", hours: 2 })) };
  await bookSheet(first.sheet.id);
  await bookSheet(second.sheet.id);
  const lines = await linesOf(second.sheet.id);
  expect(lines.map(({ personId }) => personId)).not.toContain(twice.id);
  expect(lines.map(({ personId }) => personId)).toContain(other.id);
  const referent = await actorOf(second.cohort.referent);
  expect(await listOverlaps(referent)).toMatchObject([{ personId: twice.id, seanceId: second.seance.id }]);
  expect(await listOverlaps(await actorOf(first.cohort.referent))).toEqual([]);
  const said = await db.auditEvent.findMany({ where: { action: "hours.overlap", subjectId: second.sheet.id } });
  expect(said).toMatchObject([{ facts: { personId: twice.id, role: "TRAINEE" } }]);
});

test("two académies that book one person at once take turns: one books her, the other says why it does not", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => aPerson()));
  const sheets = [];
  for (let n = 0; n < 2; n++) sheets.push((await aSealedSheet(await anOpenCohort({ trainees: people }))).sheet.id);
  await Promise.all(sheets.map(bookSheet));
  for (const { id } of people) expect(await db.hourEntry.count({ where: { personId: id } })).toBe(1);
  expect(await db.auditEvent.count({ where: { action: "hours.overlap", subjectId: { in: sheets } } })).toBe(6);
});

test("a line whose key is there already is left out, whoever delivers it again", async () => {
  const { sheet } = await aSealedSheet(await anOpenCohort());
  await bookSheet(sheet.id);
  const [line] = await db.hourEntry.findMany({ where: { sheetId: sheet.id }, omit: { createdAt: true } });
  if (!line) throw new Error("a line");
  const { id: _, number: _n, previousHash: _p, hash: _h, digest: _d, sealedAt: _s, at, ...rest } = line;
  const { academieId, schoolYearId, ...draft } = rest;
  const again = () => inTransaction((tx) => appendEntries(tx, { academieId, schoolYearId }, [draft], at));
  expect(await again()).toBe(0);
  // It does not overlap itself: nobody is told so.
  expect(await db.auditEvent.count({ where: { action: "hours.overlap", subjectId: sheet.id } })).toBe(0);
});

test("a séance that starts when another one ends is no overlap", async () => {
  const person = await aPerson();
  const first = await aSealedSheet(await anOpenCohort({ trainees: [person] }), {
    startsAt: "2012-10-17T12:00:00Z",
    hours: 1,
  });
  const second = await aSealedSheet(await anOpenCohort({ trainees: [person] }), {
    startsAt: "2012-10-17T13:00:00Z",
    hours: 1,
  });
  await Promise.all([bookSheet(first.sheet.id), bookSheet(second.sheet.id)]);
  expect(await db.hourEntry.count({ where: { personId: person.id } })).toBe(2);
});

test("a wrong presence is taken back by a counter-entry, once, and its interval is free again", async () => {
  const cohort = await anOpenCohort({ count: 2 });
  const { sheet, present } = await aSealedSheet(cohort);
  await bookSheet(sheet.id);
  const [wrong] = present;
  if (!wrong?.personId) throw new Error("nobody there");
  const at = new Date(AFTER);
  const correction = await anApprovedCorrection(cohort, sheet.id, wrong.id, "REMOVE", at);
  await Promise.all([applyCorrectionToHours(correction.id), applyCorrectionToHours(correction.id)]);
  const lines = await db.hourEntry.findMany({ where: { personId: wrong.personId }, orderBy: { number: "asc" } });
  expect(lines.map(({ minutes }) => minutes)).toEqual([180, -180]);
  expect(lines[1]).toMatchObject({ reversesId: lines[0]?.id, reason: "Erreur de pointage" });
  expect(await db.bookedInterval.count({ where: { personId: wrong.personId } })).toBe(0);

  const back = await anApprovedCorrection(cohort, sheet.id, wrong.id, "ADD", at);
  await applyCorrectionToHours(back.id);
  await applyCorrectionToHours(correction.id);
  const sums = await db.hourEntry.aggregate({
    where: { personId: wrong.personId },
    _sum: { minutes: true },
    _count: true,
  });
  expect(sums).toMatchObject({ _sum: { minutes: 180 }, _count: 3 });
});

test("a person left out is added by a correction; before booking, a correction waits for it", async () => {
  const cohort = await anOpenCohort({ count: 3 });
  const { sheet } = await aSealedSheet(cohort, { present: 2 });
  const left = cohort.enrolments[2];
  if (!left) throw new Error("nobody there");
  const correction = await anApprovedCorrection(cohort, sheet.id, left.id, "ADD", new Date(AFTER));
  await applyCorrectionToHours(correction.id);
  expect(await linesOf(sheet.id)).toEqual([]);
  await bookSheet(sheet.id);
  await applyCorrectionToHours(correction.id);
  expect(await linesOf(sheet.id)).toHaveLength(4);
});

test("a correction that nobody approved writes nothing, not even what an approved one is about to", async () => {
  const cohort = await anOpenCohort();
  const { sheet } = await aSealedSheet(cohort);
  await bookSheet(sheet.id);
  const before = await linesOf(sheet.id);
  const [first, second] = cohort.enrolments;
  await anApprovedCorrection(cohort, sheet.id, first?.id ?? "", "REMOVE", new Date(AFTER));
  const proposed = await db.attendanceCorrection.create({
    data: {
      sheetId: sheet.id,
      enrolmentId: second?.id ?? "",
      kind: "REMOVE",
      reason: "Parti à 15 h",
      proposedById: cohort.referent.id,
      proposedAt: new Date(AFTER),
    },
  });
  await applyCorrectionToHours(proposed.id);
  expect(await linesOf(sheet.id)).toEqual(before);
});

test("a cancelled séance gives no hour", async () => {
  const { sheet, seance } = await aSealedSheet(await anOpenCohort(), { sealed: false });
  await db.seance.update({ where: { id: seance.id }, data: { status: "CANCELLED", cancelledReason: "Grève" } });
  await seal(sheet.id, seance.trainerId, 0, new Date(AFTER));
  await bookSheet(sheet.id);
  expect(await linesOf(sheet.id)).toEqual([]);
});

test("who reads an hour: the person, the référente, those who answer for the school; nobody else", async () => {
  const academie = await anAcademie();
  const cohort = await anOpenCohort({ academie });
  const sibling = await anOpenCohort({ academie });
  const { sheet } = await aSealedSheet(cohort);
  await bookSheet(sheet.id);
  const entry = await db.hourEntry.findFirstOrThrow({ where: { sheetId: sheet.id, role: "TRAINEE" } });
  const reads = async (actor: Awaited<ReturnType<typeof actorOf>>) =>
    getHour(actor, entry.id).then(
      () => true,
      () => false,
    );
  const nation = await theNation();
  expect(await reads(await actorOf({ id: entry.personId }))).toBe(true);
  expect(await reads(await actorOf(cohort.referent))).toBe(true);
  for (const role of ["HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"] as const) {
    expect(await reads(await anActor({ role, place: role === "HEAD" ? cohort.school : academie }))).toBe(true);
    expect(await reads(await anActor({ role, place: sibling.school }))).toBe(false);
    expect(await reads(await anActor({ role, place: await anAcademie() }))).toBe(false);
  }
  expect(await reads(await actorOf(sibling.referent))).toBe(false);
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: nation });
  expect(await reads(pilot)).toBe(false);
  const page = await getHoursPage(pilot, { view: "place", after: null });
  expect(page).toMatchObject({ view: "mine", lines: [], overlaps: [] });
  expect(page.nation).toContainEqual({ academieId: academie.id, academie: academie.name, lines: 4, minutes: 720 });
});

test("pages of hours follow one another without a line twice or missing", async () => {
  const cohort = await anOpenCohort({ count: 20 });
  for (const day of ["2012-09-12", "2012-09-19", "2012-09-26"]) {
    const { sheet } = await aSealedSheet(cohort, { startsAt: `${day}T12:00:00Z` });
    await bookSheet(sheet.id);
  }
  const referent = await actorOf(cohort.referent);
  const first = await listHours(referent, "place");
  const second = await listHours(referent, "place", first.next && { at: first.next.startsAt, id: first.next.id });
  const ids = [...first.lines, ...second.lines].map(({ id }) => id);
  expect(first.lines).toHaveLength(50);
  expect(second.next).toBeNull();
  expect(new Set(ids).size).toBe(63);
  expect(await sumHours(referent, "mine")).toEqual([{ role: "TRAINER", modality: "ON_SITE", minutes: 540 }]);
});
