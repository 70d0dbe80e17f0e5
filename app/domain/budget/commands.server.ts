import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { localDay } from "../calendar";
import { loadRates, priceService } from "../pay/rates.server";
import type { Channel } from "../pay/schema";
import { plannedMinutes } from "../seance/rules";
import { type Locked, lockCommitment, lockMission, recordDesign, type Service, serviceKey } from "./design.server";
import { commitDue, release, serviceDone } from "./moves.server";

/** A certified hour becomes service done on the commitment of its cohort; a counter-entry takes it back. */
export async function recordServiceDone(hourEntryId: string): Promise<void> {
  await inTransaction((tx) => settleService(tx, hourEntryId));
}

/**
 * Makes the service done of an hour what it is worth: at the rate of the day of service, or as it was paid. Idempotent: what
 * agrees moves nothing. Nothing where no rate covers the day (the line is held) or nothing was committed.
 */
export async function settleService(tx: Tx, hourEntryId: string): Promise<void> {
  const entry = await tx.hourEntry.findUnique({
    where: { id: hourEntryId },
    include: {
      seance: { select: { cohortId: true } },
      certification: true,
      mission: { select: { channel: true, rateCents: true, level: true, place: { select: { timeZone: true } } } },
    },
  });
  if (!entry?.mission || !entry.missionId) return;
  const { missionId, seance } = entry;
  // Design belongs to no cohort: its money is engaged for its mission, as its service is certified.
  if (!seance) await lockMission(tx, missionId);
  const commitment = await lockCommitment(tx, { cohortId: seance?.cohortId ?? null, missionId });
  if (!commitment && seance) return;
  const known = await recorded(tx, commitment, hourEntryId);
  // Looked for once the commitment is held: the counter-entry may have been told of first, and found nothing to take back.
  const takenBack = await tx.hourEntry.count({ where: { reversesId: hourEntryId } });
  const certified = entry.certification?.decision === "CERTIFIED" && takenBack === 0;
  const worth = entry.reversesId
    ? -(await recorded(tx, commitment, entry.reversesId)).cents
    : certified
      ? await price(tx, entry, entry.mission)
      : null;
  const amountCents = worth === null ? 0 : worth - known.cents;
  if (amountCents === 0) return;
  const key = known.lines === 0 ? hourEntryId : `${hourEntryId}:${known.lines}`;
  const service = { key, amountCents, at: await businessNow(tx), byId: entry.certification?.certifiedById ?? null };
  if (seance && commitment) await recordOn(tx, commitment, service);
  else if (!seance) await recordDesign(tx, { commitment, missionId }, service);
}

/** Cents of service done that were recorded for an entry, and on how many lines. The caller holds the commitment. */
async function recorded(tx: Tx, commitment: Locked | null, hourEntryId: string) {
  if (!commitment) return { cents: 0, lines: 0 };
  const { _sum, _count } = await tx.envelopeEntry.aggregate({
    where: { commitmentId: commitment.id, sourceKey: { startsWith: serviceKey(hourEntryId) } },
    _sum: { amountCents: true },
    _count: true,
  });
  return { cents: _sum.amountCents ?? 0, lines: _count };
}

/** Cents; null where no rate covers the day. What a statement has decided is what it is worth, whatever a rate says since. */
async function price(
  tx: Tx,
  entry: { id: string; personId: string; minutes: number; startsAt: Date },
  mission: { channel: Channel; rateCents: number | null; level: string | null; place: { timeZone: string } },
): Promise<number | null> {
  const paid = await tx.payLine.findFirst({
    where: {
      hourEntryId: entry.id,
      decision: { in: ["ACCEPT", "WARN"] },
      statement: { status: { in: ["DECIDED", "EXPORTED"] } },
    },
    select: { amountCents: true },
  });
  if (paid?.amountCents) return paid.amountCents;
  const { personId, minutes, startsAt } = entry;
  const day = localDay(startsAt, mission.place.timeZone);
  const priced = await priceService(tx, await loadRates(tx), mission, { personId, minutes, day });
  return priced?.amountCents ?? null;
}

async function recordOn(tx: Tx, commitment: Locked, service: Service): Promise<void> {
  const { key, amountCents, at, byId } = service;
  const line = { envelopeId: commitment.envelopeId, commitmentId: commitment.id, at, byId };
  await serviceDone(tx, { ...line, amountCents, sourceKey: serviceKey(key) });
  const done = commitment.serviceDoneCents + amountCents;
  // BUD-02: service already done stays due, beyond what was committed for it.
  const excess = done - (commitment.amountCents - commitment.releasedCents);
  if (excess > 0) await commitDue(tx, { ...line, amountCents: excess, sourceKey: `due:${key}`, reason: "BUD-02" });
  await tx.commitment.update({
    where: { id: commitment.id },
    data: { serviceDoneCents: done, amountCents: { increment: Math.max(0, excess) } },
  });
}

/** A cancelled séance gives back what was committed for it; a moved one keeps it. */
export async function releaseSeance(seanceId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const seance = await tx.seance.findUnique({
      where: { id: seanceId },
      select: { status: true, startsAt: true, endsAt: true },
    });
    const committed = await tx.envelopeEntry.findUnique({ where: { sourceKey: `commit:${seanceId}` } });
    if (seance?.status !== "CANCELLED" || !committed?.commitmentId) return;
    await tx.$queryRaw`SELECT 1 FROM commitment WHERE id = ${committed.commitmentId}::uuid FOR UPDATE`;
    const commitment = await tx.commitment.findUniqueOrThrow({ where: { id: committed.commitmentId } });
    const { amountCents, envelopeId } = committed;
    // Service done is never given back, whatever was cancelled since.
    if (commitment.amountCents - commitment.releasedCents - commitment.serviceDoneCents < amountCents) return;
    const moved = await release(tx, {
      envelopeId,
      commitmentId: commitment.id,
      amountCents,
      sourceKey: `release:${seanceId}`,
      at: await businessNow(tx),
      byId: null,
    });
    if (moved)
      await tx.commitment.update({
        where: { id: commitment.id },
        data: {
          releasedCents: { increment: amountCents },
          // The hours go back to the mission.
          minutes: Math.max(0, (commitment.minutes ?? 0) - plannedMinutes(seance)),
        },
      });
  });
}
