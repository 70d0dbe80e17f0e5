import { expect, test } from "vitest";
import { Histogram } from "./histogram";

test("percentiles are within one per cent of those of the sorted durations", () => {
  const durations = Array.from({ length: 5_000 }, (_, place) => 0.2 + (place * place) / 10_000);
  const histogram = new Histogram();
  for (const ms of durations) histogram.add(ms);
  for (const share of [0.5, 0.95, 0.99, 1]) {
    const exact = durations[Math.ceil(durations.length * share) - 1] ?? Number.NaN;
    const found = histogram.percentile(share) ?? Number.NaN;
    expect(Math.abs(found - exact) / exact, `p${share * 100}`).toBeLessThan(0.01);
  }
});

test("what never came is the worst of all", () => {
  const histogram = new Histogram();
  for (let n = 0; n < 90; n++) histogram.add(1);
  histogram.addMissing(10);
  expect(histogram.percentile(0.9)).toBeCloseTo(1, 1);
  expect(histogram.percentile(0.95)).toBe(Number.POSITIVE_INFINITY);
  expect(new Histogram().percentile(0.5)).toBeNull();
});
