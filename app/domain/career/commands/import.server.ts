import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { refuse } from "../../errors";
import { planList } from "../import.server";
import { writeCareers } from "./change.server";

/**
 * Writes a list that was read line by line: all of it, or nothing. A list given twice is written once.
 * @throws Refusal conflict career.listRefused, career.changedSince
 */
export async function importCareers(actor: Actor, text: string, seen: string): Promise<{ people: number }> {
  return inTransaction(async (tx) => {
    const { changes: first } = await planList(tx, actor, text);
    const ids = first.map(({ person }) => person.id).sort();
    // In one order, so that two lists wait for each other and never both.
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    const plan = await planList(tx, actor, text);
    if (plan.refused > 0) throw refuse("conflict", "career.listRefused", { count: plan.refused });
    if (plan.changes.length === 0) return { people: 0 };
    if (plan.seen !== seen) throw refuse("conflict", "career.changedSince");
    await writeCareers(
      tx,
      actor,
      plan.changes.map((change) => ({ ...change, kind: "ADD" as const, reason: null })),
    );
    return { people: plan.changes.length };
  });
}
