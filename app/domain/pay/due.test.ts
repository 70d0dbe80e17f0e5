import { expect, test } from "vitest";
import { type FlatTerms, partOf, partsDue } from "./due";

const year = { startsOn: "2016-09-01", endsOn: "2017-07-08" };
const ific: FlatTerms = { channel: "IFIC", schoolYear: { startsOn: "2012-09-04", endsOn: "2013-07-06" }, letter: null };
const imp: FlatTerms = { channel: "IMP", schoolYear: year, letter: year };

test.each([
  [ific, "2013-06", []],
  [ific, "2013-07", [1]],
  [ific, "2013-09", [1]],
  [imp, "2016-09", []],
  [imp, "2016-10", [1]],
  [imp, "2017-02", [1, 2, 3, 4, 5]],
  [imp, "2017-06", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [imp, "2018-01", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ ...imp, letter: { startsOn: "2016-09-01", endsOn: "2017-01-31" } }, "2016-12", []],
  [{ ...imp, letter: { startsOn: "2016-09-01", endsOn: "2017-01-31" } }, "2017-01", [1]],
  [{ ...imp, channel: "HSA", letter: null }, "2016-11", [1, 2]],
  [{ ...imp, channel: "PACTE" }, "2017-06", []],
  [{ ...imp, channel: "PACTE" }, "2017-07", [1]],
] as [FlatTerms, string, number[]][])("%j by the end of %s: parts %j", (terms, month, parts) => {
  expect(partsDue(terms, month)).toEqual(parts);
});

test("parts add up to the yearly amount", () => {
  const parts = (terms: FlatTerms, cents: number) =>
    partsDue(terms, "2099-01").reduce((sum, part) => sum + partOf(terms, cents, part), 0);
  for (const cents of [31_250, 125_000, 107_601, 1]) {
    expect(parts(imp, cents)).toBe(cents);
    expect(parts(ific, cents)).toBe(cents);
  }
});
