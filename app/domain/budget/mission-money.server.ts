import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { missionScope } from "../mission/queries.server";
import { awaitsWord } from "../mission/rules/words";
import { loadMission } from "../pay/mission-facts.server";
import { isFlatNature, nearestEnvelope } from "./charges.server";
import { decidedCentsOf } from "./flat-money.server";
import { budgetPolicy } from "./policy";
import { availableCents } from "./rules";

/**
 * The line of a mission paid as a whole on its envelope, and what it lacks. Null where the mission is not paid so; `envelope`
 * null where none admits it; null as a whole for whoever may not read the envelope's commitments. @throws not_found
 */
export async function getMissionMoney(actor: Actor, missionId: string) {
  const inScope = await db.mission.count({ where: { AND: [{ id: missionId }, missionScope(actor)] } });
  if (inScope === 0) throw refuse("not_found", "mission.notFound");
  const mission = await loadMission(db, missionId);
  const { channel, place } = mission;
  if (!isFlatNature(channel)) return null;
  const commitment = await db.commitment.findFirst({
    where: { missionId, cohortId: null },
    include: { envelope: true },
  });
  const envelope = commitment?.envelope ?? (await nearestEnvelope(db, place, channel));
  const held = await db.place.findUniqueOrThrow({ where: { id: envelope?.placeId ?? place.id } });
  const subject = { lineage: held.lineage, placeKind: held.kind };
  if (!can(actor, budgetPolicy, "budget.readCommitments", subject)) return null;
  const committedCents = commitment ? commitment.amountCents - commitment.releasedCents : 0;
  const decidedCents = await decidedCentsOf(db, mission, committedCents);
  const missingCents = Math.max(0, (decidedCents ?? 0) - committedCents);
  return {
    envelope: envelope && { id: envelope.id, label: envelope.label, availableCents: availableCents(envelope) },
    decidedCents,
    committedCents,
    releasedCents: commitment?.releasedCents ?? 0,
    serviceDoneCents: commitment?.serviceDoneCents ?? 0,
    paidCents: commitment?.paidCents ?? 0,
    /** Decided, and not committed yet: the envelope is short of it, or there is none. */
    missingCents,
    /** Left before its end: what is committed stays until somebody decides (BUD-05). */
    keptForAWord: committedCents > 0 && awaitsWord(mission.endedAt !== null, mission.facts),
  };
}
export type MissionMoney = NonNullable<Awaited<ReturnType<typeof getMissionMoney>>>;
