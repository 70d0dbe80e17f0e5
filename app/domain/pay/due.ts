import { addMonths } from "../calendar";
import { paymentForm } from "../mission/rules/letter";
import { instalmentsOf } from "./rules/instalments";
import type { Channel } from "./schema";

/** A mission paid by an amount: when its parts fall due. Days are plain; `letter` null where none was issued. */
export type FlatTerms = {
  channel: Channel;
  schoolYear: { startsOn: string; endsOn: string };
  letter: { startsOn: string; endsOn: string } | null;
};

/** IMP for the whole year, and HSA, are paid by ninths; anything else once. */
export function paidByNinths({ channel, schoolYear, letter }: FlatTerms): boolean {
  return channel === "HSA" || paymentForm(channel, letter, schoolYear) === "NINTHS";
}

/**
 * Parts due by the end of a month, numbered from 1. Ninths: October to June (décret n° 50-1253, art. 4; for the IMP the
 * first month differs between sources, October is taken). Once: in the month the year's classes end (IFIC: circ.
 * n° 2010-243), or in the month a shorter mission ends.
 */
export function partsDue(terms: FlatTerms, month: string): number[] {
  const { schoolYear, letter, channel } = terms;
  if (!paidByNinths(terms)) {
    const end = channel === "IMP" && letter ? letter.endsOn : schoolYear.endsOn;
    return month >= end.slice(0, 7) ? [1] : [];
  }
  const october = `${schoolYear.startsOn.slice(0, 4)}-10`;
  return Array.from({ length: 9 }, (_, index) => index + 1).filter((part) => addMonths(october, part - 1) <= month);
}

/** Cents of one part of a yearly amount; the parts add up to it. */
export const partOf = (terms: FlatTerms, amountCents: number, part: number): number =>
  (paidByNinths(terms) ? instalmentsOf(terms.channel, amountCents) : [amountCents])[part - 1] ?? 0;
