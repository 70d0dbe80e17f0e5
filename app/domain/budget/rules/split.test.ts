import fc from "fast-check";
import { expect, test } from "vitest";
import { missingCents, PHASE2_PARTS, splitEqually, splitLargestRemainder } from "./split";

test("parts take their floor, then cents go to the largest remainders", () => {
  const weights = [
    { code: "A", weight: 100_000 },
    { code: "B", weight: 200_000 },
    { code: "C", weight: 300_001 },
  ];
  expect(splitLargestRemainder(75_200_000, weights).map(({ cents }) => cents)).toEqual([
    12_533_312, 25_066_625, 37_600_063,
  ]);
});

test("ties go by code, whatever order the weights come in", () => {
  const weights = ["C", "A", "B"].map((code) => ({ code, weight: 1 }));
  expect(splitLargestRemainder(200, weights)).toEqual([
    { code: "C", weight: 1, cents: 66 },
    { code: "A", weight: 1, cents: 67 },
    { code: "B", weight: 1, cents: 67 },
  ]);
});

test("phase 2 is split 20, 60 and 20 %", () => {
  expect(splitLargestRemainder(376_000_000, PHASE2_PARTS).map(({ cents }) => cents)).toEqual([
    75_200_000, 75_200_000, 225_600_000,
  ]);
});

test.each([
  ["nobody", 100, []],
  ["no weight", 100, [{ code: "A", weight: 0 }]],
  ["a negative weight", 100, [{ code: "A", weight: -1 }]],
  ["half a cent", 0.5, [{ code: "A", weight: 1 }]],
  ["a code twice", 100, ["A", "A"].map((code) => ({ code, weight: 1 }))],
])("%s is refused", (_case, total, weights) => {
  expect(() => splitLargestRemainder(total, weights)).toThrow(RangeError);
});

const weights = fc
  .uniqueArray(fc.record({ code: fc.string({ minLength: 1 }), weight: fc.nat() }), {
    selector: ({ code }) => code,
    minLength: 1,
    maxLength: 40,
  })
  .filter((all) => all.some(({ weight }) => weight > 0));
const cents = fc.nat({ max: Number.MAX_SAFE_INTEGER });

test("the shares add up to the cent, each within a cent of its exact part, and order changes nothing", () => {
  fc.assert(
    fc.property(cents, weights, (total, given) => {
      const shares = splitLargestRemainder(total, given);
      const sum = given.reduce((all, { weight }) => all + BigInt(weight), 0n);
      expect(shares.reduce((all, share) => all + BigInt(share.cents), 0n)).toBe(BigInt(total));
      for (const { weight, cents: part } of shares) {
        const gap = BigInt(part) * sum - BigInt(total) * BigInt(weight);
        expect(gap > -sum && gap < sum).toBe(true);
        if (weight === 0) expect(part).toBe(0);
      }
      const again = splitLargestRemainder(total, [...given].reverse());
      expect(new Map(again.map(({ code, cents: part }) => [code, part]))).toEqual(
        new Map(shares.map(({ code, cents: part }) => [code, part])),
      );
    }),
  );
});

test("equal parts differ by a cent at most, the larger first", () => {
  const parts = splitEqually(2_100_000, 282);
  expect([parts[0], parts.at(-1), parts.filter((part) => part === 7_447).length]).toEqual([7_447, 7_446, 228]);
  expect(
    missingCents(
      2_100_000,
      parts.map((part) => ({ cents: part })),
    ),
  ).toBe(0);
});
