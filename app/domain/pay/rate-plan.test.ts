import { expect, test } from "vitest";
import { computedRate, ratedCells } from "./rate-basis";
import { gapsOf, planRates, type RateProposal, type StandingRate } from "./rate-plan";

const amounts = { hourlyCents: 3_736, yearlyCents: 107_601, firstYearlyCents: 129_121 };
const row = (over: Partial<StandingRate> = {}): StandingRate => ({
  ...{ id: "1", corps: "CERTIFIE", grade: "CN", ...amounts, source: "s", usedUntil: null },
  ...{ validFrom: "2010-07-01", validTo: null, ...over },
});
const typed = { corps: "CERTIFIE", grade: "CN", ...amounts } as const;
const noFacts = { point: null, others: null, agreges: null };
const set = (over: Partial<RateProposal> = {}): RateProposal => ({
  ...{ validFrom: "2016-07-01", validTo: null, source: "Arrêté", facts: noFacts, rows: [typed] },
  ...over,
});
const plan = (standing: StandingRate[], over: Partial<RateProposal> = {}) => planRates(standing, set(over));
const why = (standing: StandingRate[], over: Partial<RateProposal> = {}) =>
  plan(standing, over).faults.map(({ reason, from, until }) => ({ reason, from, until }));

test("a new rate ends the open one the day before, and nothing of another corps or grade", () => {
  const other = row({ id: "2", grade: "HC" });
  expect(plan([row(), other])).toMatchObject({
    comes: [{ validFrom: "2016-07-01", validTo: null, change: 0, unusual: null, replaces: null }],
    ends: [{ id: "1", endsOn: "2016-06-30" }],
    faults: [],
    spans: [
      { from: "2016-07-01", to: null },
      { from: "2016-07-01", to: null },
    ],
  });
  expect(plan([], {})).toMatchObject({ comes: [{ before: null, change: null }], ends: [] });
});

test.each<[string, StandingRate[], Partial<RateProposal>, string, string | null]>([
  ["over a closed one", [row({ validTo: "2016-12-31" })], {}, "overlaps", "2016-12-31"],
  ["over a later one", [row({ validFrom: "2017-09-01" })], { validTo: "2017-09-01" }, "overlaps", null],
  ["without an end before a later one", [row({ validFrom: "2017-09-01" })], {}, "needsEnd", "2017-08-31"],
  ["over days that an open one paid", [row({ usedUntil: "2016-07-01" })], {}, "usedAfter", "2016-07-01"],
  [
    "in the place of one that paid",
    [row({ validFrom: "2016-07-01", usedUntil: "2016-09-30" })],
    {},
    "used",
    "2016-09-30",
  ],
  ["twice", [], { rows: [typed, typed] }, "twice", null],
  ["of nothing", [], { rows: [{ ...typed, hourlyCents: 0 }] }, "amounts", null],
  ["with a first HSA below the others", [], { rows: [{ ...typed, firstYearlyCents: 1 }] }, "amounts", null],
])("a rate is not written %s", (_name, standing, over, reason, until) => {
  expect(why(standing, over)).toMatchObject([{ reason, until }]);
});

test("the past is filled between two rows, to the day", () => {
  const around = [row({ validTo: "2016-12-31" }), row({ id: "2", validFrom: "2017-09-01" })];
  const filled = plan(around, { validFrom: "2017-01-01", validTo: "2017-08-31" });
  expect(filled).toMatchObject({ comes: [{ before: { id: "1" } }], ends: [], faults: [] });
  expect(why(around, { validFrom: "2016-12-31", validTo: "2017-08-31" })).toMatchObject([{ reason: "overlaps" }]);
});

test("a row of the same first day that paid nobody is corrected; the same typed again is nothing", () => {
  const mistaken = row({ id: "2", validFrom: "2016-07-01", hourlyCents: 37_360 });
  const ended = row({ validTo: "2016-06-30" });
  expect(plan([ended, mistaken])).toMatchObject({
    // Compared with the row before, not with the mistake.
    comes: [{ replaces: { id: "2" }, before: { id: "1" }, change: 0, unusual: null }],
    ends: [],
  });
  const there = row({ id: "2", validFrom: "2016-07-01", source: "Arrêté", usedUntil: "2016-09-30" });
  expect(plan([ended, there])).toEqual({ comes: [], ends: [], faults: [], spans: [] });
});

test("beyond 20 % of the row before it is confirmed, at 20 % it is not; a corps without a maximum of service is", () => {
  const unusual = (hourlyCents: number) =>
    plan([row({ hourlyCents: 1_000 })], { rows: [{ ...typed, hourlyCents }] }).comes[0]?.unusual;
  expect([1_200, 1_201, 800, 799].map(unusual)).toEqual([null, "change", null, "change"]);
  expect(plan([], { rows: [{ ...typed, corps: "PE" }] }).comes[0]).toMatchObject({ unusual: "corps", computed: null });
});

test("what the décret gives stands beside what is typed, corps by corps", () => {
  const facts = { point: 555_635, others: { lowest: 349, highest: 658 }, agreges: { lowest: 379, highest: 821 } };
  const hourly = ratedCells.map((cell) => computedRate(cell, facts)?.hourlyCents);
  expect(hourly).toEqual([3736, 4110, 3736, 4110, 3363, 3699, 5343, 5877, 4714, 5186]);
  expect(plan([], { facts }).comes[0]?.computed).toEqual(amounts);
  expect(computedRate({ corps: "AGREGE", grade: "CN" }, { ...facts, agreges: null })).toBeNull();
});

test("gaps are named from the first row on, those of the same days together, an open one last", () => {
  const cells = [
    { corps: "CERTIFIE", grade: "CN" },
    { corps: "AGREGE", grade: "CN" },
  ] as const;
  const of = (corps: "CERTIFIE" | "AGREGE") => [
    row({ corps, validTo: "2016-12-31" }),
    row({ corps, validFrom: "2017-09-01", validTo: corps === "AGREGE" ? "2018-12-31" : null }),
  ];
  expect(gapsOf([...of("CERTIFIE"), ...of("AGREGE")], cells)).toEqual([
    { from: "2017-01-01", to: "2017-08-31", cells },
    { from: "2019-01-01", to: null, cells: [cells[1]] },
  ]);
  expect(gapsOf(of("CERTIFIE"), cells).at(-1)).toMatchObject({ to: "2017-08-31" });
  expect(gapsOf([], cells)).toEqual([]);
});
