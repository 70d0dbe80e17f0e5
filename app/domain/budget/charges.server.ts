import { Prisma, type RawTx } from "~/platform/db.server";
import { grouped } from "../grouped";
import { jsonRows } from "../json-rows.server";
import type { ChargesOf } from "../pay/drafting.server";
import type { EntryToJudge } from "../pay/facts.server";
import type { Charge } from "../pay/line-facts.server";
import type { MissionToJudge } from "../pay/mission-facts.server";
import { programmeOf, type SchoolType, type Sector } from "../place/rules";
import type { EnvelopeFacts, Nature } from "./schema";

/** The envelope of each entry: of the commitment of its cohort, for its mission or the one it took over; null where none is. */
async function entryCharges(tx: RawTx, entries: readonly EntryToJudge[]): Promise<Map<string, Charge>> {
  const cohortIds = [...new Set(entries.flatMap(({ seance }) => seance?.cohortId ?? []))];
  const byCohort = grouped(await cohortCommitments(tx, cohortIds), (one) => [one.cohortId, one]);
  const ofDesign = await designCharges(tx, entries);
  return new Map(
    entries.map((entry) => {
      const { seance } = entry;
      if (!seance) return [entry.id, ofDesign.get(entry.missionId) ?? null];
      const commitment = byCohort.get(seance.cohortId)?.find(
        (one) =>
          // The money of a cohort stays where it was committed when its trainer's mission is taken over.
          one.missionId === entry.missionId || one.missionId === entry.mission.succeedsId,
      );
      return [entry.id, commitment ? chargeOn(commitment, true) : null];
    }),
  );
}

type Committed = Omit<EnvelopeFacts, "natures"> & Amounts & { cohortId: string | null; missionId: string };

const commitmentsWith = (tx: RawTx, where: Prisma.Sql) =>
  jsonRows<Committed>(
    tx,
    Prisma.sql`
      SELECT c.cohort_id AS "cohortId", c.mission_id AS "missionId", c.amount_cents AS "amountCents",
        c.released_cents AS "releasedCents", c.service_done_cents AS "serviceDoneCents", v.titre2, v.programme,
        v.delegated_cents AS "delegatedCents", v.committed_cents AS "committedCents"
      FROM commitment c JOIN envelope v ON v.id = c.envelope_id
      WHERE ${where}`,
  );
const cohortCommitments = (tx: RawTx, cohortIds: readonly string[]) =>
  commitmentsWith(tx, Prisma.sql`c.cohort_id = ANY (${cohortIds}::uuid[]) AND c.mission_id IS NOT NULL`);
const missionCommitments = (tx: RawTx, missionIds: readonly string[]) =>
  commitmentsWith(tx, Prisma.sql`c.mission_id = ANY (${missionIds}::uuid[]) AND c.cohort_id IS NULL`);

/**
 * The envelope of each mission of design: the one its service done stands on, or the nearest that admits it. Nothing is
 * committed before an hour is certified: what is available counts until then (BUD-02).
 */
async function designCharges(tx: RawTx, entries: readonly EntryToJudge[]): Promise<Map<string, Charge>> {
  const missions = new Map(entries.flatMap(({ seance, mission }) => (seance ? [] : [[mission.id, mission]])));
  if (missions.size === 0) return new Map();
  const commitments = await missionCommitments(tx, [...missions.keys()]);
  const charges = new Map<string, Charge>();
  for (const { id, place, channel } of missions.values()) {
    if (channel === "DECHARGE") continue;
    const committed = commitments.find(({ missionId }) => missionId === id);
    const envelope = committed ?? (await nearestEnvelope(tx, place, channel));
    charges.set(id, envelope && chargeOn(envelope, committed !== undefined));
  }
  return charges;
}

type Placed = { lineage: readonly string[]; school: { type: SchoolType; sector: Sector } | null };
export type FlatNature = Extract<Nature, "IFIC" | "HSA" | "IMP" | "PACTE">;

type Nearest = Omit<EnvelopeFacts, "natures"> & { id: string; placeId: string; label: string };

/** The titre-2 envelope nearest to a school that admits a nature for its programme. */
export async function nearestEnvelope(tx: RawTx, place: Placed, nature: Nature): Promise<Nearest | null> {
  if (!place.school) return null;
  const [nearest = null] = await tx.$queryRaw<Nearest[]>`
    SELECT v.id::text, v.place_id::text AS "placeId", v.label, v.titre2, v.programme,
      v.delegated_cents AS "delegatedCents", v.committed_cents AS "committedCents"
    FROM envelope v
    WHERE v.place_id = ANY (${place.lineage}::uuid[]) AND v.titre2 AND v.programme = ${programmeOf(place.school)}
      AND ${nature}::nature = ANY (v.natures)
    -- Of two of one place, always the same.
    ORDER BY array_position(${place.lineage}::uuid[], v.place_id) DESC, v.exercise, v.id
    LIMIT 1`;
  return nearest;
}

export const isFlatNature = (channel: string): channel is FlatNature =>
  ["IFIC", "HSA", "IMP", "PACTE"].includes(channel);

type FlatMission = Pick<MissionToJudge, "id" | "channel" | "amountCents"> & { place: Placed & { id: string } };

/**
 * The envelope of each mission paid as a whole: the one it is committed on, else the titre-2 one nearest to its school that
 * admits it, of which what is available counts (BUD-02); null where there is none. One query a place and channel.
 */
export async function missionCharges(tx: RawTx, missions: readonly FlatMission[]): Promise<Map<string, Charge>> {
  if (missions.length === 0) return new Map();
  const commitments = await missionCommitments(
    tx,
    missions.map(({ id }) => id),
  );
  const committed = new Map(commitments.map((one) => [one.missionId, one]));
  const known = new Map<string, Awaited<ReturnType<typeof nearestEnvelope>>>();
  const charges = new Map<string, Charge>();
  for (const mission of missions) {
    const { id, channel, place } = mission;
    if (!isFlatNature(channel)) continue;
    const commitment = committed.get(id);
    const key = `${place.id} ${channel}`;
    if (!commitment && !known.has(key)) known.set(key, await nearestEnvelope(tx, place, channel));
    const envelope = commitment ?? known.get(key) ?? null;
    charges.set(id, envelope && chargeOn(envelope, commitment ? covers(commitment, mission) : false));
  }
  return charges;
}

type Amounts = { amountCents: number; releasedCents: number; serviceDoneCents: number };

/**
 * Its own money pays a mission: all of it is committed, so that nothing new is asked of the envelope. The amount of an HSA is
 * its rate's to say: what stands beyond the parts that were done is theirs.
 */
function covers({ amountCents, releasedCents, serviceDoneCents }: Amounts, mission: { amountCents: number | null }) {
  const stands = amountCents - releasedCents;
  return mission.amountCents === null ? stands > serviceDoneCents : stands >= mission.amountCents;
}

const chargeOn = (
  { titre2, programme, delegatedCents, committedCents }: Omit<EnvelopeFacts, "natures">,
  committedForIt: boolean,
): Charge => ({ titre2, programme, availableCents: delegatedCents - committedCents, committedForIt });

/** What the pay room asks of this one, which comes after it. */
export const chargesOf: ChargesOf = { entries: entryCharges, missions: missionCharges };
