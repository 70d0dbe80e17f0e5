import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { localDay } from "../calendar";
import { nameOf } from "../mission/queries.server";
import type { MissionToJudge } from "./mission-facts.server";
import { factsOfMission } from "./line-facts.server";
import { payPolicy } from "./policy";
import { type Question, questionKey, questionsIn } from "./questions";
import { loadRates } from "./rates.server";
import { decideLine } from "./rules";

/**
 * What the rules ask a person of a mission, and its amount as it was answered. They ask of its person, its function, its
 * amount and the missions beside it: nothing that a payment or an envelope would change.
 */
export async function judgeQuestions(
  tx: Tx,
  mission: MissionToJudge,
): Promise<{ questions: Question[]; amountCents: number | null }> {
  const today = localDay(await businessNow(tx), mission.place.timeZone);
  const facts = await factsOfMission(tx, mission, { envelope: undefined, on: today, serviceDone: false });
  const { findings, amountCents } = decideLine(facts, await loadRates(tx), today);
  return { questions: questionsIn(findings), amountCents };
}

/** Something is asked of a mission, and nobody has answered it. */
export const isAsked = ({ questions }: { questions: readonly Question[] }): boolean =>
  questions.some(({ decision }) => decision === "HOLD");

/** The questions of a mission for its page, with whoever answered them last, and whether the actor may answer. */
export async function listQuestions(actor: Actor, mission: MissionToJudge) {
  const { questions } = await judgeQuestions(db, mission);
  if (questions.length === 0) return { questions: [], canAnswer: false };
  const people = await db.person.findMany({
    where: { id: { in: mission.answers.map(({ answeredById }) => answeredById) } },
    select: { id: true, givenName: true, familyName: true },
  });
  return {
    questions: questions.map((question) => {
      const last = mission.answers.findLast(({ code }) => code === question.code);
      const by = last && people.find(({ id }) => id === last.answeredById);
      return {
        code: question.code,
        key: questionKey(question),
        finding: question,
        /** Whoever answered, and when; null while it is awaited. */
        answered: question.decision !== "HOLD" && last ? { by: by ? nameOf(by) : "", at: last.at } : null,
      };
    }),
    canAnswer: can(actor, payPolicy, "pay.answer", { personId: mission.personId, lineage: mission.place.lineage }),
  };
}
export type MissionQuestions = Awaited<ReturnType<typeof listQuestions>>;
