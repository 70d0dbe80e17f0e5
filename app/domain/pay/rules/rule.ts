import type { Day } from "../../calendar";
import type { AnswerKind, Channel, Decision, Formats, LineFacts, Params, RateRowFacts, RuleCode } from "../schema";

/** A fact the rule needs was not asserted, and nothing else it looks at decides. */
export const UNCHECKED = "UNCHECKED";
export type Verdict<P extends Params = Params> = { decision: Decision; params: P } | typeof UNCHECKED | null;

/** What the engine knows besides the facts. `today` is the local day of judging; null where nobody said it. */
export type Context = { today: Day | null; amountCents: number | null; rateRow: RateRowFacts | null };
type Say<P> = (params: P, formats: Formats) => string;

export type Rule<P extends Params = Params> = {
  code: RuleCode;
  /** The text it comes from, as it is cited. */
  text: string;
  /** Days between which the text holds; null while it does. */
  inForce: { from: Day | null; to: Day | null };
  /** Channels of the lines it judges. */
  channels: readonly Channel[];
  judge: (facts: LineFacts, context: Context) => Verdict<P>;
  /** What a person may answer to what it holds; null where a fact lifts it, which no answer replaces. */
  asks?: (params: P) => readonly AnswerKind[] | null;
  fr: Say<P>;
  en: Say<P>;
};

/** A rule is written with its own parameters and kept with any: only its own judge makes them. */
export const defineRule = <P extends Params>(rule: Rule<P>): Rule => rule as unknown as Rule;

export const refused = <P extends Params>(params: P) => ({ decision: "REFUSE" as const, params });
export const held = <P extends Params>(params: P) => ({ decision: "HOLD" as const, params });
export const warned = <P extends Params>(params: P) => ({ decision: "WARN" as const, params });

/** True when at least one fact was not asserted at all (null is asserted missing). */
export const anyAbsent = (...facts: readonly unknown[]): boolean => facts.includes(undefined);

/** Channels that pay hours worked on a date. */
export const hourly = ["HSE", "VACATION"] as const satisfies readonly Channel[];
