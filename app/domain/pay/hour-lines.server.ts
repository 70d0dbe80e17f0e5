import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Day, localDay } from "../calendar";
import { after, type Drafting, type DraftLine, judgedLine, settledElsewhere } from "./draft-lines.server";
import { type EntryToJudge, loadEntries } from "./facts.server";
import { loadGround } from "./ground.server";
import { type Charge, factsOfEntry } from "./line-facts.server";
import type { hourly } from "./rules/rule";
import type { RateRowFacts } from "./schema";

export type HourlyChannel = (typeof hourly)[number];

/** Certified hours of a channel, and counter-entries of certified hours. */
const certified = (channel: HourlyChannel): Prisma.HourEntryWhereInput => ({
  role: { not: "TRAINEE" },
  mission: { channel },
  OR: [{ certification: { decision: "CERTIFIED" } }, { reverses: { certification: { decision: "CERTIFIED" } } }],
});

/** Académies that have hours to pay through a channel for a month or a former one. */
export async function academiesWithHours(month: string, channel: HourlyChannel): Promise<string[]> {
  const rows = await db.hourEntry.findMany({
    where: { ...certified(channel), startsAt: { lt: after(month) } },
    distinct: ["academieId"],
    select: { academieId: true },
  });
  return rows.map(({ academieId }) => academieId);
}

/**
 * Entries of the month, and those of former months that no statement has settled: certified late, held until now, or
 * taken back after they were paid. A line that stands in another draft stays there.
 */
export async function hoursToPay(tx: Tx, drafting: Drafting, channel: HourlyChannel): Promise<EntryToJudge[]> {
  const rows = await tx.hourEntry.findMany({
    where: {
      ...certified(channel),
      academieId: drafting.academieId,
      startsAt: { lt: after(drafting.month) },
      payLines: { none: settledElsewhere(drafting) },
    },
    select: { id: true, startsAt: true },
  });
  const inTime = rows.filter(({ startsAt }) => localDay(startsAt, drafting.zone).slice(0, 7) <= drafting.month);
  return loadEntries(
    tx,
    inTime.map(({ id }) => id),
  );
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
