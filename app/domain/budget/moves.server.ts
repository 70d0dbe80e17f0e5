import type { Tx } from "~/platform/db.server";
import { refuse } from "../errors";

export type Move = {
  envelopeId: string;
  /** Cents; a sub-delegation and a counter-entry are negative. */
  amountCents: number;
  /** What makes a retry harmless: a key that was used moves nothing. */
  sourceKey: string;
  /** Business time. */
  at: Date;
  byId: string | null;
  commitmentId?: string;
  reason?: string;
};

type Kind = "DELEGATE" | "COMMIT" | "RELEASE" | "SERVICE_DONE" | "PAY";

/**
 * One line of an envelope and its counter, together: the line first (its key is unique), then one guarded UPDATE, whose
 * row lock makes concurrent moves take turns and look again at the sums. False when the key was used before.
 */
async function move(tx: Tx, kind: Kind, line: Move, count: () => Promise<number>): Promise<boolean> {
  const { count: written } = await tx.envelopeEntry.createMany({
    data: { ...line, move: kind },
    skipDuplicates: true,
  });
  if (written === 0) return false;
  if ((await count()) === 0) throw await notEnough(tx, line);
  return true;
}

async function notEnough(tx: Tx, { envelopeId, amountCents }: Move) {
  const envelope = await tx.envelope.findUniqueOrThrow({ where: { id: envelopeId } });
  const available = envelope.delegatedCents - envelope.committedCents;
  return refuse("conflict", "budget.notEnough", {
    code: "BUD-02",
    amount: Math.abs(amountCents),
    available,
    missing: Math.abs(amountCents) - available,
  });
}

/** Credits given to an envelope; a negative amount passes them on and never takes what is committed. */
export function delegate(tx: Tx, line: Move): Promise<boolean> {
  const { amountCents, envelopeId } = line;
  return move(
    tx,
    "DELEGATE",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET delegated_cents = delegated_cents + ${amountCents}
      WHERE id = ${envelopeId}::uuid AND (${amountCents} >= 0 OR delegated_cents - committed_cents + ${amountCents} >= 0)`,
  );
}

/** First credits of many new envelopes at once: three statements whatever their number. */
export async function delegateAll(tx: Tx, lines: readonly Move[]): Promise<void> {
  await tx.envelopeEntry.createMany({ data: lines.map((line) => ({ ...line, move: "DELEGATE" as const })) });
  const keys = lines.map(({ sourceKey }) => sourceKey);
  await tx.$executeRaw`
    UPDATE envelope SET delegated_cents = delegated_cents + entry.amount_cents
    FROM envelope_entry entry WHERE entry.envelope_id = envelope.id AND entry.source_key = ANY(${keys})`;
}

/** BUD-02: a new commitment stays within what is available. @throws Refusal conflict budget.notEnough */
export function commit(tx: Tx, line: Move): Promise<boolean> {
  const { amountCents, envelopeId } = line;
  return move(
    tx,
    "COMMIT",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET committed_cents = committed_cents + ${amountCents}
      WHERE id = ${envelopeId}::uuid AND delegated_cents - committed_cents >= ${amountCents}`,
  );
}

/** Service already done stays due: it is committed even where credits are short, and the shortage shows. */
export function commitDue(tx: Tx, line: Move): Promise<boolean> {
  return move(
    tx,
    "COMMIT",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET committed_cents = committed_cents + ${line.amountCents} WHERE id = ${line.envelopeId}::uuid`,
  );
}

export function release(tx: Tx, line: Move): Promise<boolean> {
  return move(
    tx,
    "RELEASE",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET committed_cents = committed_cents - ${line.amountCents}
      WHERE id = ${line.envelopeId}::uuid AND committed_cents - service_done_cents >= ${line.amountCents}`,
  );
}

export function serviceDone(tx: Tx, line: Move): Promise<boolean> {
  return move(
    tx,
    "SERVICE_DONE",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET service_done_cents = service_done_cents + ${line.amountCents} WHERE id = ${line.envelopeId}::uuid`,
  );
}

export function pay(tx: Tx, line: Move): Promise<boolean> {
  return move(
    tx,
    "PAY",
    line,
    () => tx.$executeRaw`
      UPDATE envelope SET paid_cents = paid_cents + ${line.amountCents} WHERE id = ${line.envelopeId}::uuid`,
  );
}
