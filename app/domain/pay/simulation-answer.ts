import { dayOf } from "../calendar";
import { explain } from "./rules";
import type { Judgement } from "./rules/together";
import { bracketOf } from "./rules/vacation";
import type { Decision, Finding, Formats, RateRowFacts } from "./schema";
import type { Simulation } from "./simulation-schema";

export type FormatsOf = Record<"fr" | "en", Formats>;

/** Cents → « 224.16 », exactly. */
export const decimalOf = (cents: number): string => {
  const size = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
};

const weight: Record<Decision, number> = { REFUSE: 0, HOLD: 1, WARN: 2, ACCEPT: 3 };
const gravestFirst = (findings: readonly Finding[]) =>
  findings.filter(({ decision }) => decision !== "ACCEPT").sort((a, b) => weight[a.decision] - weight[b.decision]);

/** A judgement as other tools read it: amounts in decimals, the gravest finding first, both languages. */
export function answerOf({ lines: asked }: Simulation, judgement: Judgement, formats: FormatsOf) {
  return {
    lines: judgement.lines.map((line, index) => {
      const findings = gravestFirst(line.findings);
      const bracket = asked[index] && bracketRow(asked[index]);
      return {
        ref: line.ref,
        decision: line.decision,
        codes: findings.map(({ code }) => code),
        amount: line.amountCents === null ? null : decimalOf(line.amountCents),
        rateRow: line.rateRow ? rateOf(line.rateRow) : (bracket ?? null),
        text: findings[0]?.text ?? line.rateRow?.source ?? bracket?.source ?? null,
        explanation: {
          fr: sentences(findings, "fr", formats) || "Aucune des règles vérifiées ne s'oppose à cette ligne.",
          en: sentences(findings, "en", formats) || "None of the rules that were checked stands against this line.",
        },
        unchecked: line.unchecked,
      };
    }),
    groups: judgement.groups,
    payable: decimalOf(judgement.payableCents),
  };
}

export const sentences = (
  findings: readonly Pick<Finding, "code" | "params">[],
  locale: "fr" | "en",
  formats: FormatsOf,
): string => findings.map((finding) => explain(finding, locale, formats[locale])).join(" ");

/** A dated row as a line keeps it. */
export const rateOf = (row: RateRowFacts) => ({
  id: row.id,
  corps: row.corps,
  grade: row.grade,
  hse: decimalOf(row.hourlyCents),
  hsa: decimalOf(row.yearlyCents),
  validFrom: dayOf(row.validFrom),
  validTo: row.validTo && dayOf(row.validTo),
  source: row.source,
  rounding: row.rounding,
});

function bracketRow({ channel, level, serviceDate }: Simulation["lines"][number]) {
  if (channel !== "VACATION" || !level || !serviceDate) return null;
  const bracket = bracketOf(level, serviceDate);
  return (
    bracket && {
      level: bracket.level,
      unit: bracket.unit,
      least: decimalOf(bracket.leastCents),
      most: decimalOf(bracket.mostCents),
      validFrom: bracket.validFrom,
      validTo: bracket.validTo,
      source: "Arrêté du 7 mai 2012 (NOR MENF1220270A), art. 3",
    }
  );
}
