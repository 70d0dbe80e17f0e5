import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { localDay } from "../calendar";
import type { Waiting } from "./schema";

/** Enough to act on; the page of each scenario has the rest. */
const MOST = 5;

/** Texts handed in to the médiathèque that the actor may decide: in her académie, written by others. */
export async function scenariosToReview(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["CTICE"]);
  if (places.length === 0) return [];
  const me = actor.personId;
  const count = await db.scenarioPublication.count({
    where: {
      status: "SUBMITTED",
      scenario: { cohort: { place: { lineage: { hasSome: places } } } },
      contributors: { none: { personId: me } },
      proposedById: { not: me },
      submittedById: { not: me },
    },
  });
  return count === 0 ? [] : [{ kind: "scenarioToReview", to: "/mediatheque/relecture", facts: { count } }];
}

/** Proposals that wait for the actor's word about licence and names. */
export async function licencesToAnswer(actor: Actor): Promise<Waiting[]> {
  const asked = await db.scenarioContributor.findMany({
    where: { personId: actor.personId, answer: null, publication: { status: { in: ["DRAFT", "RETURNED"] } } },
    orderBy: { publicationId: "asc" },
    take: MOST,
    select: { publication: { select: { scenario: { select: { id: true, title: true } } } } },
  });
  return asked.map(({ publication: { scenario } }) => ({
    kind: "licenceToAnswer",
    to: `/scenarios/${scenario.id}/publier`,
    facts: { title: scenario.title },
  }));
}

/** Trials that are over, of the actor's own teams, without the actor's reflective return. */
export async function returnsToWrite(actor: Actor, now: Date): Promise<Waiting[]> {
  const me = actor.personId;
  const trials = await db.scenarioTrial.findMany({
    where: {
      endsOn: { lt: new Date(localDay(now, "Europe/Paris")) },
      returns: { none: { personId: me, sentAt: { not: null } } },
      scenario: {
        cohort: { status: { in: ["PREPARATION", "OPEN"] } },
        team: { members: { some: { enrolment: { personId: me, status: "ENROLLED" } } } },
      },
    },
    orderBy: { endsOn: "asc" },
    take: MOST,
    select: { scenario: { select: { id: true, title: true } } },
  });
  return trials.map(({ scenario }) => ({
    kind: "returnToWrite",
    to: `/scenarios/${scenario.id}/essai`,
    facts: { title: scenario.title },
  }));
}
