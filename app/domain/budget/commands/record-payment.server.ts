import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { nearestEnvelope } from "../charges.server";
import { commitDue, type Move, pay, serviceDone } from "../moves.server";

type PaidLine = { id: string; missionId: string; amountCents: number };

/** The lines of an exported statement are paid on the envelopes of their commitments, each once. */
export async function recordPayment(statementId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const statement = await tx.payStatement.findUnique({
      where: { id: statementId },
      include: {
        lines: {
          where: { decision: { in: ["ACCEPT", "WARN"] }, amountCents: { not: null } },
          orderBy: [{ missionId: "asc" }, { id: "asc" }],
          include: { hourEntry: { select: { id: true, seance: { select: { cohortId: true } } } } },
        },
      },
    });
    if (statement?.status !== "EXPORTED") return;
    const at = await businessNow(tx);
    for (const { id, missionId, amountCents, hourEntry } of statement.lines) {
      if (!amountCents) continue;
      const line = { id, missionId, amountCents };
      if (hourEntry) await payHour(tx, line, hourEntry.seance.cohortId, at);
      else await payMission(tx, line, at);
    }
  });
}

async function payHour(tx: Tx, { id, missionId, amountCents }: PaidLine, cohortId: string, at: Date): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM commitment WHERE cohort_id = ${cohortId}::uuid AND mission_id = ${missionId}::uuid FOR UPDATE`;
  const commitment = await tx.commitment.findFirst({ where: { cohortId, missionId } });
  if (!commitment) return;
  const { envelopeId, id: commitmentId } = commitment;
  const moved = await pay(tx, { envelopeId, commitmentId, amountCents, sourceKey: `pay:${id}`, at, byId: null });
  if (moved)
    await tx.commitment.update({ where: { id: commitmentId }, data: { paidCents: { increment: amountCents } } });
}

/**
 * What a mission is paid as a whole is due: committed, done and paid in one go, on the nearest envelope that admits it.
 * Nothing where there is none: the line could not have been accepted (BUD-01).
 */
async function payMission(tx: Tx, { id, missionId, amountCents }: PaidLine, at: Date): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
  const mission = await tx.mission.findUniqueOrThrow({
    where: { id: missionId },
    select: {
      channel: true,
      createdById: true,
      place: { select: { lineage: true, school: { select: { type: true, sector: true } } } },
    },
  });
  if (mission.channel === "DECHARGE") return;
  const nature = mission.channel;
  const known = await tx.commitment.findFirst({ where: { missionId, cohortId: null, nature } });
  const envelopeId = known?.envelopeId ?? (await nearestEnvelope(tx, mission.place, nature))?.id;
  if (!envelopeId) return;
  const commitment =
    known ??
    (await tx.commitment.create({
      data: { envelopeId, missionId, nature, amountCents, at, createdById: mission.createdById },
    }));
  const move: Omit<Move, "sourceKey"> = { envelopeId, commitmentId: commitment.id, amountCents, at, byId: null };
  if (!(await pay(tx, { ...move, sourceKey: `pay:${id}` }))) return;
  await commitDue(tx, { ...move, sourceKey: `due:${id}` });
  await serviceDone(tx, { ...move, sourceKey: `done:${id}` });
  await tx.commitment.update({
    where: { id: commitment.id },
    data: {
      amountCents: known ? { increment: amountCents } : undefined,
      serviceDoneCents: { increment: amountCents },
      paidCents: { increment: amountCents },
    },
  });
}
