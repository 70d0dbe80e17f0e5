import { expect, test } from "vitest";
import { hseRates } from "../../../../prisma/frameworks/hse-rates";
import { decideLines, type NamedLine } from "./together";

const rates = hseRates.map((row, index) => ({ ...row, id: `row-${index}` }));
const judge = (...lines: NamedLine[]) => decideLines(lines, rates, "2013-07-25");
const certifie = { corps: "CERTIFIE", grade: "CN" } as const;
const hour = { start: "2012-10-10T14:00", end: "2012-10-10T15:00" };

test("IFIC and HSE on one mission: the IFIC is paid, the HSE refused", () => {
  const outcome = judge(
    { ref: "a", channel: "IFIC", mission: "M1", amountCents: 40_000 },
    { ref: "b", channel: "HSE", mission: "M1", minutes: 360, serviceDate: "2012-03-14", person: certifie },
  );
  expect(outcome.lines.map(({ decision }) => decision)).toEqual(["ACCEPT", "REFUSE"]);
  expect(outcome.groups).toEqual([{ lines: ["a", "b"], decision: "REFUSE", code: "PAY-01", paidAtMost: 1 }]);
  expect(outcome.payableCents).toBe(40_000);
});

test("one hour as HSE and as vacation: both wait, one is payable at most", () => {
  const outcome = judge(
    { ref: "a", channel: "HSE", interval: hour },
    { ref: "b", channel: "VACATION", interval: hour },
  );
  expect(outcome.lines.map(({ decision }) => decision)).toEqual(["HOLD", "HOLD"]);
  expect(outcome.groups).toEqual([{ lines: ["a", "b"], decision: "REFUSE", code: "PAY-12", paidAtMost: 1 }]);
  expect(outcome.payableCents).toBe(0);
});

test("an IFIC and a discharge on one mission are refused together", () => {
  const outcome = judge(
    { ref: "a", channel: "IFIC", mission: "M1", amountCents: 80_000 },
    { ref: "b", channel: "DECHARGE", mission: "M1", hoursPerWeek: 1 },
  );
  expect(outcome.groups).toMatchObject([{ decision: "REFUSE", code: "PAY-02" }]);
  expect(outcome.payableCents).toBe(0);
});

test("two hours that touch are paid, two that overlap are not", () => {
  const second = (start: string): NamedLine => ({
    ref: "b",
    channel: "HSE",
    interval: { start, end: "2012-10-10T18:00" },
  });
  const first: NamedLine = {
    ref: "a",
    channel: "HSE",
    interval: { start: "2012-10-10T14:00", end: "2012-10-10T17:00" },
  };
  expect(judge(first, second("2012-10-10T17:00")).groups).toEqual([]);
  expect(judge(first, second("2012-10-10T16:59")).groups).toMatchObject([{ code: "HRS-01" }]);
  expect(judge(first, second("2012-10-10T16:59")).lines.map(({ decision }) => decision)).toEqual(["ACCEPT", "REFUSE"]);
});

test("the same claim three times is one line", () => {
  const claim = (ref: string): NamedLine => ({ ref, channel: "HSE", claimKey: "P1|S7|2012-10-10|M2", interval: hour });
  const { lines } = judge(claim("a"), claim("b"), claim("c"));
  expect(lines.map(({ decision }) => decision)).toEqual(["ACCEPT", "REFUSE", "REFUSE"]);
  expect(lines[1]?.findings).toMatchObject([{ code: "HRS-04" }]);
});

test("each line is priced at the rate of its own day", () => {
  const line = (ref: string, serviceDate: string): NamedLine => ({
    ref,
    channel: "HSE",
    minutes: 120,
    serviceDate,
    person: certifie,
  });
  expect(judge(line("a", "2016-06-30"), line("b", "2016-07-01")).lines.map(({ amountCents }) => amountCents)).toEqual([
    7_472, 7_518,
  ]);
});

test("a pair is named for what sets its two lines apart, not for a third line", () => {
  const on = (ref: string, channel: NamedLine["channel"]): NamedLine => ({
    ref,
    channel,
    mission: "M1",
    amountCents: 40_000,
  });
  const { groups } = judge(on("a", "IFIC"), on("b", "HSE"), on("c", "VACATION"));
  expect(groups.map(({ lines }) => lines)).toEqual([
    ["a", "b"],
    ["a", "c"],
  ]);
});
