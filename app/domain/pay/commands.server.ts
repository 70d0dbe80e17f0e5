import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { type ChargesOf, meansOf, writeDraft } from "./drafting.server";
import { payPolicy } from "./policy";
import { lockStatement } from "./steps.server";

/**
 * Judges a draft anew, now: hours certified since, decisions taken since. Whoever asks for it is its author where lines
 * change, and nobody's author where none does: then one that was controlled stays so. One whose lines change is a draft
 * again, to be controlled anew.
 */
export async function redraft(actor: Actor, statementId: string, chargesOf: ChargesOf): Promise<void> {
  await inTransaction(async (tx) => {
    const { academieId, month, channel, status, lineage } = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.draft", { lineage });
    if (status === "DECIDED" || status === "EXPORTED") throw refuse("conflict", "pay.alreadyDecided");
    const events = () => tx.statementEvent.count({ where: { statementId } });
    const before = await events();
    const stand = (as: "DRAFT" | "CONTROLLED") =>
      tx.payStatement.update({ where: { id: statementId }, data: { status: as } });
    // Only a draft is written: a controlled one is one for as long as it is judged.
    if (status === "CONTROLLED") await stand("DRAFT");
    await writeDraft(tx, { academieId, month, channel, byId: actor.personId }, await meansOf(chargesOf, tx));
    const changed = (await events()) !== before;
    if (!changed && status === "CONTROLLED") await stand("CONTROLLED");
    if (!changed) return;
    const at = await businessNow(tx);
    await audit(tx, {
      action: "pay.draft",
      byId: actor.personId,
      subject: "statement",
      subjectId: statementId,
      facts: {},
      at,
    });
  });
}
