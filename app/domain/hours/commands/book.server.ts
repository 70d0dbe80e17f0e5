import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import { audit } from "../../audit/commands.server";
import { appendEntries } from "../ledger.server";
import { isBookable } from "../rules";
import { draftsOf, isBooked, lockSheetToBook, markBooked } from "../sheet.server";

/**
 * Books the hours of a sheet in the ledger, once, whatever is retried: nothing before it is sealed and its planned end is
 * past in business time (the clock's tick will ask again).
 */
export async function bookSheet(sheetId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const sheet = await lockSheetToBook(tx, sheetId);
    const at = await businessNow(tx);
    if (!sheet || !isBookable(sheet, at) || (await isBooked(tx, sheetId))) return;
    const lines = await appendEntries(tx, sheet.ledger, await draftsOf(tx, sheet), at);
    await markBooked(tx, sheetId, at);
    await audit(tx, { action: "hours.book", byId: null, subject: "sheet", subjectId: sheetId, facts: { lines }, at });
  });
}
