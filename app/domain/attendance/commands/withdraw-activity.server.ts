import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { type WithdrawActivity, whyNotDecideWithdrawal, whyNotWithdraw } from "../activity";
import { lockSession } from "../activity.server";
import { attendancePolicy } from "../policy";

/**
 * Proposes to take an attestation back, with its reason; a second person decides, for its hour is in the ledger within
 * seconds. The same words again are the same proposal. @throws not_found for a stranger; forbidden; conflict
 */
export async function proposeWithdrawal(
  actor: Actor,
  cohortId: string,
  { attestationId, reason }: WithdrawActivity,
): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const session = await lockSession(tx, actor, cohortId);
    authorize(actor, attendancePolicy, "attendance.withdraw", session.subject);
    const attestation = await tx.activityAttestation.findFirst({
      where: { id: attestationId, cohortId },
      select: { withdrawals: { where: { status: { not: "REFUSED" } } } },
    });
    if (!attestation) throw refuse("not_found", "attendance.attestationUnknown");
    const open = attestation.withdrawals.find(({ status }) => status === "PROPOSED");
    if (open?.proposedById === actor.personId && open.reason === reason) return { id: open.id };
    const withdrawn = attestation.withdrawals.some(({ status }) => status === "APPROVED");
    const fault = whyNotWithdraw({ withdrawn, pending: open !== undefined });
    if (fault) throw refuse("conflict", fault.key, fault.facts);
    const at = await businessNow(tx);
    const { id } = await tx.activityWithdrawal.create({
      data: { attestationId, reason, proposedById: actor.personId, proposedAt: at },
      select: { id: true },
    });
    await note(tx, actor, { action: "attendance.withdraw", withdrawalId: id, attestationId, at });
    return { id };
  });
}

/** Approves or refuses a withdrawal; the same decision again is the same one. Approved, the ledger takes its hour back. */
export async function decideWithdrawal(
  actor: Actor,
  cohortId: string,
  { withdrawalId, approve }: { withdrawalId: string; approve: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    const session = await lockSession(tx, actor, cohortId);
    const withdrawal = await tx.activityWithdrawal.findFirst({
      where: { id: withdrawalId, attestation: { cohortId } },
      include: { attestation: { select: { enrolment: { select: { personId: true } } } } },
    });
    if (!withdrawal) throw refuse("not_found", "attendance.withdrawalUnknown");
    const { attestationId, proposedById, attestation } = withdrawal;
    const concernedId = attestation.enrolment.personId;
    const fault = whyNotDecideWithdrawal({ deciderId: actor.personId, proposedById, concernedId });
    if (fault) throw refuse("forbidden", fault.key, fault.facts);
    const decision = { session: session.subject, proposedById, concernedId };
    authorize(actor, attendancePolicy, "attendance.decideWithdrawal", decision);
    const status = approve ? "APPROVED" : "REFUSED";
    if (withdrawal.status === status) return;
    if (withdrawal.status !== "PROPOSED") throw refuse("conflict", "attendance.alreadyDecided");
    const at = await businessNow(tx);
    await tx.activityWithdrawal.update({
      where: { id: withdrawalId },
      data: { status, decidedById: actor.personId, decidedAt: at },
    });
    const action = approve ? "attendance.approveWithdrawal" : "attendance.refuseWithdrawal";
    await note(tx, actor, { action, withdrawalId, attestationId, at });
    if (approve) await announce(tx, "activity.withdrawn", { attestationId });
  });
}

type Noted = { action: string; withdrawalId: string; attestationId: string; at: Date };

const note = (tx: Tx, actor: Actor, { action, withdrawalId, attestationId, at }: Noted) =>
  audit(tx, {
    action,
    byId: actor.personId,
    subject: "activityWithdrawal",
    subjectId: withdrawalId,
    facts: { attestationId },
    at,
  });
