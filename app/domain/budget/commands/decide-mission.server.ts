import type { Actor } from "../../actor";
import type { JudgeMission } from "../../mission/commands/record-fact.server";
import { signLetter } from "../../mission/commands/sign-letter.server";
import type { DecideAmount, EngageMission, RefuseMission } from "../../mission/schema";
import { answerQuestion } from "../../pay/commands/answer.server";
import { engage } from "../../pay/commands/engage.server";
import { attestIfic, decideIfic, refuseToPay } from "../../pay/commands/ific.server";
import type { AnswerQuestion } from "../../pay/questions";
import { settleMission } from "../flat-money.server";

// What decides a mission's amount commits its money in the same transaction: credits that are short refuse both (ADR 30).

const money =
  (actor: Actor, ask: boolean): JudgeMission =>
  (tx, missionId) =>
    settleMission(tx, missionId, { byId: actor.personId, ask });

/** The rectorat decides an amount, committed at once. @throws Refusal conflict budget.notEnoughForMission (BUD-02) */
export const decideMissionMoney = (actor: Actor, missionId: string, input: DecideAmount): Promise<void> =>
  decideIfic(actor, missionId, input, money(actor, true));

/** The rectorat refuses: what was committed and is not paid goes back to its envelope. */
export const refuseMissionMoney = (actor: Actor, missionId: string, input: RefuseMission): Promise<void> =>
  refuseToPay(actor, missionId, input, money(actor, true));

/** The head signs the letter of a mission; that of an IMP and of a Pacte decides its amount. @throws Refusal as above */
export const signMissionLetter = (actor: Actor, missionId: string): Promise<{ number: string }> =>
  signLetter(actor, missionId, money(actor, true));

/** Entrusts a mission; an HSA that the rectorat decides with it is committed at once. @throws Refusal as above */
export const engageMission = (actor: Actor, input: EngageMission): Promise<{ missionId: string }> =>
  engage(actor, input, money(actor, true));

/** The rectorat answers what the rules ask: not to pay gives back what is not paid, the rate of an HSA commits its amount. */
export const answerMissionMoney = (actor: Actor, missionId: string, input: AnswerQuestion): Promise<void> =>
  answerQuestion(actor, missionId, input, money(actor, true));

/** The head attests the service of the year: it is due, whatever is available (BUD-02). */
export const attestMissionService = (actor: Actor, missionId: string): Promise<void> =>
  attestIfic(actor, missionId, money(actor, false));
