import { expect, test } from "vitest";
import { spread, written } from "./spread";

test("the median of an even and of an odd number of rounds, with the extremes", () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, n: 3 });
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4, n: 4 });
  expect(spread([null, 7, undefined])).toEqual({ median: 7, min: 7, max: 7, n: 1 });
  expect(spread([null])).toBeNull();
});

test("a figure is written with its spread, and what never came as such", () => {
  expect(written(spread([1, 2, 4.06]))).toBe("2.0 (1.0–4.1)");
  expect(written(spread([5]))).toBe("5.0");
  expect(written(spread([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]))).toBe("never (1.0–never)");
  expect(written(null)).toBe("–");
});
