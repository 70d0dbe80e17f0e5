import { businessNow, realNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { enrolPendingOf } from "../../cohort/commands/enrol.server";
import { inCohort } from "../../cohort/queries.server";
import { refuse } from "../../errors";
import { attendancePolicy } from "../policy";
import { nextLine } from "../rules";
import { UNDO_SECONDS } from "../schema";
import { type LoadedSheet, lockSheet } from "../sheet.server";
import { refusalOf } from "../signable";

/**
 * « Je signe ma présence »: consumes the receipt and writes the presence, or neither. Signing twice keeps the first
 * line. A pending enrolment of the actor's own address is made good here, so that nobody waits for a job.
 */
export async function signPresence(
  actor: Actor,
  receiptId: string,
  browserHash: string,
): Promise<{ already: boolean }> {
  return inTransaction(async (tx) => {
    const known = await tx.attendanceReceipt.findFirst({
      where: { id: receiptId, browserHash },
      select: { sheetId: true },
    });
    if (!known) throw refuse("not_found", "attendance.receiptUnknown");
    const sheet = await lockSheet(tx, { sheetId: known.sheetId });
    // Read again under the lock: two taps on one button carry the same receipt.
    const receipt = await tx.attendanceReceipt.findUniqueOrThrow({ where: { id: receiptId } });
    const now = await businessNow(tx);
    const enrolment = await requireEnrolment(tx, actor, sheet, now);
    const last = await lastLine(tx, sheet.id, enrolment.id);
    if (last?.sign === 1) return { already: true };
    if (receipt.consumedAt || receipt.expiresAt <= realNow()) throw refuse("conflict", "attendance.receiptOver");
    const refused = refusalOf(sheet, now);
    if (refused) throw refused;

    await tx.attendanceReceipt.update({ where: { id: receiptId }, data: { consumedAt: realNow() } });
    const presence = await tx.presence.create({
      data: {
        sheetId: sheet.id,
        enrolmentId: enrolment.id,
        ...nextLine(last ? [last] : []),
        proof: receipt.proof,
        at: now,
        byId: actor.personId,
        browserHash,
        receiptId,
      },
      select: { id: true },
    });
    await audit(tx, {
      action: "attendance.sign",
      byId: actor.personId,
      subject: "presence",
      subjectId: presence.id,
      facts: { sheetId: sheet.id, enrolmentId: enrolment.id },
      at: now,
    });
    return { already: false };
  });
}

/** The actor's enrolment in the cohort of the sheet. @throws Refusal forbidden attendance.notEnrolled */
async function requireEnrolment(tx: Tx, actor: Actor, sheet: LoadedSheet, at: Date) {
  const cohortId = sheet.seance.cohort.id;
  const find = () =>
    tx.enrolment.findFirst({
      where: { cohortId, personId: actor.personId, status: { in: [...inCohort] } },
      select: { id: true, personId: true, email: true },
    });
  let enrolment = await find();
  if (!enrolment) {
    await enrolPendingOf(tx, { personId: actor.personId, email: actor.email, at, cohortId });
    enrolment = await find();
  }
  if (!enrolment) throw refuse("forbidden", "attendance.notEnrolled");
  authorize(actor, attendancePolicy, "attendance.sign", enrolment);
  return enrolment;
}

const lastLine = (tx: Tx, sheetId: string, enrolmentId: string) =>
  tx.presence.findFirst({ where: { sheetId, enrolmentId }, orderBy: { seq: "desc" } });

/** Takes back one's own signature within ten seconds of real time, while the sheet is open: a counter-entry. */
export async function undoSignature(actor: Actor, receiptId: string, browserHash: string): Promise<void> {
  await inTransaction(async (tx) => {
    const known = await tx.attendanceReceipt.findFirst({
      where: { id: receiptId, browserHash },
      select: { sheetId: true },
    });
    if (!known) throw refuse("not_found", "attendance.receiptUnknown");
    const sheet = await lockSheet(tx, { sheetId: known.sheetId });
    const signed = await tx.presence.findUnique({ where: { receiptId }, include: { enrolment: true } });
    if (!signed || signed.byId !== actor.personId) throw refuse("not_found", "attendance.receiptUnknown");
    const last = await lastLine(tx, sheet.id, signed.enrolmentId);
    if (last?.id !== signed.id) return;
    if (sheet.status !== "OPEN") throw refuse("conflict", "attendance.sheetSealed");
    if (realNow().getTime() - signed.createdAt.getTime() > UNDO_SECONDS * 1_000)
      throw refuse("conflict", "attendance.undoOver", { seconds: UNDO_SECONDS });
    const now = await businessNow(tx);
    await tx.presence.create({
      data: {
        sheetId: sheet.id,
        enrolmentId: signed.enrolmentId,
        seq: signed.seq + 1,
        sign: -1,
        proof: "UNDO",
        at: now,
        byId: actor.personId,
        browserHash,
      },
    });
    await audit(tx, {
      action: "attendance.undo",
      byId: actor.personId,
      subject: "presence",
      subjectId: signed.id,
      facts: { sheetId: sheet.id },
      at: now,
    });
  });
}
