import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf } from "../../calendar";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { teachingIn } from "../queries.server";
import { whyNotMission } from "../rules";
import { type CreateTrainingMission, HSE_FOR_TRAINING_ENDS } from "../schema";

/**
 * The training office entrusts hours of training to a person for a school year, paid in HSE. Distinct from the function
 * of référent, which the IFIC pays: one mission, one channel. The id comes with the form, so that sending it twice makes
 * one mission.
 */
export async function createTrainingMission(
  actor: Actor,
  { id, personId, schoolId, schoolYearId, title, plannedMinutes }: CreateTrainingMission,
): Promise<{ missionId: string }> {
  return inTransaction(async (tx) => {
    const school = await tx.place.findFirst({
      where: { id: schoolId, kind: "SCHOOL", lineage: { hasSome: actor.roles.map(({ placeId }) => placeId) } },
      select: { lineage: true },
    });
    if (!school) throw refuse("not_found", "mission.schoolUnknown");
    authorize(actor, missionPolicy, "mission.createTraining", school);
    const now = await businessNow(tx);
    const year = await tx.schoolYear.findUnique({ where: { id: schoolYearId } });
    if (!year) throw refuse("invalid", "mission.schoolYearUnknown", {}, "schoolYearId");
    if (now.getTime() >= year.endsOn.getTime() + 86_400_000)
      throw refuse("invalid", "mission.schoolYearOver", { year: year.id }, "schoolYearId");
    if (dayOf(year.startsOn) >= HSE_FOR_TRAINING_ENDS)
      throw refuse("conflict", "mission.hseForTrainingEnded", {}, "schoolYearId");
    const person = await tx.person.findFirst({
      where: { id: personId, ...teachingIn(schoolId, now) },
      select: { id: true },
    });
    if (!person) throw refuse("invalid", "mission.personNotInSchool", {}, "personId");
    if (personId === actor.personId) throw refuse("conflict", "mission.engageSelf", {}, "personId");
    const terms = { kind: "TRAINING", channel: "HSE", plannedMinutes } as const;
    const fault = whyNotMission({ ...terms, functionCode: null, amountCents: null });
    if (fault) throw refuse("conflict", fault.key, fault.facts);

    const { count } = await tx.mission.createMany({
      data: { ...terms, id, personId, placeId: schoolId, schoolYearId, title, at: now, createdById: actor.personId },
      skipDuplicates: true,
    });
    if (count === 0) {
      const known = await tx.mission.findFirst({ where: { id, personId, createdById: actor.personId } });
      if (!known) throw refuse("conflict", "common.stale");
      return { missionId: id };
    }
    await audit(tx, {
      action: "mission.createTraining",
      byId: actor.personId,
      subject: "mission",
      subjectId: id,
      facts: { personId, schoolId, schoolYearId, plannedMinutes },
      at: now,
    });
    return { missionId: id };
  });
}
