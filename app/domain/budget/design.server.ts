import type { Tx } from "~/platform/db.server";
import { nearestEnvelope } from "./charges.server";
import { commitDue, type Move, release, serviceDone } from "./moves.server";

/** Locks the commitment of a mission, in a cohort or alone, which its envelope's lines follow one after the other. */
export async function lockCommitment(tx: Tx, { cohortId, missionId }: { cohortId: string | null; missionId: string }) {
  await tx.$queryRaw`
    SELECT 1 FROM commitment
    WHERE cohort_id IS NOT DISTINCT FROM ${cohortId}::uuid AND mission_id = ${missionId}::uuid FOR UPDATE`;
  return tx.commitment.findFirst({ where: { cohortId, missionId } });
}
export type Locked = NonNullable<Awaited<ReturnType<typeof lockCommitment>>>;

/** `key`: the hour's id; with the rank of its line where it was recorded before, at another price. */
export type Service = { key: string; amountCents: number; at: Date; byId: string | null };

/** The key of the service done of an hour: recorded once, and each difference once. */
export const serviceKey = (key: string): string => `service:${key}`;

/** The commitment of a mission may not be there yet: whoever makes it holds the mission. */
export async function lockMission(tx: Tx, missionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
}

/**
 * A certified work of design is due: committed and done in one go, on the nearest envelope that admits its channel; what
 * is taken back is released. Nothing where there is no envelope: its line waits (BUD-02).
 */
export async function recordDesign(
  tx: Tx,
  { commitment: known, missionId }: { commitment: Locked | null; missionId: string },
  { key, amountCents, at, byId }: Service,
): Promise<void> {
  const commitment = known ?? (await engage(tx, missionId, { amountCents, at }));
  if (!commitment) return;
  const { envelopeId, id: commitmentId } = commitment;
  const move: Omit<Move, "sourceKey"> = { envelopeId, commitmentId, amountCents, at, byId };
  await serviceDone(tx, { ...move, sourceKey: serviceKey(key) });
  if (amountCents > 0) await commitDue(tx, { ...move, sourceKey: `due:${key}` });
  else await release(tx, { ...move, amountCents: -amountCents, sourceKey: `release:${key}` });
  await tx.commitment.update({
    where: { id: commitmentId },
    data: {
      serviceDoneCents: { increment: amountCents },
      // The first service made the commitment with its amount.
      ...(amountCents < 0 ? { releasedCents: { increment: -amountCents } } : {}),
      ...(amountCents > 0 && known ? { amountCents: { increment: amountCents } } : {}),
    },
  });
}

async function engage(tx: Tx, missionId: string, { amountCents, at }: { amountCents: number; at: Date }) {
  const mission = await tx.mission.findUniqueOrThrow({
    where: { id: missionId },
    select: {
      channel: true,
      createdById: true,
      place: { select: { lineage: true, school: { select: { type: true, sector: true } } } },
    },
  });
  if (mission.channel === "DECHARGE" || amountCents <= 0) return null;
  const envelope = await nearestEnvelope(tx, mission.place, mission.channel);
  if (!envelope) return null;
  const { channel: nature, createdById } = mission;
  return tx.commitment.create({ data: { envelopeId: envelope.id, missionId, nature, amountCents, at, createdById } });
}
