import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import type { Waiting } from "./schema";

const SHOWN = 5;

/** Missions left before their end whose money stays committed until the rectorat says what they are worth (BUD-05). */
export async function leftMissions(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["RECTORAT"]);
  if (places.length === 0) return [];
  const left = await db.mission.findMany({
    where: {
      endedAt: { not: null },
      place: { lineage: { hasSome: places } },
      facts: { none: { afterEnd: true } },
      commitments: { some: { cohortId: null, paidCents: { lt: db.commitment.fields.amountCents } } },
    },
    orderBy: { endedAt: "asc" },
    take: SHOWN * 10,
    select: {
      id: true,
      person: { select: { givenName: true, familyName: true } },
      commitments: { where: { cohortId: null }, select: { amountCents: true, releasedCents: true, paidCents: true } },
    },
  });
  return left
    .map(({ id, person, commitments }) => ({
      id,
      name: `${person.givenName} ${person.familyName}`,
      // What a refusal before its end gave back waits for nobody.
      cents: commitments.reduce((sum, one) => sum + one.amountCents - one.releasedCents - one.paidCents, 0),
    }))
    .filter(({ cents }) => cents > 0)
    .slice(0, SHOWN)
    .map(({ id, name, cents }) => ({ kind: "missionLeft", to: `/missions/${id}`, facts: { name, cents } }));
}
