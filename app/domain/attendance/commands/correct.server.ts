import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { seanceScope } from "../../seance/queries.server";
import { attendancePolicy } from "../policy";
import { type Fault, isPresent, nextLine, whyNotDecide, whyNotPropose } from "../rules";
import type { Propose } from "../schema";
import { listStandings, lockSheet, subjectOf } from "../sheet.server";

/** Proposes a change to a sealed sheet, with its reason; it waits for a second person. */
export async function proposeCorrection(actor: Actor, seanceId: string, input: Propose): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const sheet = await lockInScope(tx, actor, seanceId);
    authorize(actor, attendancePolicy, "attendance.propose", subjectOf(sheet));
    const { lines, personId } = await standingOf(tx, sheet, input.enrolmentId);
    const waiting = await tx.attendanceCorrection.count({
      where: { sheetId: sheet.id, enrolmentId: input.enrolmentId, status: "PROPOSED" },
    });
    refuseIf(whyNotPropose({ ...input, sheet, lines, personId, byId: actor.personId, pending: waiting > 0 }));
    const now = await businessNow(tx);
    const correction = await tx.attendanceCorrection.create({
      data: { ...input, sheetId: sheet.id, proposedById: actor.personId, proposedAt: now },
      select: { id: true },
    });
    await note(tx, actor, "attendance.propose", correction.id, sheet.id, now);
    return correction;
  });
}

/** Approves or refuses a proposed correction: another leader of the séance, and not the person concerned. */
export async function decideCorrection(
  actor: Actor,
  seanceId: string,
  { correctionId, approve }: { correctionId: string; approve: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    const sheet = await lockInScope(tx, actor, seanceId);
    const correction = await tx.attendanceCorrection.findFirst({
      where: { id: correctionId, sheetId: sheet.id },
      include: { enrolment: { select: { personId: true } } },
    });
    if (!correction) throw refuse("not_found", "attendance.correctionUnknown");
    const { proposedById, enrolment } = correction;
    refuseIf(
      whyNotDecide({
        status: correction.status,
        proposedById,
        deciderId: actor.personId,
        personId: enrolment.personId,
      }),
    );
    authorize(actor, attendancePolicy, "attendance.decide", {
      sheet: subjectOf(sheet),
      proposedById,
      concernedId: enrolment.personId,
    });
    const standing = await standingOf(tx, sheet, correction.enrolmentId);
    const now = await businessNow(tx);
    await tx.attendanceCorrection.update({
      where: { id: correctionId },
      data: { status: approve ? "APPROVED" : "REFUSED", decidedById: actor.personId, decidedAt: now },
    });
    await note(tx, actor, approve ? "attendance.approve" : "attendance.refuse", correctionId, sheet.id, now);
    if (!approve) return;
    // The person may have been corrected meanwhile by another proposal.
    if (isPresent(standing.lines) === (correction.kind === "ADD"))
      throw refuse("conflict", correction.kind === "ADD" ? "attendance.alreadyPresent" : "attendance.notPresent");
    await tx.presence.create({
      data: {
        sheetId: sheet.id,
        enrolmentId: correction.enrolmentId,
        ...nextLine(standing.lines),
        proof: "CORRECTION",
        at: now,
        byId: actor.personId,
        reason: correction.reason,
        correctionId,
      },
    });
    await announce(tx, "correction.approved", { correctionId });
  });
}

async function lockInScope(tx: Tx, actor: Actor, seanceId: string) {
  const inScope = await tx.seance.findFirst({ where: { id: seanceId, ...seanceScope(actor) }, select: { id: true } });
  if (!inScope) throw refuse("not_found", "seance.notFound");
  return lockSheet(tx, { seanceId });
}

async function standingOf(tx: Tx, sheet: { id: string; seance: { cohort: { id: string } } }, enrolmentId: string) {
  const standings = await listStandings(tx, { id: sheet.id, cohortId: sheet.seance.cohort.id });
  const standing = standings.find((one) => one.enrolmentId === enrolmentId);
  if (!standing) throw refuse("not_found", "attendance.personUnknown");
  return standing;
}

/** Who may not is told so with 403; what cannot be now, with 409. */
function refuseIf(fault: Fault) {
  if (!fault) return;
  const personal = fault.key === "attendance.secondPerson" || fault.key === "attendance.correctSelf";
  throw refuse(personal ? "forbidden" : "conflict", fault.key, fault.facts);
}

const note = (tx: Tx, actor: Actor, action: string, id: string, sheetId: string, at: Date) =>
  audit(tx, { action, byId: actor.personId, subject: "correction", subjectId: id, facts: { sheetId }, at });
