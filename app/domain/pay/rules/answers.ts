import { canonicalJson } from "../../canonical";
import type { Answer, AnswerKind, Finding, Formats, LineFacts, Params, RuleCode } from "../schema";
import { type Rule, UNCHECKED, type Verdict } from "./rule";

// Where no text decides, a rule holds and asks a person (ADR 34). An answer answers one question: the finding it was given
// to, parameter by parameter. Another number, another amount is another question.

export const payOrNot = ["PAY", "REFUSE"] as const satisfies readonly AnswerKind[];
export const whichRate = ["FIRST", "ORDINARY", "REFUSE"] as const satisfies readonly AnswerKind[];

/** Rules that ask of each hour of a mission apart: an answer to one question says nothing of the others. */
const asksEach: ReadonlySet<RuleCode> = new Set(["EVD-02"]);

/** Answers of one key follow one another, and the last one counts: those to a rule, or to one question of it. */
export const answerKey = ({ code, question }: { code: RuleCode; question: Params }): string =>
  asksEach.has(code) ? `${code} ${canonicalJson(question)}` : code;

/** What a finding says of the answer besides the question. */
export type Said = { answer?: AnswerKind; why?: string; on?: string; changed?: boolean };

const saying = ({ answer, reason, on }: Answer) => ({ answer, why: reason, on });

/** The question of a finding, whatever was answered since. */
export function questionOf({ params }: Pick<Finding, "params">): Params {
  const { answer: _answer, why: _why, on: _on, changed: _changed, ...question } = params;
  return question;
}

/** Two questions that are one, whatever the order they are written in. */
export const sameQuestion = (a: Params, b: Params): boolean => canonicalJson(a) === canonicalJson(b);

/** What was answered to this very question; null where nothing was. */
export function answerTo(code: RuleCode, question: Params, answers: LineFacts["answers"]): Answer | null {
  return answers?.find((one) => one.code === code && sameQuestion(one.question, question)) ?? null;
}

type Judged = { decision: Finding["decision"]; params: Params; asks?: readonly AnswerKind[] } | typeof UNCHECKED | null;

/**
 * What a rule says once it was answered: what it holds is paid with a warning, or refused. An answer to another question
 * answers nothing; a refusal whose question is asked no more is not undone in silence: it waits for another word.
 */
export function answered(rule: Rule, verdict: Verdict, answers: LineFacts["answers"]): Judged {
  if (!rule.asks) return verdict;
  const asked = verdict !== null && verdict !== UNCHECKED && verdict.decision === "HOLD" ? verdict.params : null;
  const asks = asked && rule.asks(asked);
  if (asked && asks) {
    const answer = answerTo(rule.code, asked, answers);
    if (!answer) return { decision: "HOLD", params: asked, asks };
    const decision = answer.answer === "REFUSE" ? "REFUSE" : "WARN";
    return { decision, params: { ...asked, ...saying(answer) }, asks };
  }
  const last = answers?.find(({ code }) => code === rule.code);
  const waits =
    verdict !== null && verdict !== UNCHECKED && (verdict.decision === "HOLD" || verdict.decision === "REFUSE");
  if (last?.answer !== "REFUSE" || waits || asksEach.has(rule.code)) return verdict;
  const params = { ...last.question, ...saying(last), changed: true };
  return { decision: "HOLD", params, asks: rule.asks(last.question) ?? payOrNot };
}

/** How the sentence of a question ends: what was decided, or that a decision is awaited. */
export function frenchEnd({ answer, why = "", on = "", changed }: Said, f: Formats): string {
  if (!answer) return " : une décision est attendue.";
  const day = f.date(on);
  if (changed)
    return ` : le rectorat avait décidé le ${day} de ne pas payer (« ${why} ») ; ce qui posait la question a changé, une nouvelle décision est attendue.`;
  return ` : le rectorat a décidé le ${day} ${french[answer]} (« ${why} »).`;
}
const french: Record<AnswerKind, string> = {
  PAY: "de payer",
  REFUSE: "de ne pas payer",
  FIRST: "que cette mission porte l'heure majorée",
  ORDINARY: "que cette mission est payée au taux ordinaire",
};

export function englishEnd({ answer, why = "", on = "", changed }: Said, f: Formats): string {
  if (!answer) return ": a decision is awaited.";
  const day = f.date(on);
  if (changed)
    return `: the rectorat had decided on ${day} not to pay ("${why}"); what raised the question has changed, a new decision is awaited.`;
  return `: the rectorat decided on ${day} ${english[answer]} ("${why}").`;
}
const english: Record<AnswerKind, string> = {
  PAY: "to pay",
  REFUSE: "not to pay",
  FIRST: "that this mission has the raised hour",
  ORDINARY: "that this mission is paid at the ordinary rate",
};
