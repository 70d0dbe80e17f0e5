import type { Actor } from "../../actor";
import {
  attestService,
  decideMission,
  type JudgeMission,
  proposeAmount,
  refuseMission,
} from "../../mission/commands/record-fact.server";
import type { DecideAmount, ProposeAmount, RefuseMission } from "../../mission/schema";
import { requireMissionAllowed } from "../planning.server";
import { requireAmountUnpaid, requireLeftToPay } from "../settled-parts.server";

// The room of missions writes, the rules judge what it wrote before the transaction ends; `after` is the later room's turn.

const inTurn =
  (...each: (JudgeMission | undefined)[]): JudgeMission =>
  async (tx, missionId) => {
    for (const judge of each) await judge?.(tx, missionId);
  };

/** The head proposes an amount that the rules allow (PAY-03, PAY-04, PAY-05, PAY-07). */
export const proposeIfic = (actor: Actor, missionId: string, input: ProposeAmount): Promise<void> =>
  proposeAmount(actor, missionId, input, requireMissionAllowed);

/** The rectorat decides it, or another amount that the rules allow; anew as long as nothing was paid on another amount. */
export const decideIfic = (actor: Actor, missionId: string, input: DecideAmount, after?: JudgeMission): Promise<void> =>
  decideMission(actor, missionId, input, inTurn(requireMissionAllowed, requireAmountUnpaid, after));

/** The rectorat refuses what is still to be paid of a mission. */
export const refuseToPay = (
  actor: Actor,
  missionId: string,
  input: RefuseMission,
  after?: JudgeMission,
): Promise<void> => refuseMission(actor, missionId, input, inTurn(requireLeftToPay, after));

/** The head attests the service of the year, of a mission that the rules still allow. */
export const attestIfic = (actor: Actor, missionId: string, after?: JudgeMission): Promise<void> =>
  attestService(actor, missionId, inTurn(requireMissionAllowed, after));
