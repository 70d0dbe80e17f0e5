import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { type Day, localDay } from "../calendar";
import { canonicalJson } from "../canonical";
import { letterNumber } from "../mission/rules";
import type { Drafting, DraftLine } from "./draft-lines.server";
import type { EntryToJudge, MissionToJudge } from "./facts.server";
import { type FlatChannel, flatChannels, flatLines, missionsToPay } from "./flat-lines.server";
import { type HourlyChannel, hourLines, hoursToPay } from "./hour-lines.server";
import type { Charge } from "./line-facts.server";
import { loadRates } from "./rates.server";
import { dueCents, RULE_VERSION } from "./rules";
import { hourly } from "./rules/rule";
import type { Channel } from "./schema";

/** Asked of the budget room: the envelope of each entry, and of each mission paid as a whole, by their ids. */
export type ChargesOf = {
  entries: (tx: Tx, entries: readonly EntryToJudge[]) => Promise<Map<string, Charge>>;
  missions: (tx: Tx, missions: readonly MissionToJudge[]) => Promise<Map<string, Charge>>;
};

/** Channels that a statement pays; a discharge is none. */
export const paidChannels = [...hourly, ...flatChannels] as const satisfies readonly Channel[];
export type PaidChannel = (typeof paidChannels)[number];
const isHourly = (channel: Channel): channel is HourlyChannel => (hourly as readonly Channel[]).includes(channel);
const isFlat = (channel: Channel): channel is FlatChannel => (flatChannels as readonly Channel[]).includes(channel);

/** Statements of one académie are drafted and decided one after the other. */
export async function lockStatements(tx: Tx, academieId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`statements:${academieId}`}, 0))`;
}

async function linesOf(tx: Tx, drafting: Drafting, channel: Channel, chargesOf: ChargesOf, today: Day) {
  const judging = { rates: await loadRates(tx), today };
  if (isHourly(channel)) {
    const entries = await hoursToPay(tx, drafting, channel);
    return hourLines(tx, entries, await chargesOf.entries(tx, entries), judging);
  }
  if (!isFlat(channel)) return [];
  const due = await missionsToPay(tx, drafting, channel);
  const missions = due.map(({ mission }) => mission);
  return flatLines(tx, due, await chargesOf.missions(tx, missions), judging);
}

export type Scope = { academieId: string; month: string; channel: Channel };

/**
 * Writes the draft of one académie, month and channel anew: idempotent while it is a draft, untouched once it is more.
 * Called inside a transaction that holds the lock. `byId` is null for the clock, and the person who asked otherwise (its
 * author). Null where there is nothing to pay.
 */
export async function writeDraft(
  tx: Tx,
  { academieId, month, channel, byId }: Scope & { byId: string | null },
  chargesOf: ChargesOf,
): Promise<string | null> {
  const academie = await tx.place.findUniqueOrThrow({ where: { id: academieId } });
  const now = await businessNow(tx);
  const known = await tx.payStatement.findUnique({
    where: { academieId_month_channel: { academieId, month, channel } },
    include: { lines: true },
  });
  if (known && known.status !== "DRAFT") return known.id;
  const drafting = { id: known?.id ?? null, academieId, month, zone: academie.timeZone };
  const lines = await linesOf(tx, drafting, channel, chargesOf, localDay(now, academie.timeZone));
  if (!known && lines.length === 0) return null;
  if (known && shapeOf(known.lines) === shapeOf(lines)) return known.id;

  const statement =
    known ??
    (await tx.payStatement.create({
      data: { academieId, month, channel, number: await nextNumber(tx, academie, { month, channel }), draftedAt: now },
    }));
  await tx.payLine.deleteMany({ where: { statementId: statement.id } });
  await tx.payLine.createMany({
    data: lines.map((line) => ({
      ...line,
      findings: line.findings as object[],
      inputs: line.inputs as object,
      statementId: statement.id,
      ruleVersion: RULE_VERSION,
      at: now,
    })),
  });
  const totalCents = lines.reduce((sum, line) => sum + dueCents(line), 0);
  await tx.payStatement.update({ where: { id: statement.id }, data: { totalCents, draftedAt: now } });
  await tx.statementEvent.create({ data: { statementId: statement.id, status: "DRAFT", at: now, byId } });
  return statement.id;
}

type Shape = Pick<DraftLine, "missionId" | "hourEntryId" | "instalment" | "amountCents" | "rateRowId"> & {
  decision: string;
  findings: unknown;
};

/** What a reader of two drafts would call the same. */
function shapeOf(lines: readonly Shape[]): string {
  const shapes = lines.map(({ missionId, hourEntryId, instalment, decision, amountCents, rateRowId, findings }) =>
    canonicalJson({
      missionId,
      hourEntryId,
      instalment,
      decision,
      amountCents,
      rateRowId,
      findings: JSON.parse(JSON.stringify(findings)),
    }),
  );
  return shapes.sort().join("\n");
}

/** « HSE-2012-RENNES-0001 »: without gap per académie, channel and year; the caller holds the lock, nothing is removed. */
async function nextNumber(
  tx: Tx,
  academie: { id: string; name: string },
  { month, channel }: Pick<Scope, "month" | "channel">,
): Promise<string> {
  const year = month.slice(0, 4);
  const known = await tx.payStatement.count({
    where: { academieId: academie.id, channel, month: { startsWith: year } },
  });
  return `${channel}-${letterNumber(year, academie.name, known + 1)}`;
}
