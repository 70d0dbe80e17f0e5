import { businessNow, realNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { refuse } from "../../errors";
import { findSheetByCode, readToken, type SheetFound } from "../codes.server";
import { takeCodeTry } from "../limits.server";
import { RECEIPT_MS } from "../rules/code";
import { refusalOf } from "../signable";

export type Shown = { proof: "QR"; token: string } | { proof: "CODE"; code: string };
/** Who shows a code: a browser, and the account where somebody is signed in already. */
export type Shower = { browserHash: string; accountId: string | null };

/**
 * Exchanges a fresh code for a receipt bound to this browser and this sheet, good for ten minutes of real time. Public:
 * it records nobody and says nothing of the séance but whether it may be signed now.
 * @throws Refusal too_many; invalid attendance.codeStale (from when it dates), attendance.codeUnknown; conflict
 */
export async function receiveCode(shown: Shown, shower: Shower): Promise<{ receiptId: string }> {
  const attempt = await takeCodeTry(shower);
  const at = realNow();
  const found = shown.proof === "QR" ? readToken(shown.token, at) : await findSheetByCode(shown.code, at);
  const sheetId = await requireFresh(found);
  await attempt.right();
  return inTransaction(async (tx) => {
    await requireSignable(tx, sheetId, await businessNow(tx));
    const receipt = await tx.attendanceReceipt.create({
      data: {
        sheetId,
        browserHash: shower.browserHash,
        proof: shown.proof,
        createdAt: at,
        expiresAt: new Date(at.getTime() + RECEIPT_MS),
      },
      select: { id: true },
    });
    return { receiptId: receipt.id };
  });
}

/** A stale code says from when it dates, in business time: the time on the wall, in the demonstration too. */
async function requireFresh(found: SheetFound): Promise<string> {
  if (found.state === "fresh") return found.sheetId;
  if (found.state === "ambiguous") throw refuse("invalid", "attendance.codeAmbiguous", {}, "code");
  if (found.state === "unknown") throw refuse("invalid", "attendance.codeUnknown", {}, "code");
  const shownAt = new Date((await businessNow()).getTime() - found.ageMs);
  throw refuse("invalid", "attendance.codeStale", { at: shownAt.toISOString() }, "code");
}

async function requireSignable(tx: Tx, sheetId: string, now: Date) {
  const sheet = await tx.attendanceSheet.findUnique({
    where: { id: sheetId },
    select: {
      status: true,
      seance: {
        select: { status: true, startsAt: true, signingLeadMinutes: true, cohort: { select: { status: true } } },
      },
    },
  });
  if (!sheet) throw refuse("invalid", "attendance.codeUnknown", {}, "code");
  const refused = refusalOf(sheet, now);
  if (refused) throw refused;
}
