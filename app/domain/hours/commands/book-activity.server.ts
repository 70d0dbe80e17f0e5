import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { audit } from "../../audit/commands.server";
import { appendEntries, bookedParts, type LedgerId } from "../ledger.server";
import { entryForActivity } from "../planned";
import { counterEntry, type HourDraft } from "../rules";

/**
 * Follows an attestation of an activity at a distance: its line, once; once it is withdrawn, the counter-entry. The
 * session's row is held, as by whoever attests or withdraws.
 */
export async function bookActivity(attestationId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const ledger = await lockCohortOf(tx, attestationId);
    const drafts = await draftsOf(tx, attestationId);
    if (!ledger || drafts.length === 0) return;
    const at = await businessNow(tx);
    const lines = await appendEntries(tx, ledger, drafts, at);
    if (lines === 0) return;
    const line = { action: "hours.book", byId: null, subject: "activityAttestation", subjectId: attestationId, at };
    await audit(tx, { ...line, facts: { lines } });
  });
}

async function lockCohortOf(tx: Tx, attestationId: string): Promise<LedgerId | null> {
  const [cohort] = await tx.$queryRaw<LedgerId[]>`
    SELECT c.school_year_id AS "schoolYearId", (SELECT a.id::text FROM place p JOIN place a ON a.id = ANY (p.lineage)
      WHERE p.id = c.place_id AND a.kind = 'ACADEMIE') AS "academieId"
    FROM cohort c WHERE c.id = (SELECT cohort_id FROM activity_attestation WHERE id = ${attestationId}::uuid) FOR UPDATE`;
  return cohort ?? null;
}

async function draftsOf(tx: Tx, attestationId: string): Promise<HourDraft[]> {
  const found = await tx.activityAttestation.findUnique({
    where: { id: attestationId },
    include: {
      activity: { select: { modality: true } },
      enrolment: { select: { personId: true } },
      withdrawals: { where: { status: "APPROVED" }, select: { reason: true } },
      hourEntries: { where: { reversesId: null }, select: { ...bookedParts, reversedBy: { select: { id: true } } } },
    },
  });
  if (!found) return [];
  const { activity, enrolment, withdrawals, hourEntries, ...attestation } = found;
  const [[withdrawn], [line]] = [withdrawals, hourEntries];
  if (withdrawn) {
    if (!line || line.reversedBy) return [];
    const { reversedBy: _, ...booked } = line;
    return [counterEntry(booked, withdrawn.reason)];
  }
  if (line || !enrolment.personId) return [];
  const { id, activityId, enrolmentId, seq, minutes, at } = attestation;
  const { modality } = activity;
  return [entryForActivity({ id, activityId, enrolmentId, seq, minutes, at, modality, personId: enrolment.personId })];
}
