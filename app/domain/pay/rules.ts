import type { Day } from "../calendar";
import { answered } from "./rules/answers";
import { bud01, bud02, bud03, bud05 } from "./rules/credits";
import { hrs01, hrs04, pay01, pay02, pay12 } from "./rules/cumul";
import { evd01, evd02, evd03, evd04 } from "./rules/evidence";
import { hrs02, hrs03, hrs05 } from "./rules/hours";
import { pay03, pay04, pay05, pay06, pay07 } from "./rules/ific";
import { pay14 } from "./rules/missions";
import { pay08, pay09, pay10 } from "./rules/overtime";
import { amountOf, findRate, hasFirstHour, hrs06, hsaAfterAbsence, hsaOf, pricedOn } from "./rules/rates";
import { rec02 } from "./rules/recovery";
import { type Rule, UNCHECKED } from "./rules/rule";
import { bracketOf, pay11, pay13 } from "./rules/vacation";
import {
  type Channel,
  channels,
  type Decision,
  type Finding,
  type Formats,
  type LineDecision,
  type LineFacts,
  type RateRowFacts,
  type RuleCode,
} from "./schema";

/** Kept with each line: what was decided is explained by the rules as they were. */
export const RULE_VERSION = "pay-4";

/** Every rule of a line, in the order its findings are read. */
export const lineRules: readonly Rule[] = [
  pay01,
  pay02,
  pay03,
  pay04,
  pay05,
  pay06,
  pay07,
  pay08,
  pay09,
  pay10,
  pay11,
  pay12,
  pay13,
  pay14,
  hrs01,
  hrs02,
  hrs03,
  hrs04,
  hrs05,
  hrs06,
  evd01,
  evd02,
  evd03,
  evd04,
  bud01,
  bud02,
  bud03,
  bud05,
];
const rulesOf = Object.fromEntries(
  channels.map((channel) => [channel, lineRules.filter((rule) => rule.channels.includes(channel))]),
) as Record<Channel, Rule[]>;
const ruleBy = new Map([...lineRules, rec02].map((rule) => [rule.code, rule]));

const weight: Record<Decision, number> = { ACCEPT: 0, WARN: 1, HOLD: 2, REFUSE: 3 };

/**
 * Judges one line: the gravest finding decides (REFUSE > HOLD > WARN > ACCEPT), the amount is computed once from the rate
 * row of the day of service, and a date that no row covers is held. `today` is the local day of judging, null where unsaid.
 */
export function decideLine(facts: LineFacts, rates: readonly RateRowFacts[], today: Day | null): LineDecision {
  const rateRow = rateOf(facts, rates);
  const amountCents = priceOf(facts, rateRow);
  const context = { today, amountCents, rateRow };
  const findings: Finding[] = [];
  const unchecked: RuleCode[] = [];
  let decision: Decision = "ACCEPT";
  for (const rule of rulesOf[facts.channel]) {
    const verdict = answered(rule, rule.judge(facts, context), facts.answers);
    if (verdict === null) continue;
    if (verdict === UNCHECKED) {
      unchecked.push(rule.code);
      continue;
    }
    findings.push({ code: rule.code, text: rule.text, ...verdict });
    if (weight[verdict.decision] > weight[decision]) decision = verdict.decision;
  }
  return { decision, findings, rateRow, amountCents, unchecked, ruleVersion: RULE_VERSION };
}

/** True when a line may enter a statement: accepted, and nothing left unchecked. */
export const isPayable = ({ decision, unchecked, amountCents }: LineDecision): boolean =>
  (decision === "ACCEPT" || decision === "WARN") && unchecked.length === 0 && amountCents !== null;

/** Cents a line adds to what is due: nothing when it is held or refused. */
export const dueCents = ({ decision, amountCents }: Pick<LineDecision, "decision" | "amountCents">): number =>
  decision === "ACCEPT" || decision === "WARN" ? (amountCents ?? 0) : 0;

/** The sentence of a finding; its template stands beside its rule. */
export function explain(finding: Pick<Finding, "code" | "params">, locale: "fr" | "en", formats: Formats): string {
  return ruleBy.get(finding.code)?.[locale](finding.params, formats) ?? finding.code;
}

/** The text a rule comes from and the days it holds. */
export function ruleText(code: RuleCode): { text: string; from: Day | null; to: Day | null } | null {
  const rule = ruleBy.get(code);
  return rule ? { text: rule.text, ...rule.inForce } : null;
}

function rateOf(facts: LineFacts, rates: readonly RateRowFacts[]): RateRowFacts | null {
  if (facts.channel !== "HSE" && facts.channel !== "HSA") return null;
  const { corps, grade } = facts.person ?? {};
  const day = pricedOn(facts);
  return corps && grade && day ? findRate(rates, corps, grade, day) : null;
}

/** Cents; null when a fact it needs is missing. */
function priceOf(facts: LineFacts, row: RateRowFacts | null): number | null {
  const { minutes } = facts;
  switch (facts.channel) {
    case "HSE":
      return row && typeof minutes === "number" && minutes >= 0 ? amountOf(minutes, row.hourlyCents) : null;
    case "HSA": {
      const { hoursPerWeek, daysAbsent } = facts;
      const first = hasFirstHour(facts);
      // Shared by several missions, and nobody said which has the dearer hour: no amount (HRS-06 holds the line).
      if (!row || first === null) return null;
      return hsaAfterAbsence(hsaOf(row, hoursPerWeek ?? 1, first), daysAbsent ?? 0);
    }
    case "VACATION": {
      const { rateCents, level, serviceDate } = facts;
      if (typeof rateCents !== "number") return null;
      const byUnit = level && serviceDate && bracketOf(level, serviceDate)?.unit !== "HOUR";
      if (byUnit) return rateCents;
      return typeof minutes === "number" && minutes >= 0 ? amountOf(minutes, rateCents) : null;
    }
    case "DECHARGE":
      return 0;
    default:
      return facts.amountCents ?? null;
  }
}
