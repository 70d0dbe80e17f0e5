import type { Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { refuse } from "../../errors";
import { inCohort } from "../queries.server";

type HandOver = { placeId: string; schoolYearId: string; fromId: string; toId: string; at: Date };

/**
 * The cohorts that a référent leads and that are not over get another one, in the caller's transaction. Whoever takes them
 * over is not a trainee of theirs. @throws Refusal conflict cohort.successorEnrolled
 */
export async function handOverCohorts(tx: Tx, actor: Actor, { placeId, schoolYearId, fromId, toId, at }: HandOver) {
  const cohorts = await tx.cohort.findMany({
    where: { placeId, schoolYearId, referentId: fromId, status: { in: ["PREPARATION", "OPEN"] } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      title: true,
      status: true,
      missionId: true,
      enrolments: { where: { personId: toId, status: { in: ["PENDING", ...inCohort] } }, select: { id: true } },
    },
  });
  const enrolled = cohorts.find(({ enrolments }) => enrolments.length > 0);
  if (enrolled) throw refuse("conflict", "cohort.successorEnrolled", { title: enrolled.title }, "personId");
  for (const { id } of cohorts) {
    await tx.cohort.update({ where: { id }, data: { referentId: toId } });
    await audit(tx, {
      action: "cohort.handOver",
      byId: actor.personId,
      subject: "cohort",
      subjectId: id,
      facts: { fromId, toId },
      at,
    });
  }
  return cohorts.map(({ id, status, missionId }) => ({ id, status, missionId }));
}
