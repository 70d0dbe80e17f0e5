import fc from "fast-check";
import { expect, test } from "vitest";
import { ninths } from "./instalments";
import { amountOf, hsaAfterAbsence } from "./rates";
import { correctionEntries, judgeRecovery } from "./recovery";

test.each([
  ["2012-07-25", "2014-07-31", undefined, "ACCEPT"],
  ["2012-07-25", "2014-08-01", undefined, "REFUSE"],
  ["2012-07-25", "2014-09-01", undefined, "REFUSE"],
  ["2012-07-25", "2014-09-01", true, "ACCEPT"],
  ["2012-07-25", "2017-08-01", true, "REFUSE"],
  ["2012-12-31", "2014-12-31", null, "ACCEPT"],
  ["2012-12-31", "2015-01-01", false, "REFUSE"],
])("paid on %s and claimed on %s (false data: %s): %s", (paidOn, claimedOn, falseDeclaration, decision) => {
  expect(judgeRecovery({ paidOn, claimedOn, falseDeclaration }).decision).toBe(decision);
});

test("a correction takes the old amount back and writes the true one", () => {
  const line = { minutes: 360, amountCents: 22_416 };
  expect(correctionEntries(line, 240, { hourlyCents: 3_736 })).toEqual({
    entries: [
      { minutes: -360, amountCents: -22_416 },
      { minutes: 240, amountCents: 14_944 },
    ],
    netCents: -7_472,
  });
  expect(correctionEntries(line, 0, { hourlyCents: 3_736 }).netCents).toBe(-22_416);
});

test("ninths add up to the cent, the larger first", () => {
  expect(ninths(125_000)).toEqual([...Array(8).fill(13_889), 13_888]);
  fc.assert(
    fc.property(fc.nat(), (cents) => {
      const parts = ninths(cents);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents);
      expect((parts[0] ?? 0) - (parts[8] ?? 0)).toBeLessThanOrEqual(1);
    }),
  );
});

test("amounts are rounded half-up, once", () => {
  expect(amountOf(180, 3_736)).toBe(11_208);
  expect(amountOf(1, 30)).toBe(1);
  expect(amountOf(1, 29)).toBe(0);
  expect(amountOf(150, 3_000)).toBe(7_500);
});

test("a day of absence takes 1/270 of the yearly HSA", () => {
  expect([hsaAfterAbsence(107_601, 0), hsaAfterAbsence(107_601, 27), hsaAfterAbsence(107_601, 300)]).toEqual([
    107_601, 96_841, 0,
  ]);
});
