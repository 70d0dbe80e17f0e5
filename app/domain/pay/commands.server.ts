import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize, can } from "../authorize";
import { refuse } from "../errors";
import { announce } from "../jobs/outbox.server";
import { type ChargesOf, lockStatements, writeDraft } from "./drafting.server";
import { payPolicy } from "./policy";
import { payLineScope } from "./queries.server";

/** Locks a statement in the actor's académie. @throws not_found for whoever reads nothing of it */
async function lockStatement(tx: Tx, actor: Actor, statementId: string) {
  const found = await tx.payStatement.findUnique({ where: { id: statementId }, select: { academieId: true } });
  if (found) await lockStatements(tx, found.academieId);
  const statement = await tx.payStatement.findUnique({
    where: { id: statementId },
    include: { academie: { select: { lineage: true } } },
  });
  const lineage = statement?.academie.lineage ?? [];
  if (!statement) throw refuse("not_found", "pay.notFound");
  // A head or a trainer reads lines of it: told no, where a stranger finds nothing.
  const reads =
    can(actor, payPolicy, "pay.readSums", { lineage }) ||
    (await tx.payLine.count({ where: { AND: [{ statementId }, payLineScope(actor)] } })) > 0;
  if (!reads) throw refuse("not_found", "pay.notFound");
  return { ...statement, lineage };
}

/** Judges a draft anew, now: hours certified since, decisions taken since. Whoever asks for it is its author. */
export async function redraft(actor: Actor, statementId: string, chargesOf: ChargesOf): Promise<void> {
  await inTransaction(async (tx) => {
    const { academieId, month, channel, status, lineage } = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.draft", { lineage });
    if (status !== "DRAFT") throw refuse("conflict", "pay.alreadyDecided");
    await writeDraft(tx, { academieId, month, channel, byId: actor.personId }, chargesOf);
  });
}

/**
 * The rectorat decides a draft: judged once more in the same transaction, refused where the total is not the one that
 * was read. Whoever wrote the draft, certified or earned one of its hours does not decide it. Deciding twice is once.
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
    if (statement.status !== "DRAFT") return;
    await requireAnother(tx, actor, statementId);
    const { academieId, month, channel } = statement;
    await writeDraft(tx, { academieId, month, channel, byId: null }, chargesOf);
    const lines = await tx.payLine.findMany({ where: { statementId } });
    const paid = lines.filter(({ decision }) => decision === "ACCEPT" || decision === "WARN");
    const total = paid.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
    if (paid.length === 0) throw refuse("conflict", "pay.nothingToDecide");
    if (totalCents !== undefined && total !== totalCents)
      throw refuse("conflict", "pay.totalChanged", { before: totalCents, now: total });
    await setStatus(tx, actor, statementId, "DECIDED", { totalCents: total, lines: paid.length });
  });
}

async function requireAnother(tx: Tx, actor: Actor, statementId: string): Promise<void> {
  const last = await tx.statementEvent.findFirst({
    where: { statementId, status: "DRAFT" },
    orderBy: { id: "desc" },
    select: { byId: true },
  });
  if (last?.byId === actor.personId) throw refuse("forbidden", "pay.authorDecides");
  const own = await tx.payLine.count({
    where: {
      statementId,
      OR: [
        { mission: { personId: actor.personId } },
        { hourEntry: { certification: { certifiedById: actor.personId } } },
      ],
    },
  });
  if (own > 0) throw refuse("forbidden", "pay.interestedDecides");
}

/** Hands a decided statement over for payment: from here its lines are paid on their envelopes. Twice is once. */
export async function exportStatement(actor: Actor, statementId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const statement = await lockStatement(tx, actor, statementId);
    authorize(actor, payPolicy, "pay.export", statement);
    if (statement.status === "DRAFT") throw refuse("conflict", "pay.notDecided");
    if (statement.status === "EXPORTED") return;
    await setStatus(tx, actor, statementId, "EXPORTED", {});
    await announce(tx, "statement.exported", { statementId });
  });
}

async function setStatus(
  tx: Tx,
  actor: Actor,
  statementId: string,
  status: "DECIDED" | "EXPORTED",
  facts: Record<string, number>,
): Promise<void> {
  const now = await businessNow(tx);
  await tx.payStatement.update({ where: { id: statementId }, data: { status } });
  await tx.statementEvent.create({ data: { statementId, status, at: now, byId: actor.personId } });
  await audit(tx, {
    action: status === "DECIDED" ? "pay.decide" : "pay.export",
    byId: actor.personId,
    subject: "statement",
    subjectId: statementId,
    facts,
    at: now,
  });
}
