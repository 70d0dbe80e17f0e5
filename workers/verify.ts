import { attendanceChecks } from "~/domain/attendance/verification.server";
import { closeBlocks, verifyRows } from "~/domain/audit/rows.server";
import { type Check, sealedTables } from "~/domain/audit/schema";
import { recordRun } from "~/domain/audit/verification.server";
import { budgetChecks } from "~/domain/budget/verification.server";
import { exportHeads } from "~/domain/hours/heads.server";
import { hoursChecks } from "~/domain/hours/verification.server";
import { payChecks } from "~/domain/pay/verification.server";
import { logger } from "~/platform/logger.server";

/** Minutes that must have passed since the last touch for a sheet to be judged; 0 in tests. */
type Settled = { settledMinutes?: number };

/** Everything the house can prove of itself, one check after the other. */
export async function verifyAll({ settledMinutes }: Settled = {}): Promise<Check[]> {
  const checks = [
    ...attendanceChecks,
    ...hoursChecks(settledMinutes),
    ...payChecks,
    ...budgetChecks,
    () => verifyRows("audit_event"),
  ];
  const found: Check[] = [];
  for (const check of checks) found.push(await check());
  return found;
}

/** The nightly verification: read again, kept, then chained further and the heads of the ledgers handed out. */
export async function verifyDay(day: string): Promise<void> {
  const checks = await verifyAll();
  await recordRun(day, checks);
  for (const table of sealedTables) await closeBlocks(table);
  await exportHeads(day);
  const broken = checks.flatMap((check) => check.broken);
  // The page of proofs says it to those who answer; the log says it to whoever keeps the machine.
  if (broken.length > 0) logger.error({ day, broken: broken.slice(0, 20) }, "verification: sealed data does not fit");
}
