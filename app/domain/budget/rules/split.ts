import type { Share, Weight } from "../schema";

/**
 * Splits integer cents by weight: each takes the floor of its exact part, then the cents left go one by one to the
 * largest remainders, ties by code. The shares add up to the total exactly (BUD-04). Order of `weights` is kept.
 * @throws RangeError when there is nobody to share with, a weight is not a count, or a code comes twice
 */
export function splitLargestRemainder(totalCents: number, weights: readonly Weight[]): Share[] {
  if (!Number.isSafeInteger(totalCents) || totalCents < 0) throw new RangeError("a total is a count of cents");
  if (new Set(weights.map(({ code }) => code)).size !== weights.length) throw new RangeError("a code comes twice");
  if (weights.some(({ weight }) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError("a weight is a count");
  const total = BigInt(totalCents);
  const sum = weights.reduce((all, { weight }) => all + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError("no weight to share by");

  // Products overflow doubles (cents × pupils): exact integers only.
  const parts = weights.map(({ code, weight }) => {
    const product = total * BigInt(weight);
    return { code, weight, cents: product / sum, remainder: product % sum };
  });
  const left = Number(total - parts.reduce((all, { cents }) => all + cents, 0n));
  const lucky = new Set(
    [...parts]
      .sort((a, b) => (a.remainder === b.remainder ? (a.code < b.code ? -1 : 1) : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ code }) => code),
  );
  return parts.map(({ code, weight, cents }) => ({ code, weight, cents: Number(cents) + (lucky.has(code) ? 1 : 0) }));
}

/** Splits cents into `count` parts as equal as cents allow, the larger first: ninths, a sum shared by schools. */
export function splitEqually(totalCents: number, count: number): number[] {
  if (!Number.isSafeInteger(totalCents) || totalCents < 0) throw new RangeError("a total is a count of cents");
  if (!Number.isInteger(count) || count < 1) throw new RangeError("at least one part");
  const floor = Math.floor(totalCents / count);
  const larger = totalCents - floor * count;
  return Array.from({ length: count }, (_, index) => floor + (index < larger ? 1 : 0));
}

/** The phase-2 split between programmes: 20 % for 140, 60 % for 141, 20 % for 139. */
export const PHASE2_PARTS: readonly Weight[] = [
  { code: "139", weight: 20 },
  { code: "140", weight: 20 },
  { code: "141", weight: 60 },
];

/** BUD-04: cents by which the parts miss the envelope; 0 lets the split be published. */
export const missingCents = (totalCents: number, shares: readonly { cents: number }[]): number =>
  totalCents - shares.reduce((sum, { cents }) => sum + cents, 0);
