import type { Tx } from "~/platform/db.server";
import { grouped } from "../grouped";
import type { ChargesOf } from "../pay/drafting.server";
import type { EntryToJudge, MissionToJudge } from "../pay/facts.server";
import type { Charge } from "../pay/line-facts.server";
import { programmeOf, type SchoolType, type Sector } from "../place/rules";
import type { Nature } from "./schema";

/** The envelope of each entry: of the commitment of its cohort, for its mission or the one it took over; null where none is. */
async function entryCharges(tx: Tx, entries: readonly EntryToJudge[]): Promise<Map<string, Charge>> {
  const commitments = await tx.commitment.findMany({
    where: { cohortId: { in: entries.map(({ seance }) => seance.cohortId) }, missionId: { not: null } },
    include: { envelope: true },
  });
  const byCohort = grouped(commitments, (one) => [one.cohortId ?? "", one]);
  return new Map(
    entries.map((entry) => {
      const commitment = byCohort.get(entry.seance.cohortId)?.find(
        (one) =>
          // The money of a cohort stays where it was committed when its trainer's mission is taken over.
          one.missionId === entry.missionId || one.missionId === entry.mission.succeedsId,
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
type FlatNature = Extract<Nature, "IFIC" | "HSA" | "IMP" | "PACTE">;

/**
 * The titre-2 envelope nearest to a school that pays a nature for its programme; null where there is none. What is paid
 * as a whole is not committed before its statement: what is available counts (BUD-02).
 */
export async function flatCharge(tx: Tx, place: Placed, nature: FlatNature): Promise<Charge> {
  const nearest = await nearestEnvelope(tx, place, nature);
  return (
    nearest && {
      titre2: nearest.titre2,
      programme: nearest.programme,
      availableCents: nearest.delegatedCents - nearest.committedCents,
      committedForIt: false,
    }
  );
}

/** The titre-2 envelope nearest to a school that admits a nature for its programme. */
export async function nearestEnvelope(tx: Tx, place: Placed, nature: Nature) {
  if (!place.school) return null;
  const envelopes = await tx.envelope.findMany({
    where: {
      placeId: { in: [...place.lineage] },
      titre2: true,
      programme: programmeOf(place.school),
      natures: { has: nature },
    },
  });
  return envelopes.sort((a, b) => place.lineage.indexOf(b.placeId) - place.lineage.indexOf(a.placeId))[0] ?? null;
}

const isFlatNature = (channel: string): channel is FlatNature => ["IFIC", "HSA", "IMP", "PACTE"].includes(channel);

/** The envelope of each mission; one query a place and channel. */
async function missionCharges(tx: Tx, missions: readonly MissionToJudge[]): Promise<Map<string, Charge>> {
  const known = new Map<string, Charge>();
  const charges = new Map<string, Charge>();
  for (const { id, channel, place } of missions) {
    const key = `${place.id} ${channel}`;
    const charge = known.get(key) ?? (isFlatNature(channel) ? await flatCharge(tx, place, channel) : null);
    known.set(key, charge);
    charges.set(id, charge);
  }
  return charges;
}

/** What the pay room asks of this one, which comes after it. */
export const chargesOf: ChargesOf = { entries: entryCharges, missions: missionCharges };
