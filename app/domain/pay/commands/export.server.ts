import { db, inTransaction } from "~/platform/db.server";
import { reauthenticate } from "../../account/commands/sign-in.server";
import type { Browser } from "../../account/limits.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { announce } from "../../jobs/outbox.server";
import { payPolicy } from "../policy";
import { whyNotExport } from "../steps";
import { lockStatement, readableStatement, requireNone, windowOf, writeStep } from "../steps.server";

/**
 * Hands a decided statement over for payment, once its password was typed again: from here its lines are paid on their
 * envelopes. Outside the window of its application it is refused. Twice is once.
 * @throws invalid for a wrong password, too_many as at sign-in; nothing has changed then
 */
export async function exportStatement(
  actor: Actor,
  statementId: string,
  { password, browser }: { password: string; browser: Browser },
): Promise<void> {
  // The right first: whoever may not export tries no password here. And no transaction waits while one is checked.
  authorize(actor, payPolicy, "pay.export", await readableStatement(db, actor, statementId));
  await reauthenticate(actor, password, browser);
  await inTransaction(async (tx) => {
    const statement = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.export", statement);
    if (statement.status === "EXPORTED") return;
    requireNone(whyNotExport({ status: statement.status, window: await windowOf(tx, statement) }));
    await writeStep(tx, actor, statementId, { status: "EXPORTED", action: "pay.export", proof: "PASSWORD" });
    await announce(tx, "statement.exported", { statementId });
  });
}
