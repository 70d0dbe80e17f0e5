import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import type { JudgeMission } from "../../mission/commands/record-fact.server";
import { lockMission } from "../../mission/commands/sign-letter.server";
import { loadMission } from "../mission-facts.server";
import { payPolicy } from "../policy";
import { type AnswerQuestion, questionKey } from "../questions";
import { judgeQuestions, lastAnswerTo } from "../questions.server";
import { questionOf, sameQuestion } from "../rules/answers";
import { requireAmountUnpaid, requireLeftToPay } from "../settled-parts.server";

/**
 * Answers what a rule asks of a mission, because no text decides: paid, or not; which hour of several HSA is the dearer one.
 * The answer is to the question that was read, and to no other; the last one counts, the same twice is once. What was paid
 * stays: its amount does not change, and what is paid whole is refused no more. `after` is the later room's turn.
 * Lock order: the HSA of the person, mission, envelope.
 * @throws Refusal conflict pay.nothingAsked, pay.questionChanged, pay.firstHourTaken, mission.paidAlready
 */
export async function answerQuestion(
  actor: Actor,
  missionId: string,
  { code, question, answer, reason }: AnswerQuestion,
  after?: JudgeMission,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT lock_first_hour(${missionId}::uuid)`;
    authorize(actor, payPolicy, "pay.answer", await lockMission(tx, actor, missionId));
    const mission = await loadMission(tx, missionId);
    const { questions } = await judgeQuestions(tx, mission);
    const now = questions.filter((one) => one.code === code);
    const asked = now.find((one) => questionKey(one) === question);
    if (!asked) throw refuse("conflict", now.length > 0 ? "pay.questionChanged" : "pay.nothingAsked");
    if (!asked.asks.includes(answer)) throw refuse("invalid", "pay.answerRequired", {}, "answer");
    const last = lastAnswerTo(mission, { code: asked.code, question: questionOf(asked) });
    const same = last?.answer === answer && last.reason === reason;
    if (same && sameQuestion(last.question, questionOf(asked))) return;
    if (answer === "FIRST") await requireFirstHourFree(tx, missionId);
    const at = await businessNow(tx);
    const { id } = await tx.heldAnswer.create({
      data: {
        ...{ missionId, code, question: questionOf(asked), answer, reason },
        ...{ seq: 1 + mission.answers.filter((one) => one.code === code).length, at, answeredById: actor.personId },
      },
    });
    await requireUnpaid(tx, missionId, answer === "REFUSE");
    await after?.(tx, missionId);
    await audit(tx, {
      action: "pay.answer",
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { code, answer, answerId: id },
      at,
    });
  });
}

/** One hour of a person is the dearer one, and it is not undone once paid. The caller holds the lock. */
async function requireFirstHourFree(tx: Tx, missionId: string): Promise<void> {
  const [taken] = await tx.$queryRaw<{ title: string }[]>`
    SELECT m.title FROM mission m WHERE m.id = first_hour_taken_by(${missionId}::uuid)`;
  if (taken) throw refuse("conflict", "pay.firstHourTaken", taken, "answer");
}

/** Judged again with the answer: parts that were paid are parts of what is due now. */
async function requireUnpaid(tx: Tx, missionId: string, refused: boolean): Promise<void> {
  if (refused) return requireLeftToPay(tx, missionId);
  const { amountCents } = await judgeQuestions(tx, await loadMission(tx, missionId));
  await requireAmountUnpaid(tx, missionId, amountCents);
}
