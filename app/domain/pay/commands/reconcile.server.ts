import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { schoolYearOf } from "../../calendar";
import { differencesOf } from "../reconciliation.server";

/** Schools read and written at once: memory is that of so many, whatever the académie. */
const SCHOOLS = 25;
/** Differences written in one transaction: a month that nobody certified is many of them. */
const TOGETHER = 1_000;

/**
 * Writes down what was declared, certified or paid of a month and does not agree, school after school. Killed and called
 * again it goes on: a difference is written once, and a finished run takes no more.
 */
export async function reconcileMonth(academieId: string, month: string): Promise<void> {
  const at = await businessNow();
  await db.reconciliationRun.createMany({ data: { academieId, month, at }, skipDuplicates: true });
  const run = await db.reconciliationRun.findUniqueOrThrow({ where: { academieId_month: { academieId, month } } });
  if (run.finishedAt) return;
  const schoolYear = schoolYearOf(`${month}-01`);
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const schools = await db.place.findMany({
      where: {
        id: { gt: after },
        kind: "SCHOOL",
        lineage: { has: academieId },
        missions: { some: { schoolYearId: schoolYear } },
      },
      orderBy: { id: "asc" },
      take: SCHOOLS,
      select: { id: true },
    });
    const last = schools.at(-1);
    if (!last) break;
    await writeDown(
      run.id,
      schools.map(({ id }) => id),
      { schoolYear, month },
    );
    after = last.id;
  }
  // Two that run at once: the first to come here finishes, and the other finds it finished.
  await db.reconciliationRun.updateMany({
    where: { id: run.id, finishedAt: null },
    data: { finishedAt: await businessNow() },
  });
}

async function writeDown(
  runId: string,
  schoolIds: string[],
  period: { schoolYear: string; month: string },
): Promise<void> {
  const found = await differencesOf(schoolIds, period);
  for (let from = 0; from < found.length; from += TOGETHER) await keep(runId, found.slice(from, from + TOGETHER));
}

async function keep(runId: string, found: Awaited<ReturnType<typeof differencesOf>>): Promise<void> {
  await inTransaction(async (tx) => {
    // Held while it is written to: nothing joins a run that another worker has just finished.
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM reconciliation_run WHERE id = ${runId}::uuid AND finished_at IS NULL FOR SHARE`;
    if (!open) return;
    const at = await businessNow(tx);
    await tx.reconciliationDifference.createMany({
      data: found.map(({ missionId, entryId, instalment, cause, code, minutes, cents }) => ({
        runId,
        missionId,
        hourEntryId: entryId,
        instalment: entryId ? null : (instalment ?? 1),
        cause,
        code,
        minutes,
        amountCents: cents,
        at,
      })),
      skipDuplicates: true,
    });
  });
}
