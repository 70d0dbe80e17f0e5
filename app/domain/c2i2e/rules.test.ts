import { expect, test } from "vitest";
import { domainOf, readCompetenceCode } from "./rules";

test.each([
  ["A.1-1", "A.1-1"],
  ["A.1.1", "A.1-1"],
  ["A11", "A.1-1"],
  [" b.2-5 ", "B.2-5"],
  ["b25", "B.2-5"],
  ["C.1-1", null],
  ["A.1", null],
  ["A.1-10", null],
])("%s is %s", (typed, code) => {
  expect(readCompetenceCode(typed)).toBe(code);
});

test.each([
  ["A.1-1", "A.1"],
  ["B.4-3", "B.4"],
  ["1.1", "1"],
])("%s belongs to %s", (code, domain) => {
  expect(domainOf(code)).toBe(domain);
});
