import { expect, test } from "vitest";
import { weeklyHours } from "~/domain/pay/rate-basis";
import { findRate, firstHsaCents, hsaCents, hseCents } from "~/domain/pay/rules/rates";
import { hseRates, indexBounds, pointValues } from "./hse-rates";

const rows = hseRates.map((row, index) => ({ ...row, id: String(index) }));
const rate = (corps: "CERTIFIE" | "PLP" | "PEPS" | "AGREGE" | "AGREGE_EPS", grade: "CN" | "HC", day: string) =>
  findRate(rows, corps, grade, day);

/** The value in force on a day: the last one that began. */
const pointOn = (day: string) => pointValues.filter(({ from }) => from <= day).at(-1)?.point ?? 0;

test.each(hseRates.map((row) => [row.corps, row.grade, row.validFrom, row] as const))(
  "%s %s from %s is what its indices and the point make",
  (corps, grade, from, row) => {
    const bounds = indexBounds.find((known) => known.from <= from && (known.to === null || from <= known.to));
    expect(bounds).toBeDefined();
    const [lowest, highest] = (corps.startsWith("AGREGE") ? bounds?.agreges : bounds?.others) ?? [0, 0];
    const basis = { lowest, highest, point: pointOn(from), weeklyHours: weeklyHours[corps], grade };
    expect([hseCents(basis), hsaCents(basis), firstHsaCents(basis)]).toEqual([
      row.hourlyCents,
      row.yearlyCents,
      row.firstYearlyCents,
    ]);
  },
);

test("no row outlives its indices or its point", () => {
  for (const { validFrom, validTo } of hseRates) {
    const last = validTo ?? "9999-12-31";
    expect(pointOn(last)).toBe(pointOn(validFrom));
    const bounds = indexBounds.find(({ from, to }) => from <= validFrom && last <= (to ?? "9999-12-31"));
    expect(bounds).toBeDefined();
  }
});

/** Figures printed at the time by others: cents. The formula must find them. */
test.each([
  ["CERTIFIE", "CN", "2008-11-15", "hourlyCents", 3_688],
  ["AGREGE", "CN", "2008-11-15", "hourlyCents", 5_274],
  ["AGREGE", "HC", "2010-09-01", "yearlyCents", 169_255],
  ["AGREGE_EPS", "HC", "2010-09-01", "yearlyCents", 149_343],
  ["CERTIFIE", "CN", "2012-10-17", "hourlyCents", 3_736],
  ["CERTIFIE", "CN", "2017-11-09", "yearlyCents", 113_222],
  ["CERTIFIE", "CN", "2017-11-09", "firstYearlyCents", 135_866],
  ["AGREGE", "HC", "2017-11-09", "yearlyCents", 180_999],
  ["AGREGE", "HC", "2017-11-09", "firstYearlyCents", 217_199],
  ["PEPS", "CN", "2022-11-15", "yearlyCents", 107_078],
  ["CERTIFIE", "CN", "2022-11-15", "yearlyCents", 118_975],
  ["AGREGE", "CN", "2022-11-15", "yearlyCents", 171_915],
] as const)("%s %s on %s was published: %s %d", (corps, grade, day, figure, cents) => {
  expect(rate(corps, grade, day)).toMatchObject({ [figure]: cents });
});

test("October 2008: published figures drop the cents of the yearly amounts", () => {
  const certifie = rate("CERTIFIE", "CN", "2008-10-15");
  expect(Math.floor((certifie?.yearlyCents ?? 0) / 100)).toBe(1_062);
});

test.each([["2008-09-30"], ["2017-01-01"], ["2017-08-31"], ["2019-01-01"], ["2022-06-30"]])(
  "nothing is established on %s: no row, never the nearest",
  (day) => {
    for (const corps of Object.keys(weeklyHours) as (keyof typeof weeklyHours)[])
      for (const grade of ["CN", "HC"] as const) expect(rate(corps, grade, day)).toBeNull();
  },
);

test.each([
  ["2009-06-30", 3_688],
  ["2009-07-01", 3_706],
  ["2009-10-01", 3_718],
  ["2010-06-30", 3_718],
  ["2010-07-01", 3_736],
  ["2016-06-30", 3_736],
  ["2016-07-01", 3_759],
  ["2016-12-31", 3_759],
  ["2017-09-01", 3_931],
  ["2018-12-31", 3_931],
  ["2022-07-01", 4_131],
  ["2023-07-01", 4_193],
  ["2024-01-01", 4_232],
])("on %s, a bound of its row, an hour of a certifié is worth %d cents", (day, cents) => {
  expect(rate("CERTIFIE", "CN", day)?.hourlyCents).toBe(cents);
});

test("rows of one corps and grade never overlap, and each says its source", () => {
  for (const a of hseRates) {
    expect(a.source).not.toBe("");
    const rivals = hseRates.filter((b) => b !== a && b.corps === a.corps && b.grade === a.grade);
    expect(rivals.some((b) => b.validFrom <= a.validFrom && a.validFrom <= (b.validTo ?? "9999-12-31"))).toBe(false);
  }
});
