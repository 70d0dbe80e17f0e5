import { db, Prisma, type RawTx } from "~/platform/db.server";
import { localDay } from "../calendar";
import { jsonRows } from "../json-rows.server";
import {
  after,
  type Claim,
  type Drafting,
  type DraftLine,
  draftRows,
  type ItemDue,
  isAskedFor,
  type Judging,
  judgedLine,
  settledElsewhere,
} from "./draft-lines.server";
import type { EntryToJudge } from "./facts.server";
import { loadGround } from "./ground.server";
import { type Charge, factsOfEntry } from "./line-facts.server";

/** Académies with hours to pay for a month or a former one, by channel, and how many. */
export function listHoursDue(month: string): Promise<ItemDue[]> {
  return db.$queryRaw<ItemDue[]>`
    SELECT academie_id::text AS "academieId", channel::text, count(*)::int AS lines FROM hour_to_pay
    WHERE starts_at < ${after(month)} GROUP BY 1, 2`;
}

/**
 * Entries of the month, and those of former months that no statement has settled: certified late, held until now, or
 * taken back after they were paid. A line that stands in another draft stays there.
 */
export function hoursToPay(tx: RawTx, drafts: readonly Drafting[]): Promise<Claim[]> {
  return jsonRows<Claim>(
    tx,
    Prisma.sql`
      SELECT d.n, m.hour_entry_id AS id, m.person_id AS "personId" FROM ${draftRows(drafts)}
        JOIN hour_to_pay m ON m.academie_id = d."academieId" AND m.channel = d.channel AND m.starts_at < d.before
      WHERE ${isAskedFor} AND to_char(m.starts_at AT TIME ZONE d.zone, 'YYYY-MM') <= d.month
        AND NOT EXISTS (SELECT FROM pay_line l WHERE l.hour_entry_id = m.hour_entry_id AND ${settledElsewhere})`,
  );
}

/** Lines of hours, judged now with everything the database knows. */
export async function hourLines(
  tx: RawTx,
  entries: readonly EntryToJudge[],
  charges: Map<string, Charge>,
  { rates, now }: Judging,
): Promise<DraftLine[]> {
  if (entries.length === 0) return [];
  const ground = await loadGround(
    tx,
    entries.map(({ mission }) => mission),
    entries.filter(({ overlaps }) => overlaps).map(({ id }) => id),
  );
  const paid = await paidLines(
    tx,
    entries.flatMap(({ reversesId }) => reversesId ?? []),
  );
  return entries.flatMap((entry) => {
    const place = { missionId: entry.mission.id, hourEntryId: entry.id, instalment: null, minutes: entry.minutes };
    if (entry.reversesId) return counterLine(place, entry.reversesId, paid);
    if (entry.reversedBy) return [];
    const today = localDay(now, entry.mission.place.timeZone);
    const facts = factsOfEntry(entry, charges.get(entry.id) ?? null, ground, today);
    return [judgedLine(place, facts, rates, today)];
  });
}

type Paid = { hourEntryId: string; rateRowId: string | null; amountCents: number | null };

async function paidLines(tx: RawTx, entryIds: string[]): Promise<Map<string, Paid>> {
  if (entryIds.length === 0) return new Map();
  const lines = await tx.$queryRaw<Paid[]>`
    SELECT l.hour_entry_id::text AS "hourEntryId", l.rate_row_id::text AS "rateRowId", l.amount_cents AS "amountCents"
    FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
    WHERE l.hour_entry_id = ANY (${entryIds}::uuid[]) AND l.decision IN ('ACCEPT', 'WARN')
      AND s.status IN ('DECIDED', 'EXPORTED')`;
  return new Map(lines.map((line) => [line.hourEntryId, line]));
}

/** What was paid is taken back at the price it was paid; an hour that was never paid leaves no trace here. */
function counterLine(
  place: Pick<DraftLine, "missionId" | "hourEntryId" | "instalment" | "minutes">,
  reversesId: string,
  paid: Map<string, Paid>,
): DraftLine[] {
  const line = paid.get(reversesId);
  if (!line || line.amountCents === null) return [];
  return [
    {
      ...place,
      rateRowId: line.rateRowId,
      amountCents: -line.amountCents,
      decision: "ACCEPT",
      findings: [],
      inputs: JSON.stringify({ reverses: reversesId }),
    },
  ];
}
