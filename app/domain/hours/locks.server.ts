import type { Tx } from "~/platform/db.server";

/**
 * Holds lines of the ledger until the end of the transaction, in one order: what certifies an hour and what takes it back
 * come one after the other. Rows that only grow take no row lock from the application role.
 */
export async function lockHours(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('hour:' || id, 0)) FROM unnest(${[...entryIds].sort()}::text[]) AS id`;
}
