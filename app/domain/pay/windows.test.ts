import { expect, test } from "vitest";
import { closingState, effectiveAt, isOver } from "./closing";
import { whyNotDeclare } from "./declaration";
import { applicationOf, exportWindow, type InputWindow, windowNotes } from "./windows";

const window = (month: string, opensOn: string, closesOn: string): InputWindow => ({
  application: "ASIE",
  month,
  opensOn,
  closesOn,
  graceDays: 0,
});
const autumn = [
  window("2012-11", "2012-12-01", "2012-12-15"),
  window("2012-10", "2012-11-02", "2012-11-15"),
  window("2012-09", "2012-10-01", "2012-10-31"),
];

test.each([
  ["2012-11-01", { open: false, known: true, closesOn: null, nextOpensOn: "2012-11-02" }],
  ["2012-11-02", { open: true, known: true, closesOn: "2012-11-15", daysLeft: 13 }],
  ["2012-11-15", { open: true, closesOn: "2012-11-15", daysLeft: 0 }],
  ["2012-11-16", { open: false, nextOpensOn: "2012-12-01" }],
  // A later month takes what comes late; an earlier one takes nothing of October.
  ["2012-12-10", { open: true, closesOn: "2012-12-15", daysLeft: 5 }],
  ["2012-10-15", { open: false, nextOpensOn: "2012-11-02" }],
  ["2012-12-16", { open: false, nextOpensOn: null }],
])("the statement of October on %s", (today, expected) => {
  expect(exportWindow("ASIE", autumn, { month: "2012-10", today })).toMatchObject(expected);
});

test("an unknown window holds nothing back, nor does a channel without an application", () => {
  const when = { month: "2013-03", today: "2013-04-01" };
  expect(exportWindow("ASIE", autumn, when)).toMatchObject({ open: true, known: false });
  expect(exportWindow("STSWEB", autumn, { ...when, month: "2012-10" })).toMatchObject({ open: true, known: false });
  expect(["HSE", "HSA", "IMP", "IFIC"].map((channel) => applicationOf(channel as never))).toEqual([
    "ASIE",
    "STSWEB",
    "STSWEB",
    null,
  ]);
});

test("the pages tell the windows open today, or else the next one", () => {
  expect(windowNotes(autumn, "2012-11-12")).toEqual([
    { application: "ASIE", month: "2012-10", state: "OPEN", on: "2012-11-15", days: 3 },
  ]);
  expect(windowNotes(autumn, "2012-11-20")).toMatchObject([{ month: "2012-11", state: "NEXT", days: 11 }]);
  expect(windowNotes(autumn, "2013-01-01")).toEqual([]);
});

test("grace ends with its last day where the school is, across the change of time too", () => {
  const at = (iso: string, days: number, zone = "Europe/Paris") => effectiveAt(new Date(iso), days, zone).toISOString();
  expect(at("2012-11-05T08:00:00Z", 0)).toBe("2012-11-05T08:00:00.000Z");
  expect(at("2012-11-05T08:00:00Z", 3)).toBe("2012-11-08T23:00:00.000Z");
  expect(at("2012-10-26T08:00:00Z", 3)).toBe("2012-10-29T23:00:00.000Z");
  expect(at("2012-11-05T20:30:00Z", 1, "Indian/Reunion")).toBe("2012-11-07T20:00:00.000Z");
  const word = { kind: "CLOSED", effectiveAt: new Date("2012-11-08T23:00:00Z") } as const;
  expect(closingState(word, new Date("2012-11-08T22:59:59Z"))).toBe("GRACE");
  expect(closingState(word, new Date("2012-11-08T23:00:00Z"))).toBe("CLOSED");
  expect(closingState({ kind: "REOPENED", effectiveAt: null }, new Date())).toBe("OPEN");
  expect([isOver("2012-10", "2012-10-31"), isOver("2012-10", "2012-11-01")]).toEqual([false, true]);
});

test("a month is declared when it has begun, is done and signed, and holds something", () => {
  const base = { hours: 1, toCome: 0, openSheets: 0, month: "2012-10", currentMonth: "2012-10" };
  const why = (over: Partial<typeof base>) => whyNotDeclare({ ...base, ...over }).map(({ key }) => key);
  expect(why({})).toEqual([]);
  expect(why({ month: "2012-11" })).toEqual(["pay.monthToCome"]);
  expect(why({ toCome: 1, openSheets: 2 })).toEqual(["pay.seancesToCome", "pay.sheetsOpen"]);
  expect(why({ hours: 0 })).toEqual(["pay.nothingToDeclare"]);
});
