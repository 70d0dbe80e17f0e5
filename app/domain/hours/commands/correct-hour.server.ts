import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { entriesOfCorrection, type Fault, type ProposeCorrection, whyNotDecide, whyNotPropose } from "../correction";
import { hourToCorrect } from "../corrections.server";
import { appendEntries } from "../ledger.server";
import { lockHours } from "../locks.server";
import { hoursPolicy } from "../policy";

/**
 * Proposes the true minutes of a standing hour of a trainer; a second person decides. Said again in the same words it is
 * the same proposal. @throws not_found for a stranger; forbidden; conflict HRS-02, or while another proposal waits
 */
export async function proposeHourCorrection(
  actor: Actor,
  entryId: string,
  input: ProposeCorrection,
): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    await lockHours(tx, [entryId]);
    const { line, subject, most } = await hourToCorrect(tx, actor, entryId);
    authorize(actor, hoursPolicy, "hours.propose", subject);
    const open = await tx.hourCorrection.findFirst({ where: { hourEntryId: entryId, status: "PROPOSED" } });
    const again = open?.proposedById === actor.personId && open.reason === input.reason;
    if (again && open.trueMinutes === input.trueMinutes) return { id: open.id };
    refuseIf(whyNotPropose(line, { trueMinutes: input.trueMinutes, most, pending: open !== null }));
    const at = await businessNow(tx);
    const { id } = await tx.hourCorrection.create({
      data: { ...input, hourEntryId: entryId, proposedById: actor.personId, proposedAt: at },
      select: { id: true },
    });
    await note(tx, actor, { action: "hours.propose", correctionId: id, entryId, minutes: input.trueMinutes, at });
    return { id };
  });
}

type Decision = { correctionId: string } & ({ approve: true } | { approve: false; decisionReason: string });

/**
 * Approves or refuses a proposed correction. Approval writes the counter-entry and the new line with it: all, or nothing.
 * @returns whether this call decided; the same decision again is the same one
 */
export async function decideHourCorrection(
  actor: Actor,
  entryId: string,
  decision: Decision,
): Promise<{ decided: boolean }> {
  const { correctionId, approve } = decision;
  return inTransaction(async (tx) => {
    // The line is held first: a head who certifies it meanwhile comes before or after, never between.
    await lockHours(tx, [entryId]);
    const { line, subject } = await hourToCorrect(tx, actor, entryId);
    const correction = await tx.hourCorrection.findFirst({ where: { id: correctionId, hourEntryId: entryId } });
    if (!correction) throw refuse("not_found", "hours.correctionUnknown");
    const { proposedById, trueMinutes } = correction;
    refuseIf(whyNotDecide({ deciderId: actor.personId, proposedById, personId: line.personId }), "forbidden");
    authorize(actor, hoursPolicy, "hours.decide", { hour: subject, proposedById });
    const status = approve ? "APPROVED" : "REFUSED";
    if (correction.status === status) return { decided: false };
    if (correction.status !== "PROPOSED") throw refuse("conflict", "hours.alreadyDecided");
    const at = await businessNow(tx);
    const newEntryId = approve ? await write(tx, line, correction, at) : null;
    await tx.hourCorrection.update({
      where: { id: correctionId },
      data: {
        status,
        decidedById: actor.personId,
        decidedAt: at,
        decisionReason: approve ? null : decision.decisionReason,
        newEntryId,
      },
    });
    const action = approve ? "hours.approve" : "hours.refuse";
    await note(tx, actor, { action, correctionId, entryId, minutes: trueMinutes, at });
    return { decided: true };
  });
}

type Line = Awaited<ReturnType<typeof hourToCorrect>>["line"];
type Correction = { id: string; trueMinutes: number; reason: string };

/** The pair of lines; the id of the new one, null where nothing is left of the hour. */
async function write(tx: Tx, line: Line, correction: Correction, at: Date): Promise<string | null> {
  const { academieId, schoolYearId, reversed: _, ...booked } = line;
  const drafts = entriesOfCorrection(booked, correction);
  const written = await appendEntries(tx, { academieId, schoolYearId }, drafts, at);
  // A line longer than the one it replaces may meet another hour of the person (HRS-01): then nothing is taken back either.
  if (written !== drafts.length) throw refuse("conflict", "hours.bookedElsewhere", { code: "HRS-01" });
  const added = drafts[1];
  if (!added) return null;
  return (await tx.hourEntry.findUniqueOrThrow({ where: { sourceKey: added.sourceKey }, select: { id: true } })).id;
}

function refuseIf(fault: Fault, code: "conflict" | "forbidden" = "conflict") {
  if (fault) throw refuse(code, fault.key, fault.facts);
}

type Noted = { action: string; correctionId: string; entryId: string; minutes: number; at: Date };

const note = (tx: Tx, actor: Actor, { action, correctionId, entryId, minutes, at }: Noted) =>
  audit(tx, {
    action,
    byId: actor.personId,
    subject: "hourCorrection",
    subjectId: correctionId,
    facts: { entryId, minutes },
    at,
  });
