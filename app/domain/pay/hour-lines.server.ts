import { db, type Tx } from "~/platform/db.server";
import type { Day } from "../calendar";
import { after, type Drafting, type DraftLine, judgedLine, settledElsewhere } from "./draft-lines.server";
import { ofPeople } from "./draft-rows.server";
import type { EntryToJudge } from "./facts.server";
import { loadGround } from "./ground.server";
import { type Charge, factsOfEntry } from "./line-facts.server";
import type { hourly } from "./rules/rule";
import type { RateRowFacts } from "./schema";

export type HourlyChannel = (typeof hourly)[number];

/** Académies that have hours to pay through a channel for a month or a former one. */
export async function academiesWithHours(month: string, channel: HourlyChannel): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT academie_id::text AS id FROM hour_to_pay
    WHERE channel = ${channel}::channel AND starts_at < ${after(month)}`;
  return rows.map(({ id }) => id);
}

export type HourToPay = { id: string; personId: string };

/**
 * Entries of the month, and those of former months that no statement has settled: certified late, held until now, or
 * taken back after they were paid. A line that stands in another draft stays there.
 */
export function hoursToPay(
  tx: Tx,
  drafting: Drafting,
  channel: HourlyChannel,
  personIds?: readonly string[],
): Promise<HourToPay[]> {
  const { academieId, month, zone } = drafting;
  return tx.$queryRaw<HourToPay[]>`
    SELECT m.hour_entry_id::text AS id, m.person_id::text AS "personId" FROM hour_to_pay m
    WHERE m.academie_id = ${academieId}::uuid AND m.channel = ${channel}::channel AND ${ofPeople(personIds)}
      AND to_char(m.starts_at AT TIME ZONE ${zone}, 'YYYY-MM') <= ${month}
      AND NOT EXISTS (SELECT FROM pay_line l WHERE l.hour_entry_id = m.hour_entry_id AND ${settledElsewhere(drafting)})`;
}

/** Lines of hours, judged now with everything the database knows. */
export async function hourLines(
  tx: Tx,
  entries: readonly EntryToJudge[],
  charges: Map<string, Charge>,
  { rates, today }: { rates: readonly RateRowFacts[]; today: Day },
): Promise<DraftLine[]> {
  const ground = await loadGround(
    tx,
    entries.map(({ mission }) => mission),
    entries.map(({ id }) => id),
  );
  const paid = await paidLines(
    tx,
    entries.flatMap(({ reversesId }) => reversesId ?? []),
  );
  return entries.flatMap((entry) => {
    const place = { missionId: entry.mission.id, hourEntryId: entry.id, instalment: null, minutes: entry.minutes };
    if (entry.reversesId) return counterLine(place, entry.reversesId, paid);
    if (entry.reversedBy) return [];
    const facts = factsOfEntry(entry, charges.get(entry.id) ?? null, ground, today);
    return [judgedLine(place, facts, rates, today)];
  });
}

type Paid = { hourEntryId: string | null; rateRowId: string | null; amountCents: number | null };

async function paidLines(tx: Tx, entryIds: string[]): Promise<Map<string, Paid>> {
  if (entryIds.length === 0) return new Map();
  const lines = await tx.payLine.findMany({
    where: {
      hourEntryId: { in: entryIds },
      decision: { in: ["ACCEPT", "WARN"] },
      statement: { status: { in: ["DECIDED", "EXPORTED"] } },
    },
    select: { hourEntryId: true, rateRowId: true, amountCents: true },
  });
  return new Map(lines.map((line) => [line.hourEntryId ?? "", line]));
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
      inputs: { reverses: reversesId },
    },
  ];
}
