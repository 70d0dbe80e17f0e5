import type { Actor } from "../../actor";
import { attestService, decideMission, proposeAmount } from "../../mission/commands/record-fact.server";
import type { DecideAmount, ProposeAmount } from "../../mission/schema";
import { requireMissionAllowed } from "../planning.server";

// The room of missions writes, the rules judge what it wrote before the transaction ends.

/** The head proposes an amount that the rules allow (PAY-03, PAY-04, PAY-05, PAY-07). */
export const proposeIfic = (actor: Actor, missionId: string, input: ProposeAmount): Promise<void> =>
  proposeAmount(actor, missionId, input, requireMissionAllowed);

/** The rectorat decides it, or another amount that the rules allow. */
export const decideIfic = (actor: Actor, missionId: string, input: DecideAmount): Promise<void> =>
  decideMission(actor, missionId, input, requireMissionAllowed);

/** The head attests the service of the year, of a mission that the rules still allow. */
export const attestIfic = (actor: Actor, missionId: string): Promise<void> =>
  attestService(actor, missionId, requireMissionAllowed);
