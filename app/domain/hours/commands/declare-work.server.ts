import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { type Day, localDay } from "../../calendar";
import { refuse } from "../../errors";
import { scenarioScope } from "../../scenario/queries.server";
import { hoursPolicy } from "../policy";
import { type DeclareWork, whyNotDeclareWork } from "../work";
import { countStanding, lockMissionOfWork } from "../work.server";

/** Handed down by the room of pay: a vacation of this level pays the whole work, whatever its hours. */
export type IsPaidOnce = (level: string | null, day: Day) => boolean;

/**
 * The holder of a mission of design declares a work: a day, planned minutes, what was made. Nothing is in the ledger
 * before another person attests it. The id comes with the form: sent twice, it is one work.
 * @throws not_found for a stranger; forbidden; conflict
 */
export async function recordWork(
  actor: Actor,
  missionId: string,
  input: DeclareWork,
  isPaidOnce: IsPaidOnce,
): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMissionOfWork(tx, actor, missionId);
    authorize(actor, hoursPolicy, "hours.declareWork", mission.subject);
    const { id, day, minutes, task, made, pathId, scenarioId } = input;
    const known = await tx.designWork.findUnique({ where: { id }, select: { missionId: true } });
    if (known?.missionId === missionId) return;
    if (known) throw refuse("conflict", "common.stale");
    const at = await businessNow(tx);
    const fault = whyNotDeclareWork({
      kind: mission.kind,
      schoolYearId: mission.schoolYearId,
      tasks: mission.letter?.tasks.map(({ label }) => label) ?? null,
      task,
      day,
      today: localDay(at, mission.timeZone),
      paidOnce: isPaidOnce(mission.level, day),
      standing: await countStanding(tx, missionId),
    });
    if (fault) throw refuse("conflict", fault.key, fault.facts, fault.field);
    const reads = { id: scenarioId ?? undefined, ...scenarioScope(actor) };
    if (scenarioId && (await tx.scenario.count({ where: reads })) === 0)
      throw refuse("invalid", "hours.workScenario", {}, "scenarioId");
    await tx.designWork.create({
      data: {
        id,
        missionId,
        day: new Date(`${day}T00:00:00Z`),
        minutes,
        task,
        made,
        pathId,
        scenarioId,
        declaredById: actor.personId,
        at,
      },
    });
    const line = { action: "hours.declareWork", byId: actor.personId, subject: "designWork", subjectId: id };
    await audit(tx, { ...line, facts: { missionId, day, minutes }, at });
  });
}
