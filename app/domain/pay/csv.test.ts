import { expect, test } from "vitest";
import { decimal, toCsv } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" +33 2", "' +33 2"],
  ["-112,08", "-112,08"],
  ["-A1", "'-A1"],
  ['Le "TNI"; suite', '"Le ""TNI""; suite"'],
  ["=A1;B", `"'=A1;B"`],
])("a cell %s is written %s", (value, written) => {
  expect(toCsv([[value]])).toBe(`\uFEFF${written}\r\n`);
});

test.each([
  [11_208, "112,08"],
  [-5, "-0,05"],
  [0, "0,00"],
])("%d hundredths are %s", (cents, written) => {
  expect(decimal(cents)).toBe(written);
});
