// What the rules hold and a person answers (ADR 34).
import { budget, guard, pay } from "./guard.mjs";

const answering = [
  `${pay}/rules/answers.test.ts`,
  "tests/domain/pay-answers.test.ts",
  "tests/domain/pay-first-hour.test.ts",
  "tests/domain/pay-letter-answers.test.ts",
];
const answers = `${pay}/rules/answers.ts`;
const command = `${pay}/commands/answer.server.ts`;

export const answerGuards = [
  // ── An answer answers one question ──
  guard(answers, "one.code === code && sameQuestion(one.question, question)", "one.code === code", ...answering),
  guard(answers, 'last?.answer !== "REFUSE" || waits || asksEach.has(rule.code)', "true", ...answering),
  guard(answers, "asksEach.has(code) ? ", "false ? ", ...answering),
  guard(command, "questionKey(one) === question", "true", ...answering),
  guard(command, "sameQuestion(last.question, questionOf(asked))", "false", ...answering),

  // ── By whom, and what it may undo ──
  guard(`${pay}/policy.ts`, "mission.personId !== actor.personId && holds(actor, [", "holds(actor, [", ...answering),
  guard(command, '    if (answer === "FIRST") await requireFirstHourFree(tx, missionId);\n', "", ...answering),
  guard(command, '    await requireUnpaid(tx, missionId, answer === "REFUSE");\n', "", ...answering),
  guard(command, "    await after?.(tx, missionId);\n", "", ...answering),

  // ── The money follows ──
  guard(`${budget}/rules/flat.ts`, "word?.refused || answeredNo", "word?.refused", ...answering),
  guard(`${budget}/flat-money.server.ts`, " && !isAsked(await judgeQuestions(tx, mission))", "", ...answering),
];
