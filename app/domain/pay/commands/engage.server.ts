import type { Actor } from "../../actor";
import { createMission } from "../../mission/commands/create-mission.server";
import { nameReferent } from "../../mission/commands/name-referent.server";
import type { JudgeMission } from "../../mission/commands/record-fact.server";
import type { EngageMission, HandOver, NameReferent } from "../../mission/schema";
import { handOver } from "../../seance/commands/hand-over.server";
import { planningRules } from "../planning.server";

// Conflicts are said while planning, before anybody works: the room of missions writes, the rules judge (ADR 17).

/** Entrusts a mission in a channel in force, unless a rule forbids it; then the later room's turn. @throws Refusal conflict mission.byRule */
export const engage = (actor: Actor, input: EngageMission, after?: JudgeMission): Promise<{ missionId: string }> =>
  createMission(actor, input, {
    ...planningRules,
    judge: async (tx, missionId) => {
      await planningRules.judge(tx, missionId);
      await after?.(tx, missionId);
    },
  });

/** Names a référent, unless the person already has another channel for the function. @throws Refusal conflict mission.byRule */
export const nameByRules = (actor: Actor, input: NameReferent): Promise<{ missionId: string }> =>
  nameReferent(actor, input, planningRules);

/** Another person takes a function over, unless a rule forbids it to her. @throws Refusal conflict mission.byRule */
export const handOverByRules = (actor: Actor, missionId: string, input: HandOver): Promise<{ missionId: string }> =>
  handOver(actor, missionId, input, planningRules);
