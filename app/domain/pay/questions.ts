import { z } from "zod";
import { canonicalJson } from "../canonical";
import { questionOf } from "./rules/answers";
import type { AnswerKind, Finding } from "./schema";

export const answerKinds = ["PAY", "REFUSE", "FIRST", "ORDINARY"] as const satisfies readonly AnswerKind[];

export const AnswerQuestion = z.object({
  code: z.string().max(10),
  /** The question as it was read: another one by now is not answered. */
  question: z.string().max(2_000),
  answer: z.enum(answerKinds, { error: "pay.answerRequired" }),
  reason: z.string().trim().min(3, "mission.reasonRequired").max(500, "mission.reasonTooLong"),
});
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

export type Question = Finding & { asks: readonly AnswerKind[] };

/** What a person may answer among what the rules say of a mission, whether she did or not. */
export const questionsIn = (findings: readonly Finding[]): Question[] =>
  findings.flatMap((finding) => (finding.asks ? [{ ...finding, asks: finding.asks }] : []));

/** A question as a form carries it. */
export const questionKey = (finding: Pick<Finding, "params">): string => canonicalJson(questionOf(finding));
