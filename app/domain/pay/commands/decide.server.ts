import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { type ChargesOf, meansOf, writeDraft } from "../drafting.server";
import { payPolicy } from "../policy";
import { sumToPay } from "../queries.server";
import { lockRates } from "../rates.server";
import { whyNotDecide } from "../steps";
import { type LockedStatement, lockStatement, requireNone, stepFactsOf, writeStep } from "../steps.server";

/**
 * The rectorat decides a statement that was controlled, and the total it read. What was controlled is judged once more in
 * the same transaction: where it would be written otherwise, it goes back to whoever drafts. Deciding twice is once.
 */
export async function decide(
  actor: Actor,
  statementId: string,
  { totalCents }: { totalCents?: number },
  chargesOf: ChargesOf,
): Promise<void> {
  await inTransaction(async (tx) => {
    const statement = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.decide", statement);
    if (statement.status === "DECIDED" || statement.status === "EXPORTED") return;
    requireNone(whyNotDecide(await stepFactsOf(tx, actor, statement)));
    const { cents, lines } = await sumToPay(tx, statementId);
    if (totalCents !== undefined && cents !== totalCents)
      throw refuse("conflict", "pay.totalChanged", { before: totalCents, now: cents });
    await lockRates(tx, "toRead");
    await requireUnchanged(tx, statement, chargesOf);
    const facts = { totalCents: cents, lines };
    await writeStep(tx, actor, statementId, { status: "DECIDED", action: "pay.decide", facts });
  });
}

/** Only a draft is written: it is one for as long as it is judged, and a difference undoes all of it. */
async function requireUnchanged(tx: Tx, { id, academieId, month, channel }: LockedStatement, chargesOf: ChargesOf) {
  const events = () => tx.statementEvent.count({ where: { statementId: id } });
  const before = await events();
  await tx.payStatement.update({ where: { id }, data: { status: "DRAFT" } });
  await writeDraft(tx, { academieId, month, channel, byId: null }, await meansOf(chargesOf, tx));
  if ((await events()) !== before) throw refuse("conflict", "pay.changedSinceControl");
  await tx.payStatement.update({ where: { id }, data: { status: "CONTROLLED" } });
}
