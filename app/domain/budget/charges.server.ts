import type { Tx } from "~/platform/db.server";
import type { Charge, EntryToJudge } from "../pay/facts.server";
import { programmeOf, type SchoolType, type Sector } from "../place/rules";

/** The envelope of each entry: that of the commitment of its cohort for its mission; null where nothing was committed. */
export async function chargesOf(tx: Tx, entries: readonly EntryToJudge[]): Promise<Map<string, Charge>> {
  const commitments = await tx.commitment.findMany({
    where: { cohortId: { in: entries.map(({ seance }) => seance.cohortId) }, nature: "HSE" },
    include: { envelope: true },
  });
  return new Map(
    entries.map((entry) => {
      const commitment = commitments.find(
        (one) => one.cohortId === entry.seance.cohortId && one.missionId === entry.missionId,
      );
      const envelope = commitment?.envelope;
      const charge: Charge = envelope
        ? {
            titre2: envelope.titre2,
            programme: envelope.programme,
            availableCents: envelope.delegatedCents - envelope.committedCents,
            committedForIt: true,
          }
        : null;
      return [entry.id, charge];
    }),
  );
}

type Placed = { lineage: readonly string[]; school: { type: SchoolType; sector: Sector } | null };

/** The titre-2 envelope nearest to a school that pays the IFIC of its programme; null where there is none. */
export async function ificCharge(tx: Tx, place: Placed): Promise<Charge> {
  if (!place.school) return null;
  const envelopes = await tx.envelope.findMany({
    where: {
      placeId: { in: [...place.lineage] },
      titre2: true,
      programme: programmeOf(place.school),
      natures: { has: "IFIC" },
    },
  });
  const nearest = envelopes.sort((a, b) => place.lineage.indexOf(b.placeId) - place.lineage.indexOf(a.placeId))[0];
  return nearest
    ? {
        titre2: nearest.titre2,
        programme: nearest.programme,
        availableCents: nearest.delegatedCents - nearest.committedCents,
        committedForIt: false,
      }
    : null;
}
