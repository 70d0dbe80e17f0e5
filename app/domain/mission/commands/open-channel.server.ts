import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, localDay } from "../../calendar";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { HSE_FOR_TRAINING_ENDS, type OpenChannel } from "../schema";

/** The rectorat opens « HSE pour formation » for a school year (PAY-10), dated and with its reason. Once. */
export async function openChannel(
  actor: Actor,
  { academieId, schoolYearId, reason }: OpenChannel,
): Promise<{ decidedOn: Date }> {
  return inTransaction(async (tx) => {
    const academie = await tx.place.findFirst({
      where: { id: academieId, kind: "ACADEMIE", lineage: { hasSome: actor.roles.map(({ placeId }) => placeId) } },
      select: { id: true, lineage: true, timeZone: true },
    });
    if (!academie) throw refuse("not_found", "mission.academieUnknown");
    authorize(actor, missionPolicy, "mission.openChannel", academie);
    const year = await tx.schoolYear.findUnique({ where: { id: schoolYearId } });
    if (!year) throw refuse("invalid", "mission.schoolYearUnknown", {}, "schoolYearId");
    if (dayOf(year.startsOn) >= HSE_FOR_TRAINING_ENDS)
      throw refuse("conflict", "mission.hseForTrainingEnded", {}, "schoolYearId");
    const now = await businessNow(tx);
    const decidedOn = new Date(`${localDay(now, academie.timeZone)}T00:00:00Z`);
    const key = { academieId, schoolYearId, channel: "HSE", activity: "TRAINING" } as const;
    const { count } = await tx.channelOpening.createMany({
      data: { ...key, decidedOn, reason, at: now, decidedById: actor.personId },
      skipDuplicates: true,
    });
    const opening = await tx.channelOpening.findUniqueOrThrow({
      where: { academieId_schoolYearId_channel_activity: key },
    });
    if (count > 0)
      await audit(tx, {
        action: "mission.openChannel",
        byId: actor.personId,
        subject: "channelOpening",
        subjectId: opening.id,
        facts: { academieId, schoolYearId, channel: "HSE" },
        at: now,
      });
    return { decidedOn: opening.decidedOn };
  });
}
