import { firstHsaCents, hsaCents, hseCents } from "./rules/rates";
import type { Corps, Grade } from "./schema";

/** Corps that the décret n° 50-1253 gives an hour of overtime, with their weekly maximum of service (hours). */
export const weeklyHours = { CERTIFIE: 18, PLP: 18, PEPS: 20, AGREGE: 15, AGREGE_EPS: 17 } as const;
export type RatedCorps = keyof typeof weeklyHours;

export const grades = ["CN", "HC"] as const satisfies readonly Grade[];
export type RateCell = { corps: Corps; grade: Grade };
/** HSE an hour, HSA a year, first HSA above the service a year: cents. */
export type RateAmounts = { hourlyCents: number; yearlyCents: number; firstYearlyCents: number };

export const isRated = (corps: Corps): corps is RatedCorps => Object.hasOwn(weeklyHours, corps);
/** What a whole table of rates holds. */
export const ratedCells = (Object.keys(weeklyHours) as RatedCorps[]).flatMap((corps) =>
  grades.map((grade) => ({ corps, grade })),
);
export const cellKey = ({ corps, grade }: RateCell): string => `${corps}-${grade}`;

type Bounds = { lowest: number; highest: number };
/** What rates are computed from: first and last index (INM) of the classe normale, ten-thousandths of a euro a point. */
export type RateFacts = { point: number | null; others: Bounds | null; agreges: Bounds | null };

/** What the text gives for a corps and grade; null where a fact, or the corps' maximum of service, is not known. */
export function computedRate({ corps, grade }: RateCell, { point, others, agreges }: RateFacts): RateAmounts | null {
  const bounds = corps === "AGREGE" || corps === "AGREGE_EPS" ? agreges : others;
  if (point === null || bounds === null || !isRated(corps)) return null;
  const basis = { ...bounds, point, grade, weeklyHours: weeklyHours[corps] };
  return { hourlyCents: hseCents(basis), yearlyCents: hsaCents(basis), firstYearlyCents: firstHsaCents(basis) };
}
