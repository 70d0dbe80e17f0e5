import { businessNow } from "~/platform/clock.server";
import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Day, localDay } from "../calendar";
import { canonicalJson } from "../canonical";
import { letterNumber } from "../mission/rules";
import { type Charge, type EntryToJudge, factsOfEntry, loadEntries } from "./facts.server";
import { loadRates } from "./rates.server";
import { decideLine, dueCents, isPayable, RULE_VERSION } from "./rules";
import type { Decision, Finding, LineDecision, LineFacts, RateRowFacts } from "./schema";

/** Asked of the budget room: the envelope of each entry. */
export type ChargesOf = (tx: Tx, entries: readonly EntryToJudge[]) => Promise<Map<string, Charge>>;

type DraftLine = {
  missionId: string;
  hourEntryId: string;
  minutes: number;
  rateRowId: string | null;
  amountCents: number | null;
  decision: Decision;
  findings: Finding[];
  inputs: LineFacts | { reverses: string };
};

/** Statements of one académie are drafted and decided one after the other. */
export async function lockStatements(tx: Tx, academieId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`statements:${academieId}`}, 0))`;
}

/** First instant that no place of France counts in the month: entries before it are looked at, then dated locally. */
function after(month: string): Date {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 2));
}

/** Certified hours, and counter-entries of certified hours, on HSE missions. */
const certifiedHse: Prisma.HourEntryWhereInput = {
  role: { not: "TRAINEE" },
  mission: { channel: "HSE" },
  OR: [{ certification: { decision: "CERTIFIED" } }, { reverses: { certification: { decision: "CERTIFIED" } } }],
};

/** Académies that have something to pay for a month or a former one. */
export async function academiesToDraft(month: string): Promise<string[]> {
  const rows = await db.hourEntry.findMany({
    where: { ...certifiedHse, startsAt: { lt: after(month) } },
    distinct: ["academieId"],
    select: { academieId: true },
  });
  return rows.map(({ academieId }) => academieId).sort();
}

/**
 * Entries of the month, and those of former months that no statement has settled: certified late, held until now, or
 * taken back after they were paid. A line that stands in another draft stays there.
 */
async function candidates(tx: Tx, statement: { id: string | null; academieId: string; month: string; zone: string }) {
  const rows = await tx.hourEntry.findMany({
    where: {
      ...certifiedHse,
      academieId: statement.academieId,
      startsAt: { lt: after(statement.month) },
      payLines: {
        none: {
          statementId: statement.id ? { not: statement.id } : undefined,
          OR: [{ statement: { status: "DRAFT" } }, { decision: { in: ["ACCEPT", "WARN"] } }],
        },
      },
    },
    select: { id: true, startsAt: true },
  });
  const inTime = rows.filter(({ startsAt }) => localDay(startsAt, statement.zone).slice(0, 7) <= statement.month);
  return loadEntries(
    tx,
    inTime.map(({ id }) => id),
  );
}

/** Lines of a draft, judged now with everything the database knows. */
async function judge(tx: Tx, entries: readonly EntryToJudge[], charges: Map<string, Charge>, today: Day) {
  const rates = await loadRates(tx);
  const lines: DraftLine[] = [];
  for (const entry of entries) {
    const line = entry.reversesId
      ? await counterLine(tx, entry, entry.reversesId)
      : entry.reversedBy
        ? null
        : await ordinaryLine(tx, entry, charges.get(entry.id) ?? null, rates, today);
    if (line) lines.push(line);
  }
  return lines;
}

async function ordinaryLine(
  tx: Tx,
  entry: EntryToJudge,
  charge: Charge,
  rates: readonly RateRowFacts[],
  today: Day,
): Promise<DraftLine> {
  const facts = await factsOfEntry(tx, entry, charge, today);
  const result = decideLine(facts, rates, today);
  return {
    missionId: entry.mission.id,
    hourEntryId: entry.id,
    minutes: entry.minutes,
    rateRowId: result.rateRow?.id ?? null,
    amountCents: result.amountCents,
    decision: safeDecision(result),
    findings: result.findings,
    inputs: facts,
  };
}

/** A line that some rule could not check waits for a person: nothing unchecked is ever paid. */
const safeDecision = (result: LineDecision): Decision =>
  (result.decision === "ACCEPT" || result.decision === "WARN") && !isPayable(result) ? "HOLD" : result.decision;

/** What was paid is taken back at the price it was paid; an hour that was never paid leaves no trace here. */
async function counterLine(tx: Tx, entry: EntryToJudge, reversesId: string): Promise<DraftLine | null> {
  const paid = await tx.payLine.findFirst({
    where: {
      hourEntryId: reversesId,
      decision: { in: ["ACCEPT", "WARN"] },
      statement: { status: { not: "DRAFT" } },
    },
  });
  if (!paid || paid.amountCents === null) return null;
  return {
    missionId: entry.mission.id,
    hourEntryId: entry.id,
    minutes: entry.minutes,
    rateRowId: paid.rateRowId,
    amountCents: -paid.amountCents,
    decision: "ACCEPT",
    findings: [],
    inputs: { reverses: reversesId },
  };
}

/**
 * Writes the draft of one académie and month anew: idempotent while it is a draft, untouched once decided. Called inside
 * a transaction that holds the lock. `byId` is null for the clock, and the person who asked otherwise (its author).
 */
export async function writeDraft(
  tx: Tx,
  { academieId, month, byId }: { academieId: string; month: string; byId: string | null },
  chargesOf: ChargesOf,
): Promise<string | null> {
  const academie = await tx.place.findUniqueOrThrow({ where: { id: academieId } });
  const now = await businessNow(tx);
  const today = localDay(now, academie.timeZone);
  const known = await tx.payStatement.findUnique({
    where: { academieId_month_channel: { academieId, month, channel: "HSE" } },
    include: { lines: true },
  });
  if (known && known.status !== "DRAFT") return known.id;
  const entries = await candidates(tx, { id: known?.id ?? null, academieId, month, zone: academie.timeZone });
  const lines = await judge(tx, entries, await chargesOf(tx, entries), today);
  if (!known && lines.length === 0) return null;
  if (known && shapeOf(known.lines) === shapeOf(lines)) return known.id;

  const statement =
    known ??
    (await tx.payStatement.create({
      data: { academieId, month, channel: "HSE", number: await nextNumber(tx, academie, month), draftedAt: now },
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

type Shape = {
  hourEntryId: string | null;
  decision: string;
  amountCents: number | null;
  rateRowId: string | null;
  findings: unknown;
};

/** What a reader of two drafts would call the same. */
function shapeOf(lines: readonly Shape[]): string {
  const shapes = lines.map(({ hourEntryId, decision, amountCents, rateRowId, findings }) =>
    canonicalJson({ hourEntryId, decision, amountCents, rateRowId, findings: JSON.parse(JSON.stringify(findings)) }),
  );
  return shapes.sort().join("\n");
}

/** « HSE-2012-RENNES-0001 »: without gap per académie and year; the caller holds the lock, nothing is removed. */
async function nextNumber(tx: Tx, academie: { id: string; name: string }, month: string): Promise<string> {
  const year = month.slice(0, 4);
  const known = await tx.payStatement.count({
    where: { academieId: academie.id, channel: "HSE", month: { startsWith: year } },
  });
  return `HSE-${letterNumber(year, academie.name, known + 1)}`;
}
