import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { inCohort } from "../../cohort/queries.server";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { type AttestActivity, isAtADistance, isHeldAsSeance, whyNotAttest } from "../activity";
import { attestationsOf, lockSession } from "../activity.server";
import { attendancePolicy } from "../policy";

/**
 * Whoever leads a running session attests that people did an activity at a distance: its planned minutes, never a time
 * that was measured. Said again it is the same attestation. All or nothing.
 * @throws not_found for a stranger; forbidden; conflict where the activity is held as a séance
 */
export async function attestActivity(
  actor: Actor,
  cohortId: string,
  { activityId, enrolmentIds }: AttestActivity,
): Promise<{ attested: number }> {
  return inTransaction(async (tx) => {
    const session = await lockSession(tx, actor, cohortId);
    authorize(actor, attendancePolicy, "attendance.attest", session.subject);
    const activity = await tx.activity.findFirst({
      where: { id: activityId, stage: { pathVersionId: session.pathVersionId } },
    });
    if (!activity || !isAtADistance(activity.modality)) throw refuse("not_found", "attendance.activityUnknown");
    const present = await tx.enrolment.findMany({
      where: { id: { in: enrolmentIds }, cohortId, status: { in: [...inCohort] }, personId: { not: null } },
      orderBy: { id: "asc" },
      select: { id: true, personId: true },
    });
    const fault = whyNotAttest({
      cohortStatus: session.status,
      held: isHeldAsSeance(activity, session.seances),
      ticked: enrolmentIds.length,
      present,
      byId: actor.personId,
    });
    if (fault) throw refuse(fault.key === "attendance.attestSelf" ? "forbidden" : "conflict", fault.key, fault.facts);
    const series = await attestationsOf(tx, activityId, enrolmentIds);
    const at = await businessNow(tx);
    let attested = 0;
    for (const { id: enrolmentId } of present) {
      const own = series.filter((one) => one.enrolmentId === enrolmentId);
      if (own.some(({ withdrawals }) => withdrawals.length === 0)) continue;
      const { id } = await tx.activityAttestation.create({
        data: {
          cohortId,
          activityId,
          enrolmentId,
          seq: own.length + 1,
          minutes: activity.minutes,
          attestedById: actor.personId,
          at,
        },
        select: { id: true },
      });
      await announce(tx, "activity.attested", { attestationId: id });
      attested++;
    }
    if (attested > 0) {
      const facts = { activityId, people: attested };
      const line = { action: "attendance.attest", byId: actor.personId, subject: "cohort", subjectId: cohortId };
      await audit(tx, { ...line, facts, at });
    }
    return { attested };
  });
}
