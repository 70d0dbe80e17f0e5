import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { type ChargesOf, meansOf, writeDraft } from "./drafting.server";
import { payPolicy } from "./policy";
import { lockStatement, writeStep } from "./steps.server";

/**
 * Judges a draft anew, now: hours certified since, decisions taken since. Whoever asks for it is its author. One that was
 * controlled is a draft again, to be controlled anew.
 */
export async function redraft(actor: Actor, statementId: string, chargesOf: ChargesOf): Promise<void> {
  await inTransaction(async (tx) => {
    const { academieId, month, channel, status, lineage } = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.draft", { lineage });
    if (status === "DECIDED" || status === "EXPORTED") throw refuse("conflict", "pay.alreadyDecided");
    if (status === "CONTROLLED") await writeStep(tx, actor, statementId, { status: "DRAFT", action: "pay.draft" });
    await writeDraft(tx, { academieId, month, channel, byId: actor.personId }, await meansOf(chargesOf, tx));
  });
}
