import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { endRoleAfter } from "../../account/roles.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, instantOf, localDay } from "../../calendar";
import { refuse } from "../../errors";
import { letterInForce } from "../letters.server";
import { missionPolicy } from "../policy";
import { whyNotEnd } from "../rules/letter";
import type { EndMission } from "../schema";
import { lockMission } from "./sign-letter.server";

export type LockedMission = Awaited<ReturnType<typeof lockMission>>;

/**
 * A mission ends on a day that is past, with its reason. Nothing is removed: hours done stay due, facts and letter stay,
 * and what a year that is not complete pays is a person's to decide (BUD-05). Saying the same twice is saying it once.
 */
export async function endMission(actor: Actor, missionId: string, input: EndMission): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, "mission.end", mission);
    if (endedSo(mission, input)) return;
    await closeMission(tx, actor, mission, input);
  });
}

export const endedSo = (mission: LockedMission, { lastDay, reason }: EndMission): boolean =>
  mission.endedAt !== null &&
  localDay(mission.endedAt, mission.place.timeZone) === lastDay &&
  mission.endedReason === reason;

/** Ends a locked mission, and the role that came with it, in the caller's transaction. @throws Refusal conflict mission.end… */
export async function closeMission(
  tx: Tx,
  actor: Actor,
  mission: LockedMission,
  { lastDay, reason }: EndMission,
): Promise<void> {
  const { timeZone } = mission.place;
  const now = await businessNow(tx);
  // The last minute of the day on the wall of the school.
  const endedAt = instantOf(lastDay, "23:59", timeZone);
  if (!endedAt) throw refuse("invalid", "common.invalidDate", {}, "lastDay");
  const startsOn = dayOf(mission.letter ? letterInForce(mission.letter).startsOn : mission.schoolYear.startsOn);
  const fault = whyNotEnd({ lastDay, startsOn, today: localDay(now, timeZone), ended: mission.endedAt !== null });
  if (fault) throw refuse("conflict", fault.key, fault.facts, "lastDay");
  await tx.mission.update({ where: { id: mission.id }, data: { endedAt, endedReason: reason } });
  if (mission.kind === "FUNCTION" && mission.functionCode === "REFERENT_NUMERIQUE")
    await endRoleAfter(tx, {
      personId: mission.personId,
      role: "REFERENT",
      placeId: mission.placeId,
      lastDay: new Date(`${lastDay}T00:00:00Z`),
      by: actor.personId,
      at: now,
    });
  await audit(tx, {
    action: "mission.end",
    byId: actor.personId,
    subject: "mission",
    subjectId: mission.id,
    facts: { lastDay },
    at: now,
  });
}
