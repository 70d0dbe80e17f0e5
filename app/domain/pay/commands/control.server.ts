import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { type ChargesOf, meansOf, writeDraft } from "../drafting.server";
import { payPolicy } from "../policy";
import { sumToPay } from "../queries.server";
import { whyNotControl } from "../steps";
import { lockStatement, requireNone, stepFactsOf, writeStep } from "../steps.server";
import { tellSentBack } from "../telling.server";

/**
 * The CTICE or the training office of the académie has read a draft: judged once more, refused where the total is not the
 * one that was read. From here its lines wait for the decision as they are. Controlling twice is once.
 */
export async function control(
  actor: Actor,
  statementId: string,
  { totalCents }: { totalCents?: number },
  chargesOf: ChargesOf,
): Promise<void> {
  await inTransaction(async (tx) => {
    const statement = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.control", statement);
    if (statement.status === "CONTROLLED") return;
    // Judging it anew may leave it as it is: whoever wrote it is known from before.
    const { writtenById, controlledById } = await stepFactsOf(tx, actor, statement);
    // Sent again, and the decision has come in between: what this person controlled stays controlled.
    if (statement.status !== "DRAFT" && controlledById === actor.personId) return;
    const { academieId, month, channel } = statement;
    await writeDraft(tx, { academieId, month, channel, byId: null }, await meansOf(chargesOf, tx));
    requireNone(whyNotControl({ ...(await stepFactsOf(tx, actor, statement)), writtenById }));
    const { cents, lines } = await sumToPay(tx, statementId);
    if (totalCents !== undefined && cents !== totalCents)
      throw refuse("conflict", "pay.totalChanged", { before: totalCents, now: cents });
    const facts = { totalCents: cents, lines };
    await writeStep(tx, actor, statementId, { status: "CONTROLLED", action: "pay.control", facts });
  });
}

/** Whoever controls gives a statement back with a reason: it is a draft again, or stays one. The same word is once. */
export async function returnStatement(actor: Actor, statementId: string, reason: string): Promise<void> {
  await sendBack(actor, statementId, { verb: "pay.control", action: "pay.return", sentBack: "CONTROL", reason });
}

/** The rectorat refuses a controlled statement with a reason: it is a draft again. */
export async function refuseStatement(actor: Actor, statementId: string, reason: string): Promise<void> {
  await sendBack(actor, statementId, { verb: "pay.decide", action: "pay.refuse", sentBack: "DECISION", reason });
}

type Back =
  | { verb: "pay.control"; action: "pay.return"; sentBack: "CONTROL"; reason: string }
  | { verb: "pay.decide"; action: "pay.refuse"; sentBack: "DECISION"; reason: string };

async function sendBack(actor: Actor, statementId: string, { verb, ...back }: Back): Promise<void> {
  await inTransaction(async (tx) => {
    const statement = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, verb, statement);
    if (statement.status === "DECIDED" || statement.status === "EXPORTED")
      throw refuse("conflict", "pay.alreadyDecided");
    const last = await tx.statementEvent.findFirst({ where: { statementId }, orderBy: { id: "desc" } });
    const said = last?.byId === actor.personId && last.sentBack === back.sentBack && last.reason === back.reason;
    if (said) return;
    if (statement.status === "DRAFT" && back.sentBack === "DECISION") throw refuse("conflict", "pay.notControlled");
    const { eventId } = await writeStep(tx, actor, statementId, { status: "DRAFT", ...back });
    await tellSentBack(tx, actor, { statementId, eventId, sentBack: back.sentBack, lineage: statement.lineage });
  });
}
