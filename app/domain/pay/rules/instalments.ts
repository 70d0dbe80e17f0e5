import type { Channel } from "../schema";

/** Paid by ninths, October to June: HSA (décret n° 50-1253, art. 4) and IMP of a whole year (circ. n° 2015-058). */
const byNinths: readonly Channel[] = ["HSA", "IMP"];

/** Nine monthly parts of a yearly amount, cents, the larger first; they add up exactly. Never IFIC (PAY-06). */
export function ninths(amountCents: number): number[] {
  const floor = Math.floor(amountCents / 9);
  return Array.from({ length: 9 }, (_, index) => floor + (index < amountCents - floor * 9 ? 1 : 0));
}

/** The payments of an amount, cents, as its channel pays them: nine, or one. */
export const instalmentsOf = (channel: Channel, amountCents: number): number[] =>
  byNinths.includes(channel) ? ninths(amountCents) : [amountCents];
