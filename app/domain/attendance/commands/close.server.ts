import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { signText } from "~/platform/signing.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { canonicalJson } from "../../canonical";
import { inCohort } from "../../cohort/queries.server";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { seanceScope } from "../../seance/queries.server";
import { attendancePolicy } from "../policy";
import { isPresent, nextLine, whyNotTick } from "../rules";
import type { Tick } from "../schema";
import { type LoadedSheet, listStandings, lockSheet, type Standing, subjectOf } from "../sheet.server";
import { refusalOf } from "../signable";

/** Locks the sheet of a séance in the actor's scope, whom it must have for leader. */
async function lockLed(tx: Tx, actor: Actor, seanceId: string): Promise<LoadedSheet> {
  const inScope = await tx.seance.findFirst({ where: { id: seanceId, ...seanceScope(actor) }, select: { id: true } });
  if (!inScope) throw refuse("not_found", "seance.notFound");
  const sheet = await lockSheet(tx, { seanceId });
  authorize(actor, attendancePolicy, "attendance.lead", subjectOf(sheet));
  return sheet;
}

function requireOpen(sheet: LoadedSheet, now: Date) {
  const refused = refusalOf(sheet, now);
  if (refused) throw refused;
}

/** Turns one person's presence over by hand, with a reason: ticks who could not sign, unticks who left. */
export async function tickPresence(
  actor: Actor,
  seanceId: string,
  { enrolmentId, reason, present, paper = false }: Omit<Tick, "paper"> & { present: boolean; paper?: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    const sheet = await lockLed(tx, actor, seanceId);
    const now = await businessNow(tx);
    requireOpen(sheet, now);
    const enrolment = await tx.enrolment.findFirst({
      where: { id: enrolmentId, cohortId: sheet.seance.cohort.id, status: { in: [...inCohort] } },
      select: { id: true, personId: true },
    });
    if (!enrolment) throw refuse("not_found", "attendance.personUnknown");
    const lines = await tx.presence.findMany({
      where: { sheetId: sheet.id, enrolmentId },
      select: { seq: true, sign: true },
    });
    // Asked twice, done once: the second tap finds the person as she was wished.
    if (isPresent(lines) === present) return;
    const fault = whyNotTick({
      byId: actor.personId,
      personId: enrolment.personId,
      enrolled: true,
      lines: present ? lines : [],
      reason,
    });
    if (fault) throw refuse("conflict", fault.key, fault.facts);
    await tx.presence.create({
      data: {
        sheetId: sheet.id,
        enrolmentId,
        ...nextLine(lines),
        proof: paper && present ? "PAPER" : "TICK",
        at: now,
        byId: actor.personId,
        reason,
      },
    });
    await audit(tx, {
      action: present ? "attendance.tick" : "attendance.untick",
      byId: actor.personId,
      subject: "sheet",
      subjectId: sheet.id,
      facts: { enrolmentId },
      at: now,
    });
  });
}

/**
 * Closes the sheet: the leader's own proof. It is sealed by a hash of its canonical content and the server's Ed25519
 * signature; from here only corrections speak. Closing twice is closing once.
 */
export async function closeSheet(actor: Actor, seanceId: string): Promise<{ declared: number; already: boolean }> {
  return inTransaction(async (tx) => {
    const sheet = await lockLed(tx, actor, seanceId);
    if (sheet.status === "SEALED") return { declared: sheet.declared ?? 0, already: true };
    const now = await businessNow(tx);
    requireOpen(sheet, now);
    const standings = await listStandings(tx, { id: sheet.id, cohortId: sheet.seance.cohort.id });
    const declared = standings.filter(({ present }) => present).length;
    const content = canonicalContent(sheet, standings, { closedById: actor.personId, closedAt: now });
    const { signature, signingKeyId } = await signText(tx, content);
    await tx.attendanceSheet.update({
      where: { id: sheet.id },
      data: {
        status: "SEALED",
        closedAt: now,
        closedById: actor.personId,
        declared,
        content,
        hash: sha256(content),
        signature,
        signingKeyId,
      },
    });
    await announce(tx, "sheet.sealed", { sheetId: sheet.id });
    await audit(tx, {
      action: "attendance.close",
      byId: actor.personId,
      subject: "sheet",
      subjectId: sheet.id,
      facts: { declared, expected: standings.length },
      at: now,
    });
    return { declared, already: false };
  });
}

/** The text that is sealed: ids, times and proofs, never a name. Stored as it is, and never made again. */
function canonicalContent(
  { id, halfDay, seance }: LoadedSheet,
  standings: Standing[],
  closing: { closedById: string; closedAt: Date },
): string {
  return canonicalJson({
    format: "entrepairs.sheet.1",
    sheetId: id,
    seanceId: seance.id,
    cohortId: seance.cohort.id,
    title: seance.title,
    modality: seance.modality,
    halfDay,
    startsAt: seance.startsAt,
    endsAt: seance.endsAt,
    trainerId: seance.trainerId,
    closedById: closing.closedById,
    closedAt: closing.closedAt,
    people: standings
      .map(({ enrolmentId, personId, present, lines }) => ({
        enrolmentId,
        personId,
        present,
        lines: lines.map(({ id: line, seq, sign, proof, at, byId, reason }) => ({
          id: line,
          seq,
          sign,
          proof,
          at,
          byId,
          reason,
        })),
      }))
      .sort((a, b) => (a.enrolmentId < b.enrolmentId ? -1 : 1)),
  });
}
