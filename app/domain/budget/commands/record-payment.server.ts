import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { lockCommitment } from "../design.server";
import { type PaidPart, settleMission } from "../flat-money.server";
import { pay } from "../moves.server";

type PaidLine = { id: string; missionId: string; amountCents: number };

/** The lines of an exported statement are paid on the envelopes of their commitments, each once. */
export async function recordPayment(statementId: string): Promise<void> {
  const parts = await inTransaction((tx) => payHours(tx, statementId));
  // A transaction each: a statement may pay the référents of a whole académie, and what is counted is counted no more.
  for (const [missionId, paid] of parts)
    await inTransaction((tx) => settleMission(tx, missionId, { byId: null, parts: paid }));
}

/** Pays its hours. Answers what is left: the parts of each mission that it pays as a whole. */
async function payHours(tx: Tx, statementId: string): Promise<Map<string, PaidPart[]>> {
  const parts = new Map<string, PaidPart[]>();
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
  if (statement?.status !== "EXPORTED") return parts;
  const at = await businessNow(tx);
  for (const { id, missionId, amountCents, hourEntry } of statement.lines) {
    if (!amountCents) continue;
    if (hourEntry) await payHour(tx, { id, missionId, amountCents }, hourEntry.seance?.cohortId ?? null, at);
    else parts.set(missionId, [...(parts.get(missionId) ?? []), { id, amountCents }]);
  }
  return parts;
}

type Cohort = string | null;

async function payHour(tx: Tx, { id, missionId, amountCents }: PaidLine, cohortId: Cohort, at: Date): Promise<void> {
  const commitment = await lockCommitment(tx, { cohortId, missionId });
  if (!commitment) return;
  const { envelopeId, id: commitmentId } = commitment;
  const moved = await pay(tx, { envelopeId, commitmentId, amountCents, sourceKey: `pay:${id}`, at, byId: null });
  if (moved)
    await tx.commitment.update({ where: { id: commitmentId }, data: { paidCents: { increment: amountCents } } });
}
