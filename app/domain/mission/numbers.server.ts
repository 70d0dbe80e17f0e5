import type { Tx } from "~/platform/db.server";
import { letterNumber } from "./rules";

/** Namings of one académie and school year are answered one after the other: letters take numbers without a gap. */
export async function lockLetters(tx: Tx, academieId: string, schoolYearId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`letters:${academieId}:${schoolYearId}`}, 0))`;
}

/** What a person is engaged for in a school year is decided one mission after the other; taken after the letters' lock. */
export async function lockEngagements(tx: Tx, personId: string, schoolYearId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`engage:${personId}:${schoolYearId}`}, 0))`;
}

/** The next « 2012-RENNES-0001 »; the caller holds the lock. A letter is never removed, so the count is the last rank. */
export async function nextLetterNumber(
  tx: Tx,
  academie: { id: string; name: string },
  schoolYearId: string,
): Promise<string> {
  const known = await tx.missionLetter.count({
    where: { mission: { schoolYearId, place: { lineage: { has: academie.id } } } },
  });
  return letterNumber(schoolYearId, academie.name, known + 1);
}
