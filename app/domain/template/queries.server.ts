import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { inCohort } from "../cohort/queries.server";

/** The teams of the actor, as trainee or référent, that have no scenario yet, in cohorts under way (or one); 100 at most. */
export async function listTeamsToBegin(actor: Actor, cohortId?: string) {
  const me = actor.personId;
  return db.team.findMany({
    where: {
      ...(cohortId ? { cohortId } : {}),
      scenarios: { none: {} },
      members: { some: { enrolment: { status: { in: [...inCohort] } } } },
      cohort: { status: { in: ["PREPARATION", "OPEN"] } },
      OR: [
        { members: { some: { enrolment: { personId: me, status: { in: [...inCohort] } } } } },
        { cohort: { referentId: me, place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } } } },
      ],
    },
    orderBy: [{ cohortId: "desc" }, { name: "asc" }],
    take: 100,
    select: { id: true, name: true, cohort: { select: { id: true, title: true } } },
  });
}
