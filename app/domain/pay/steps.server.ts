import { businessNow } from "~/platform/clock.server";
import type { Prisma, Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { can } from "../authorize";
import { localDay } from "../calendar";
import { type Facts, refuse } from "../errors";
import { lockStatements } from "./drafting.server";
import { payPolicy } from "./policy";
import { payLineScope } from "./queries.server";
import type { Channel } from "./schema";
import type { Fault, StatementStatus, StepFacts } from "./steps";
import { applicationOf, exportWindow } from "./windows";
import { listInputWindows } from "./windows.server";

/** Locks a statement in its académie. @throws not_found for whoever reads nothing of it */
export async function lockStatement(tx: Tx, actor: Actor, statementId: string) {
  const found = await tx.payStatement.findUnique({ where: { id: statementId }, select: { academieId: true } });
  if (found) await lockStatements(tx, found.academieId);
  return readableStatement(tx, actor, statementId);
}
export type LockedStatement = Awaited<ReturnType<typeof lockStatement>>;

/** The same without a lock, for what is asked before anything is done. */
export async function readableStatement(tx: Tx, actor: Actor, statementId: string) {
  const statement = await tx.payStatement.findUnique({
    where: { id: statementId },
    include: { academie: { select: { lineage: true, timeZone: true } } },
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

type Stepped = {
  id: string;
  academieId: string;
  month: string;
  channel: Channel;
  status: StatementStatus;
  academie: { timeZone: string };
};

/** What the steps are judged on, for the page that offers them and for the commands that take them. */
export async function stepFactsOf(tx: Tx, actor: Actor, statement: Stepped): Promise<StepFacts> {
  const statementId = statement.id;
  const last = (where: Prisma.StatementEventWhereInput) =>
    tx.statementEvent.findFirst({
      where: { statementId, ...where },
      orderBy: { id: "desc" },
      select: { byId: true },
    });
  const written = await last({ status: "DRAFT", sentBack: null });
  const controlled = await last({ status: "CONTROLLED" });
  const paidLines = await tx.payLine.count({ where: { statementId, decision: { in: ["ACCEPT", "WARN"] } } });
  const own = await tx.payLine.count({
    where: {
      statementId,
      OR: [
        { mission: { personId: actor.personId } },
        { hourEntry: { certification: { certifiedById: actor.personId } } },
        // The yearly service of what is paid as a whole: attesting it is certifying it.
        { hourEntryId: null, mission: { facts: { some: { kind: "SERVICE_FAIT", recordedById: actor.personId } } } },
      ],
    },
  });
  return {
    actorId: actor.personId,
    status: statement.status,
    paidLines,
    writtenById: written?.byId ?? null,
    controlledById: controlled?.byId ?? null,
    interested: own > 0,
    window: await windowOf(tx, statement),
  };
}

/** The window of the application that takes what this statement pays, today. */
export async function windowOf(tx: Tx, { academieId, channel, month, academie }: Stepped) {
  const today = localDay(await businessNow(tx), academie.timeZone);
  return exportWindow(applicationOf(channel), await listInputWindows(tx, [academieId]), { month, today });
}

/** @throws the first of the faults */
export function requireNone([fault]: readonly Fault[]): void {
  if (fault) throw refuse(fault.code, fault.key, fault.facts);
}

type Step = {
  status: StatementStatus;
  action: "pay.control" | "pay.return" | "pay.decide" | "pay.refuse" | "pay.export";
  reason?: string;
  sentBack?: "CONTROL" | "DECISION";
  proof?: "PASSWORD";
  facts?: Facts;
};

/** Writes a step: the state, its event with actor, date and reason, and the audit. */
export async function writeStep(tx: Tx, actor: Actor, statementId: string, step: Step): Promise<{ eventId: string }> {
  const { status, action, reason = null, sentBack = null, proof = null, facts = {} } = step;
  const at = await businessNow(tx);
  // The event first: the database compares its actor with those of the steps before.
  const { id } = await tx.statementEvent.create({
    data: { statementId, status, at, byId: actor.personId, reason, sentBack, proof },
  });
  await tx.payStatement.update({ where: { id: statementId }, data: { status } });
  await audit(tx, { action, byId: actor.personId, subject: "statement", subjectId: statementId, facts, at });
  return { eventId: String(id) };
}
