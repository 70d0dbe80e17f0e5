import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { audit } from "../../audit/commands.server";
import { appendEntries, bookedParts } from "../ledger.server";
import { type BookedEntry, entriesForCorrection } from "../rules";
import { draftsOf, isBooked, lockSheetToBook } from "../sheet.server";

/**
 * Follows an approved correction: a counter-entry with its reason, or a line for a person who was left out. A sheet that
 * is not booked yet needs nothing: booking will read the corrected presence.
 */
export async function applyCorrectionToHours(correctionId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const correction = await tx.attendanceCorrection.findUnique({ where: { id: correctionId } });
    if (correction?.status !== "APPROVED") return;
    const { sheetId, reason, decidedById } = correction;
    const sheet = await lockSheetToBook(tx, sheetId);
    if (!sheet || !(await isBooked(tx, sheetId))) return;
    const at = await businessNow(tx);
    const drafts = entriesForCorrection(await listStanding(tx, sheetId), await draftsOf(tx, sheet), reason);
    const lines = await appendEntries(tx, sheet.ledger, drafts, at);
    if (lines === 0) return;
    const facts = { correctionId, lines };
    await audit(tx, { action: "hours.correct", byId: decidedById, subject: "sheet", subjectId: sheetId, facts, at });
  });
}

/** The lines of a sheet that nothing reverses. */
async function listStanding(tx: Tx, sheetId: string): Promise<BookedEntry[]> {
  return tx.hourEntry.findMany({
    where: { sheetId, minutes: { gt: 0 }, reversedBy: null },
    orderBy: { number: "asc" },
    select: bookedParts,
  });
}
