import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { handOverCohorts } from "../../cohort/commands/hand-over.server";
import { refuse } from "../../errors";
import type { PlanningRules } from "../../mission/commands/create-mission.server";
import { closeMission, type LockedMission } from "../../mission/commands/end-mission.server";
import { lockMission } from "../../mission/commands/sign-letter.server";
import { lockSuccession, succeedMission } from "../../mission/commands/succeed-mission.server";
import { missionPolicy } from "../../mission/policy";
import type { HandOver } from "../../mission/schema";
import { plannedMinutes } from "../rules";

/**
 * A person leaves a function after a day; another takes it over from the next one, and a référent's cohorts in progress
 * with their séances to come. Hours done stay with whoever did them: an open cohort keeps its first mission, and what is to
 * come is trained under one that takes it over, for the hours it lasts.
 */
export async function handOver(
  actor: Actor,
  missionId: string,
  input: HandOver,
  rules?: PlanningRules,
): Promise<{ missionId: string }> {
  const { personId, lastDay } = input;
  return inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, "mission.handOver", mission);
    const known = await tx.mission.findUnique({
      where: { succeedsId: missionId },
      select: { id: true, personId: true },
    });
    if (known?.personId === personId) return { missionId: known.id };
    if (mission.kind !== "FUNCTION") throw refuse("conflict", "mission.handOverFunction");
    await lockSuccession(tx, mission, personId);
    await closeMission(tx, actor, mission, input);
    const next = await succeedMission(tx, actor, mission, { personId, lastDay, rules });
    if (mission.functionCode === "REFERENT_NUMERIQUE") await passCohorts(tx, actor, mission, input);
    return next;
  });
}

async function passCohorts(tx: Tx, actor: Actor, from: LockedMission, to: HandOver): Promise<void> {
  const at = await businessNow(tx);
  const { placeId, schoolYearId, personId: fromId } = from;
  const cohorts = await handOverCohorts(tx, actor, { placeId, schoolYearId, fromId, toId: to.personId, at });
  const leftOf = new Map<string, number>();
  for (const cohort of cohorts) {
    const minutes = await passSeances(tx, cohort.id, { fromId, toId: to.personId, at });
    if (cohort.missionId) leftOf.set(cohort.missionId, (leftOf.get(cohort.missionId) ?? 0) + minutes);
  }
  for (const [trainingId, minutes] of leftOf) {
    const training = await lockMission(tx, actor, trainingId);
    // Nothing to come, or already somebody else's: the mission stays for the hours done.
    if (minutes === 0 || training.personId !== fromId || training.endedAt) continue;
    await closeMission(tx, actor, training, to);
    await succeedMission(tx, actor, training, { ...to, plannedMinutes: minutes });
  }
}

/** The séances to come of a cohort get another trainer. @returns their minutes @throws Refusal conflict seance.trainerBusy */
async function passSeances(tx: Tx, cohortId: string, { fromId, toId, at }: { fromId: string; toId: string; at: Date }) {
  const seances = await tx.seance.findMany({
    where: { cohortId, trainerId: fromId, status: "PLANNED", startsAt: { gt: at } },
    orderBy: { startsAt: "asc" },
  });
  for (const { id, startsAt, endsAt, deputyId } of seances) {
    const busy = await tx.seance.findFirst({
      where: { trainerId: toId, status: "PLANNED", startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
      select: { title: true },
    });
    if (busy) throw refuse("conflict", "seance.trainerBusy", { title: busy.title }, "personId");
    await tx.seance.update({
      where: { id },
      data: { trainerId: toId, deputyId: deputyId === toId ? null : deputyId },
    });
  }
  return seances.reduce((sum, seance) => sum + plannedMinutes(seance), 0);
}
