import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { getCohort } from "../cohort/queries.server";
import { listMissingToOpen } from "./opening.server";
import { stageReached } from "./progress";
import { listSeances } from "./queries.server";

/** Everything the page of a cohort says: people, stages and how far it is, séances, what it lacks to open. */
export async function getCohortPage(actor: Actor, cohortId: string) {
  const cohort = await getCohort(actor, cohortId);
  const [seances, stages, missing, now] = await Promise.all([
    listSeances(actor, cohortId),
    db.stage.findMany({
      where: { pathVersionId: cohort.pathVersionId },
      orderBy: { position: "asc" },
      select: { id: true, position: true, title: true },
    }),
    cohort.status === "PREPARATION" && cohort.can.manage ? listMissingToOpen(db, cohortId) : [],
    businessNow(),
  ]);
  const reached = stageReached(
    seances
      .filter(({ status }) => status === "PLANNED")
      .map(({ endsAt, stage }) => ({ endsAt, position: stage?.position ?? null })),
    stages.length,
    now,
  );
  const enrolling = cohort.status === "PREPARATION" || cohort.status === "OPEN";
  return {
    cohort,
    seances: seances.map((seance) => ({ ...seance, over: seance.endsAt <= now })),
    stages,
    reached,
    missing,
    may: { enrol: cohort.can.manage && enrolling, plan: cohort.can.manage && enrolling },
  };
}
