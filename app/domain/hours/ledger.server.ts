import type { Prisma, Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { audit } from "../audit/commands.server";
import { announce } from "../jobs/outbox.server";
import { type ChainedEntry, chainHash, GENESIS_HASH, type HourDraft } from "./rules";

/** One ledger for each académie and school year; its lines are numbered 1, 2, 3… without a gap. */
export type LedgerId = { academieId: string; schoolYearId: string };

/** What a counter-entry repeats of its line: not its number, its date or its place in the chain. */
export const bookedParts = {
  id: true,
  personId: true,
  role: true,
  source: true,
  minutes: true,
  modality: true,
  startsAt: true,
  endsAt: true,
  seanceId: true,
  sheetId: true,
  activityAttestationId: true,
  designWorkId: true,
  enrolmentId: true,
  missionId: true,
  sourceKey: true,
  reversesId: true,
  reason: true,
} as const satisfies Prisma.HourEntrySelect;

type Head = { nextNumber: number; lastHash: string };

/** Locks the head until the end of the transaction: numbers have no gap because nobody else takes the next one. */
async function lockHead(tx: Tx, { academieId, schoolYearId }: LedgerId): Promise<Head> {
  await tx.ledgerHead.createMany({ data: { academieId, schoolYearId, lastHash: GENESIS_HASH }, skipDuplicates: true });
  const rows = await tx.$queryRaw<Head[]>`
    SELECT next_number AS "nextNumber", last_hash AS "lastHash" FROM ledger_head
    WHERE academie_id = ${academieId}::uuid AND school_year_id = ${schoolYearId} FOR UPDATE`;
  const head = rows[0];
  if (!head) throw new Error("the ledger has no head");
  return head;
}

/**
 * Writes lines at the end of a ledger. A line whose key is there already is left out (a retry); one that would put a
 * person in two places at once is left out too, and said in the audit (HRS-01). Returns how many were written.
 * Lock order: the caller's sheet, the head, then the persons in the order of their ids.
 */
export async function appendEntries(tx: Tx, ledger: LedgerId, drafts: readonly HourDraft[], at: Date): Promise<number> {
  if (drafts.length === 0) return 0;
  let { nextNumber, lastHash } = await lockHead(tx, ledger);
  const known = await tx.hourEntry.findMany({
    where: { sourceKey: { in: drafts.map(({ sourceKey }) => sourceKey) } },
    select: { sourceKey: true },
  });
  const written = new Set(known.map(({ sourceKey }) => sourceKey));
  await lockPersons(tx, drafts);
  let count = 0;
  for (const draft of drafts) {
    if (written.has(draft.sourceKey)) continue;
    if (draft.reversesId) await tx.bookedInterval.deleteMany({ where: { hourEntryId: draft.reversesId } });
    else if (draft.source === "SHEET" && (await isBookedElsewhere(tx, draft))) {
      await sayOverlap(tx, draft, at);
      continue;
    }
    const entry: ChainedEntry = { ...draft, ...ledger, number: nextNumber, at };
    const hash = chainHash(entry, lastHash, sha256);
    const { id } = await tx.hourEntry.create({
      data: { ...entry, previousHash: lastHash, hash },
      select: { id: true },
    });
    // Planned minutes without a séance hold no interval: nothing overlaps them.
    if (!draft.reversesId && draft.source === "SHEET")
      await tx.bookedInterval.create({
        data: { hourEntryId: id, personId: draft.personId, startsAt: draft.startsAt, endsAt: draft.endsAt },
      });
    else if (draft.reversesId && draft.role !== "TRAINEE") await announce(tx, "hours.reversed", { hourEntryId: id });
    nextNumber++;
    lastHash = hash;
    count++;
  }
  await tx.ledgerHead.update({
    where: { academieId_schoolYearId: ledger },
    data: { nextNumber, lastHash },
  });
  return count;
}

/** Two ledgers may book one person at once: her lock makes the second one see what the first has written. */
async function lockPersons(tx: Tx, drafts: readonly HourDraft[]): Promise<void> {
  const ids = [...new Set(drafts.map(({ personId }) => personId))].sort();
  for (const id of ids) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`hours:${id}`}, 0))`;
}

async function isBookedElsewhere(tx: Tx, { personId, startsAt, endsAt }: HourDraft): Promise<boolean> {
  const other = await tx.bookedInterval.findFirst({
    where: { personId, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
    select: { hourEntryId: true },
  });
  return other !== null;
}

async function sayOverlap(tx: Tx, { personId, sheetId, seanceId, role }: HourDraft, at: Date): Promise<void> {
  await audit(tx, {
    action: "hours.overlap",
    byId: null,
    subject: "sheet",
    subjectId: sheetId ?? "",
    facts: { personId, seanceId, role },
    at,
  });
}
