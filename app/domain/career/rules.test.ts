import { describe, expect, test } from "vitest";
import { changed, changedSpans, difference, gapsOf, isSaid } from "./rules";
import type { CareerFacts, CareerRow, ChangeCareer } from "./schema";

const certifie: CareerFacts = {
  ...{ category: "TEACHER", corps: "CERTIFIE", grade: "CN" },
  ...{ fullService: true, mainDuty: "TEACHING" },
};
const hc: CareerFacts = { ...certifie, grade: "HC" };
const row = (id: string, from: string, to: string | null = null, facts = certifie): CareerRow => ({
  ...facts,
  ...{ id, from, to },
});
const seen = "";
const reason = "Saisie par erreur";
const from = (day: string, facts = hc): ChangeCareer => ({ kind: "ADD", seen, from: day, ...facts });
const at = { newId: "new", today: "2012-10-10" };
const outcome = (rows: CareerRow[], change: ChangeCareer) => {
  const result = changed(rows, change, at);
  return result.ok ? result.rows.map(({ id, from, to, grade }) => [id, from, to, grade]) : result.fault.key;
};
const correct = (rowId: string, day: string, to: string | null = null, facts = hc): ChangeCareer => ({
  ...{ kind: "CORRECT", seen, rowId, from: day, to, reason },
  ...facts,
});
const remove = (rowId: string): ChangeCareer => ({ kind: "REMOVE", seen, rowId, reason });

describe("from a day on", () => {
  test("the row that covers the day ends the day before, and the new one lasts as long as it did", () => {
    expect(outcome([], from("2012-09-01"))).toEqual([["new", "2012-09-01", null, "HC"]]);
    expect(outcome([row("a", "2005-09-01")], from("2012-03-01"))).toEqual([
      ["a", "2005-09-01", "2012-02-29", "CN"],
      ["new", "2012-03-01", null, "HC"],
    ]);
    const past = [row("a", "2005-09-01", "2010-08-31"), row("b", "2012-09-01")];
    // Inside a row that ended, and in a gap.
    expect(outcome(past, from("2009-09-01"))).toEqual([
      ["a", "2005-09-01", "2009-08-31", "CN"],
      ["new", "2009-09-01", "2010-08-31", "HC"],
      ["b", "2012-09-01", null, "CN"],
    ]);
    expect(outcome(past, from("2011-09-01"))).toEqual([
      ["a", "2005-09-01", "2010-08-31", "CN"],
      ["new", "2011-09-01", "2012-08-31", "HC"],
      ["b", "2012-09-01", null, "CN"],
    ]);
    expect(outcome(past, from("2000-09-01"))).toEqual([
      ["new", "2000-09-01", "2005-08-31", "HC"],
      ["a", "2005-09-01", "2010-08-31", "CN"],
      ["b", "2012-09-01", null, "CN"],
    ]);
  });

  test.each([
    ["a row begins that day", from("2005-09-01"), "career.sameDay"],
    ["nothing would change", from("2012-09-01", certifie), "career.nothingChanges"],
    ["a year typed wrong", from("0212-09-01"), "career.tooEarly"],
    ["too far ahead", from("2014-09-01"), "career.tooLate"],
    ["a CPE who teaches", from("2012-09-01", { ...certifie, corps: "CPE" }), "career.corpsOfAnother"],
    ["an agrégé of another category", from("2012-09-01", { ...hc, category: "OTHER" }), "career.corpsOfAnother"],
  ])("%s is refused", (_name, change, key) => {
    expect(outcome([row("a", "2005-09-01")], change)).toBe(key);
  });

  test("said again it is said already", () => {
    expect(isSaid([row("a", "2005-09-01")], from("2005-09-01", certifie))).toBe(true);
    expect(isSaid([row("a", "2005-09-01")], from("2005-09-01", hc))).toBe(false);
    expect(isSaid([row("a", "2005-09-01")], correct("a", "2005-09-01", null, certifie))).toBe(true);
    expect(isSaid([row("a", "2005-09-01")], correct("a", "2005-09-01", "2012-08-31", certifie))).toBe(false);
    expect(isSaid([row("a", "2005-09-01")], remove("a"))).toBe(false);
  });
});

describe("a row entered by mistake", () => {
  const two = [row("a", "2005-09-01", "2012-08-31"), row("b", "2012-09-01", null, hc)];
  test("corrected, the row before it still ends the day before", () => {
    expect(outcome(two, correct("b", "2012-10-01"))).toEqual([
      ["a", "2005-09-01", "2012-09-30", "CN"],
      ["b", "2012-10-01", null, "HC"],
    ]);
    expect(outcome(two, correct("b", "2012-03-01"))).toEqual([
      ["a", "2005-09-01", "2012-02-29", "CN"],
      ["b", "2012-03-01", null, "HC"],
    ]);
    expect(outcome(two, correct("b", "2012-09-01", "2013-08-31"))).toEqual([
      ["a", "2005-09-01", "2012-08-31", "CN"],
      ["b", "2012-09-01", "2013-08-31", "HC"],
    ]);
  });
  test("taken away, the row before it lasts as long as it did", () => {
    expect(outcome(two, remove("b"))).toEqual([["a", "2005-09-01", null, "CN"]]);
    expect(outcome(two, remove("a"))).toEqual([["b", "2012-09-01", null, "HC"]]);
    const apart = [row("a", "2005-09-01", "2010-08-31"), row("b", "2012-09-01")];
    expect(outcome(apart, remove("b"))).toEqual([["a", "2005-09-01", "2010-08-31", "CN"]]);
  });
  test.each([
    ["over the next one", correct("a", "2005-09-01", null), "career.overlaps"],
    ["before the one before it", correct("b", "2005-09-01"), "career.overlaps"],
    ["ends before it begins", correct("b", "2012-09-01", "2012-08-31"), "career.endsBeforeItBegins"],
    ["as it is", correct("b", "2012-09-01"), "career.nothingChanges"],
    ["gone meanwhile", correct("c", "2012-09-01"), "career.rowUnknown"],
    ["taken away twice", remove("c"), "career.rowUnknown"],
  ])("%s is refused", (_name, change, key) => {
    expect(outcome(two, change)).toBe(key);
  });
});

test("the days on which something is another, and what", () => {
  const before = [row("a", "2005-09-01")];
  const result = changed(before, from("2012-03-01"), at);
  const rows = result.ok ? result.rows : [];
  expect(changedSpans(before, rows)).toEqual([{ from: "2012-03-01", to: null, facts: ["grade"] }]);
  expect(changedSpans(rows, before)).toEqual([{ from: "2012-03-01", to: null, facts: ["grade"] }]);
  expect(changedSpans(before, before)).toEqual([]);
  const all = ["category", "corps", "grade", "fullService", "mainDuty"];
  expect(changedSpans([], before)).toEqual([{ from: "2005-09-01", to: null, facts: all }]);
  // Two rows that say the same of different days: only what was between them.
  expect(changedSpans([row("a", "2005-09-01", "2010-08-31"), row("b", "2011-09-01")], before)).toEqual([
    { from: "2010-09-01", to: "2011-08-31", facts: all },
  ]);
  // One span where two rows of it are replaced by one that differs alike.
  expect(
    changedSpans([row("a", "2005-09-01", "2010-08-31"), row("b", "2010-09-01")], [row("c", "2005-09-01", null, hc)]),
  ).toEqual([{ from: "2005-09-01", to: null, facts: ["grade"] }]);
});

test("rows that change, and days that no row covers", () => {
  const [a, b] = [row("a", "2005-09-01", "2010-08-31"), row("b", "2012-09-01")];
  expect(difference([a, b], [a])).toEqual({ gone: [b], come: [] });
  expect(difference([a], [{ ...a, to: "2009-08-31" }, b])).toEqual({
    gone: [a],
    come: [{ ...a, to: "2009-08-31" }, b],
  });
  expect(gapsOf([b, a])).toEqual([{ from: "2010-09-01", to: "2012-08-31" }]);
  expect(gapsOf([row("a", "2005-09-01", "2012-08-31"), b])).toEqual([]);
  expect(gapsOf([])).toEqual([]);
});
