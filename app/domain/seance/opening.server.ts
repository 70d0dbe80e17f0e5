import type { Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { setCohortOpen } from "../cohort/commands.server";
import { lockCohort } from "../cohort/queries.server";
import { missingToOpen } from "../cohort/rules";

/**
 * Opens a cohort for the budget room, which has found the money. In the séance room because a cohort opens with at
 * least one séance planned, and only this room counts them.
 * @throws Refusal not_found, forbidden, conflict cohort.notInPreparation, conflict cohort.notReady
 */
export async function markCohortOpen(
  tx: Tx,
  actor: Actor,
  { cohortId, missionId, now }: { cohortId: string; missionId: string; now: Date },
) {
  await lockCohort(tx, actor, cohortId);
  const seances = await countPlanned(tx, cohortId);
  return setCohortOpen(tx, actor, { cohortId, missionId, seances, now });
}

const countPlanned = (tx: Tx, cohortId: string) => tx.seance.count({ where: { cohortId, status: "PLANNED" } });

/** What a cohort in preparation lacks before money is even asked for. */
export async function listMissingToOpen(tx: Tx, cohortId: string) {
  const enrolments = await tx.enrolment.count({
    where: { cohortId, status: { in: ["PENDING", "ENROLLED", "COMPLETED"] } },
  });
  return missingToOpen({ enrolments, seances: await countPlanned(tx, cohortId) });
}
