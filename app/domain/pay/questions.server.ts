import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { type Day, localDay } from "../calendar";
import { nameOf } from "../mission/queries.server";
import { loadEntries } from "./facts.server";
import { loadGround } from "./ground.server";
import { factsOfEntry, factsOfMission } from "./line-facts.server";
import type { MissionToJudge } from "./mission-facts.server";
import { payPolicy } from "./policy";
import { type Question, questionKey, questionsIn } from "./questions";
import { loadRates } from "./rates.server";
import { decideLine } from "./rules";
import { answerKey, questionOf } from "./rules/answers";
import type { Params, RateRowFacts, RuleCode } from "./schema";

/**
 * What the rules ask a person of a mission, and its amount as it was answered. Of a mission paid as a whole they ask of its
 * person, its function, its amount and the missions beside it, nothing that a payment or an envelope would change; of one
 * paid by the hour, of each certified hour that is still to pay.
 */
export async function judgeQuestions(
  tx: Tx,
  mission: MissionToJudge,
): Promise<{ questions: Question[]; amountCents: number | null }> {
  const today = localDay(await businessNow(tx), mission.place.timeZone);
  const rates = await loadRates(tx);
  if (mission.channel === "HSE" || mission.channel === "VACATION")
    return { questions: await askedOfHours(tx, mission, { rates, today }), amountCents: null };
  const facts = await factsOfMission(tx, mission, { envelope: undefined, on: today, serviceDone: false });
  const { findings, amountCents } = decideLine(facts, rates, today);
  return { questions: questionsIn(findings), amountCents };
}

async function askedOfHours(tx: Tx, { id: missionId }: MissionToJudge, judging: { rates: RateRowFacts[]; today: Day }) {
  const toPay = await tx.hourToPay.findMany({
    where: { hourEntry: { missionId, reversesId: null, reversedBy: null } },
    select: { hourEntryId: true },
  });
  const entries = await loadEntries(
    tx,
    toPay.map(({ hourEntryId }) => hourEntryId),
  );
  const ground = await loadGround(
    tx,
    entries.map(({ mission }) => mission),
    entries.filter(({ overlaps }) => overlaps).map(({ id }) => id),
  );
  const asked = entries.flatMap((entry) =>
    questionsIn(decideLine(factsOfEntry(entry, null, ground, judging.today), judging.rates, judging.today).findings),
  );
  // Two hours of one day may be asked the same.
  return [...new Map(asked.map((one) => [`${one.code} ${questionKey(one)}`, one])).values()];
}

/** Something is asked of a mission, and nobody has answered it. */
export const isAsked = ({ questions }: { questions: readonly Question[] }): boolean =>
  questions.some(({ decision }) => decision === "HOLD");

/** The last answer to what is asked, whatever it was given to where the rule asks once of a mission. */
export const lastAnswerTo = (
  { answers }: Pick<MissionToJudge, "answers">,
  asked: { code: RuleCode; question: Params },
) => answers.findLast((one) => answerKey(one) === answerKey(asked));

/** The questions of a mission for its page, with whoever answered them last, and whether the actor may answer. */
export async function listQuestions(actor: Actor, mission: MissionToJudge) {
  const { questions } = await judgeQuestions(db, mission);
  if (questions.length === 0) return { questions: [], canAnswer: false };
  const people = await db.person.findMany({
    where: { id: { in: mission.answers.map(({ answeredById }) => answeredById) } },
    select: { id: true, givenName: true, familyName: true },
  });
  return {
    questions: questions.map((finding) => {
      const last = lastAnswerTo(mission, { code: finding.code, question: questionOf(finding) });
      const by = last && people.find(({ id }) => id === last.answeredById);
      return {
        code: finding.code,
        key: questionKey(finding),
        finding,
        /** Whoever answered, and when; null while it is awaited. */
        answered: finding.decision !== "HOLD" && last ? { by: by ? nameOf(by) : "", at: last.at } : null,
      };
    }),
    canAnswer: can(actor, payPolicy, "pay.answer", { personId: mission.personId, lineage: mission.place.lineage }),
  };
}
export type MissionQuestions = Awaited<ReturnType<typeof listQuestions>>;
