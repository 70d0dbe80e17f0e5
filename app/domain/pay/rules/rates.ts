import { type Day, dayOf, schoolYearSpan } from "../../calendar";
import type { Corps, Grade, LineFacts, RateRowFacts } from "../schema";
import { answerTo, englishEnd, frenchEnd, type Said, whichRate } from "./answers";
import { defineRule, held, UNCHECKED, warned } from "./rule";

/** How amounts are rounded; kept with each row and each line. */
export const ROUNDING =
  "taux horaire calculé exactement, arrondi une fois au centime (demi supérieur) ; montant de la ligne arrondi une fois";

/** Half-up division of positive integers. */
export const divide = (dividend: bigint, divisor: bigint): number => Number((2n * dividend + divisor) / (2n * divisor));

export type RateBasis = {
  /** Indices (INM) of the first and last step of the classe normale. */
  lowest: number;
  highest: number;
  /** Yearly value of one point of index, in ten-thousandths of a euro: 55,5635 € is 555 635. */
  point: number;
  /** Weekly maximum of service of the corps, hours. */
  weeklyHours: number;
  grade: Grade;
};

/** The HSA as an exact fraction of a cent. */
function exactHsa({ lowest, highest, point, weeklyHours, grade }: RateBasis): { over: bigint; under: bigint } {
  const over = BigInt(lowest + highest) * BigInt(point) * 9n * (grade === "HC" ? 11n : 10n);
  return { over, under: 2n * 100n * 13n * 10n * BigInt(weeklyHours) };
}

/**
 * HSA, cents a year: mean salary of the classe normale × 9/13 ÷ weekly maximum; × 1,10 for the hors classe.
 * Décret n° 50-1253 of 6 October 1950, art. 2.
 */
export function hsaCents(basis: RateBasis): number {
  const { over, under } = exactHsa(basis);
  return divide(over, under);
}

/** The first HSA above the service, cents a year: × 1,20. Décret n° 99-824 of 17 September 1999. */
export function firstHsaCents(basis: RateBasis): number {
  const { over, under } = exactHsa(basis);
  return divide(over * 12n, under * 10n);
}

/** HSE, cents an hour: HSA ÷ 36 × 1,25, never from the first HSA; rounded once. Décret n° 50-1253, art. 5. */
export function hseCents(basis: RateBasis): number {
  const { over, under } = exactHsa(basis);
  return divide(over * 125n, under * 3600n);
}

/** HSA of a year with days of absence, cents: 1/270 less a day. Décret n° 50-1253, art. 4. */
export const hsaAfterAbsence = (yearlyCents: number, daysAbsent: number): number =>
  divide(BigInt(yearlyCents) * BigInt(Math.max(0, 270 - daysAbsent)), 270n);

/**
 * HSA of a year for so many hours a week, cents, rounded once. The first weekly hour of a person in the year is dearer, by
 * one fifth, and only that one (décret n° 50-1253, art. 2, from décret n° 99-824); `first`: this line has it.
 */
export function hsaOf(
  row: Pick<RateRowFacts, "yearlyCents" | "firstYearlyCents">,
  hoursPerWeek: number,
  first: boolean,
) {
  const dearer = first ? Math.min(hoursPerWeek, 1) : 0;
  return Math.round(row.firstYearlyCents * dearer + row.yearlyCents * (hoursPerWeek - dearer));
}

/** Minutes at an hourly rate, cents, rounded half-up once. */
export const amountOf = (minutes: number, hourlyCents: number): number =>
  divide(BigInt(minutes) * BigInt(hourlyCents), 60n);

/** The row of a corps and grade on the day of service; null when none covers it: never the nearest. */
export function findRate(rows: readonly RateRowFacts[], corps: Corps, grade: Grade, day: Day): RateRowFacts | null {
  for (const row of rows)
    if (row.corps === corps && row.grade === grade && row.channel === "HSE" && covers(row, day)) return row;
  return null;
}

const covers = ({ validFrom, validTo }: RateRowFacts, day: Day) =>
  dayOf(validFrom) <= day && (validTo === null || day <= dayOf(validTo));

/** The day a line is priced at: that of its service, or the first of its year for a yearly HSA. */
export function pricedOn({ channel, serviceDate, schoolYear }: LineFacts): Day | null | undefined {
  if (channel !== "HSA" || serviceDate) return serviceDate;
  return schoolYear ? schoolYearSpan(schoolYear)?.from : schoolYear;
}

type Params06 = {
  reason: "noRow" | "differs" | "unknown" | "firstHour" | "shared";
  day: string;
  corps: string;
  claimed: number;
  amount: number;
  /** Other missions that share the hours. */
  others?: number | null;
} & Said;

/** Of several missions nothing says which one has the first hour: asked of a person, with what would make it another question. */
const sharedHours = (facts: LineFacts) => ({
  reason: "shared" as const,
  day: pricedOn(facts) ?? "",
  corps: facts.person?.corps ?? "",
  claimed: 0,
  amount: 0,
  others: facts.otherHsaMissions ?? null,
});

/** Whether a yearly HSA has the dearer hour; null where several missions share the hours and nobody said which has it. */
export function hasFirstHour(facts: LineFacts): boolean | null {
  const { otherHsaMissions: elsewhere, answers } = facts;
  if (elsewhere === undefined || elsewhere === 0) return elsewhere === 0;
  const said = answerTo("HRS-06", sharedHours(facts), answers)?.answer;
  return said === "FIRST" || said === "ORDINARY" ? said === "FIRST" : null;
}

export const hrs06 = defineRule<Params06>({
  code: "HRS-06",
  text: "Décret n° 50-1253 du 6 octobre 1950 : taux du corps et du grade à la date du service",
  inForce: { from: "1950-10-06", to: null },
  channels: ["HSE", "HSA"],
  judge: (facts, { amountCents, rateRow }) => {
    const { corps, grade } = facts.person ?? {};
    const day = pricedOn(facts);
    const params = { day: day ?? "", corps: corps ?? "", claimed: facts.amountCents ?? 0, amount: amountCents ?? 0 };
    if (corps === null || grade === null || day === null) return held({ reason: "unknown", ...params });
    if (corps === undefined || grade === undefined || day === undefined) return UNCHECKED;
    if (rateRow === null) return held({ reason: "noRow", ...params });
    const { channel, otherHsaMissions: elsewhere } = facts;
    if (channel === "HSA" && elsewhere !== undefined && elsewhere !== 0) return held(sharedHours(facts));
    if (amountCents === null) return facts.minutes === undefined ? UNCHECKED : null;
    if (typeof facts.amountCents === "number" && facts.amountCents !== amountCents)
      return warned({ reason: "differs", ...params });
    if (channel !== "HSA" || elsewhere === undefined) return null;
    return { decision: "ACCEPT", params: { reason: "firstHour", ...params, amount: rateRow.firstYearlyCents } };
  },
  asks: ({ reason }) => (reason === "shared" ? whichRate : null),
  fr: ({ reason, day, corps, claimed, amount, ...said }, f) => {
    if (reason === "unknown")
      return "Le corps, le grade ou la date du service n'est pas connu : le taux ne peut être lu. Une carrière qui couvre ce jour est attendue.";
    if (reason === "noRow")
      return `Aucun taux n'est établi pour le corps « ${corpsLabel(corps)} » et ce grade au ${f.date(day)} : une décision est attendue.`;
    if (reason === "firstHour")
      return `La première heure hebdomadaire d'HSA de l'année est payée au taux majoré de 20 % (${f.money(amount)}) ; les HSA de ses propres classes ne sont pas connues ici : qui décide en répond.`;
    if (reason === "shared")
      return `Plusieurs missions de cette personne sont payées en HSA cette année, et une seule heure est au taux majoré${frenchEnd(said, f)}`;
    return `Recalculé au taux du ${f.date(day)} : ${f.money(amount)} au lieu de ${f.money(claimed)}.`;
  },
  en: ({ reason, day, corps, claimed, amount, ...said }, f) => {
    if (reason === "unknown")
      return "The corps, the grade or the date of service is not known: no rate can be read. A career that covers the day is awaited.";
    if (reason === "noRow")
      return `No rate is established for the corps "${corpsLabel(corps)}" and this grade on ${f.date(day)}: a decision is awaited.`;
    if (reason === "firstHour")
      return `The first weekly hour of HSA of the year is paid at the rate raised by 20% (${f.money(amount)}); the HSA of the person's own classes are not known here: whoever decides answers for it.`;
    if (reason === "shared")
      return `Several missions of this person are paid by HSA this year, and only one hour has the raised rate${englishEnd(said, f)}`;
    return `Recomputed at the rate of ${f.date(day)}: ${f.money(amount)} instead of ${f.money(claimed)}.`;
  },
});

const corpsLabels: Record<string, string> = {
  CERTIFIE: "certifié",
  AGREGE: "agrégé",
  AGREGE_EPS: "agrégé EPS",
  PE: "professeur des écoles",
  OTHER: "autre",
};
const corpsLabel = (corps: string) => corpsLabels[corps] ?? corps;
