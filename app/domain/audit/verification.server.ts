import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, type Prisma } from "~/platform/db.server";
import type { Check } from "./schema";

/** Broken things kept of one check: the first ones are enough to start from. */
const KEPT = 50;
/** The whole database is read: longer than a page may take. */
const LONG_MS = 10 * 60_000;

/**
 * One invariant over the whole database. `lines` counts what was read; `broken` selects one text a violation, which names
 * it. Read in one snapshot.
 */
export async function invariant(
  subject: string,
  { lines, broken }: { lines: Prisma.Sql; broken: Prisma.Sql },
): Promise<Check> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(LONG_MS)}, true)`;
      const [counted] = await tx.$queryRaw<{ lines: number }[]>`SELECT count(*)::int AS lines FROM ${lines} counted`;
      const found = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM (${broken}) found (name) LIMIT ${KEPT}`;
      return { subject, lines: counted?.lines ?? 0, broken: found.map(({ name }) => `${subject}: ${name}`) };
    },
    { isolationLevel: "RepeatableRead", timeout: LONG_MS },
  );
}

/** Keeps what the checks of a day found. A second run of a day is written beside the first one. */
export async function recordRun(day: string, checks: readonly Check[]): Promise<void> {
  await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    await tx.verificationRun.createMany({
      data: checks.map(({ broken, ...check }) => ({
        ...check,
        day: new Date(`${day}T00:00:00Z`),
        broken: broken.slice(0, KEPT),
        at,
      })),
    });
  });
}
