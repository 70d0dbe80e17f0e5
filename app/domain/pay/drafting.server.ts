import { db, type RawTx, type Tx } from "~/platform/db.server";
import { grouped } from "../grouped";
import { letterNumber } from "../mission/rules";
import type { Claim, Drafting, DraftLine } from "./draft-lines.server";
import { deleteLines, difference, insertLines, linesOf, peopleOn } from "./draft-rows.server";
import { type EntryToJudge, loadEntries } from "./facts.server";
import { flatChannels, flatLines, missionsBegun, missionsToPay } from "./flat-lines.server";
import { hourLines, hoursToPay } from "./hour-lines.server";
import type { Charge } from "./line-facts.server";
import type { MissionToJudge } from "./mission-facts.server";
import { loadRates } from "./rates.server";
import { hourly } from "./rules/rule";
import type { Channel, RateRowFacts } from "./schema";
import type { StatementStatus } from "./steps";

/** Asked of the budget room: the envelope of each entry, and of each mission paid as a whole, by their ids. */
export type ChargesOf = {
  entries: (tx: RawTx, entries: readonly EntryToJudge[]) => Promise<Map<string, Charge>>;
  missions: (tx: RawTx, missions: readonly MissionToJudge[]) => Promise<Map<string, Charge>>;
};

// A discharge is no pay: no statement has it.
const isHourly = ({ channel }: Drafting) => (hourly as readonly Channel[]).includes(channel);
const isFlat = ({ channel }: Drafting) => (flatChannels as readonly Channel[]).includes(channel);

/** Statements of one académie are drafted and decided one after the other. Of several, always in the same order. */
export async function lockStatements(tx: RawTx, ...academieIds: string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('statements:' || id, 0)) FROM unnest(${academieIds.sort()}::text[]) id`;
}

/** People whose lines are judged and written together: memory is that of so many, whatever the size of a statement. */
const TOGETHER = 1_200;

type Scope = { academieId: string; month: string; channel: Channel };
type Asked = Scope & {
  /** Null for the clock, and the person who asked otherwise (its author). */
  byId: string | null;
  /** Whose lines to judge anew; everybody's where it is left out. */
  personIds?: readonly string[];
};
/** What judges lines besides themselves, the same for many statements. */
export type Means = { chargesOf: ChargesOf; rates: readonly RateRowFacts[] };

export const meansOf = async (chargesOf: ChargesOf, tx: Tx = db): Promise<Means> => ({
  chargesOf,
  rates: await loadRates(tx),
});

/** Writes one draft anew. Null where there is nothing to pay. */
export async function writeDraft(tx: RawTx, asked: Asked, means: Means): Promise<string | null> {
  const [id = null] = await writeDrafts(tx, [asked], means);
  return id;
}

/**
 * Writes drafts anew, each of an académie, month and channel: idempotent while it is a draft, untouched once it is more.
 * Called inside a transaction that holds the locks. Gives their ids in the order asked, null where there is nothing to pay.
 *
 * @throws where two are of one académie and channel: an hour that both may pay would stand in both
 */
export async function writeDrafts(tx: RawTx, asked: readonly Asked[], means: Means): Promise<(string | null)[]> {
  if (new Set(asked.map(({ academieId, channel }) => `${academieId} ${channel}`)).size < asked.length)
    throw new Error("two drafts of one académie and channel are written one after the other");
  const all = await standingsOf(tx, asked);
  const drafts = all.filter(({ status }) => status === null || status === "DRAFT");
  const now = all[0]?.now;
  if (!now || drafts.length === 0) return all.map(({ id }) => id);

  const changed = new Set<Draft>();
  for (const shares of chunksOf(await sharesOf(tx, drafts), TOGETHER)) {
    const lines = await judge(tx, drafts, shares, { ...means, now });
    const before = await linesBefore(tx, drafts, shares);
    const differences = drafts.map((draft) => ({
      draft,
      ...difference(before.get(draft) ?? [], lines.get(draft) ?? []),
    }));
    const stale = differences.filter(({ gone, come }) => gone.length + come.length > 0);
    for (const { draft } of stale) changed.add(draft);
    await openDrafts(
      tx,
      stale.map(({ draft }) => draft),
      now,
    );
    await deleteLines(
      tx,
      stale.flatMap(({ gone }) => gone.map(({ id }) => id)),
    );
    await insertLines(tx, stale.flatMap(linesToWrite), now);
  }
  await sayTotals(tx, [...changed], now);
  return all.map(({ id }) => id);
}

const linesToWrite = ({ draft, come }: { draft: Draft; come: DraftLine[] }) =>
  come.map((line) => ({ statementId: idOf(draft), ...line }));

type Draft = Drafting &
  Pick<Asked, "byId"> & {
    status: StatementStatus | null;
    now: Date;
    academie: string;
    /** Statements of its channel and year. */
    numbered: number;
  };
type Standing = Pick<Draft, "id" | "status" | "now" | "zone" | "academie" | "numbered"> & { n: number };

/** Where statements stand, and what their numbers would be. The caller holds the locks, and nothing is ever removed. */
async function standingsOf(tx: RawTx, asked: readonly Asked[]): Promise<Draft[]> {
  const scopes = asked.map(({ academieId, month, channel }, n) => ({ n, academieId, month, channel }));
  const rows = await tx.$queryRaw<Standing[]>`
    SELECT d.n, s.id::text, s.status::text, business_now() AS now, a.time_zone AS zone, a.name AS academie, (
      SELECT count(*)::int FROM pay_statement known WHERE known.academie_id = a.id AND known.channel = d.channel
        AND known.month LIKE left(d.month, 4) || '-%') AS numbered
    FROM json_to_recordset(${JSON.stringify(scopes)}::json) AS d(n int, "academieId" uuid, month text, channel channel)
      JOIN place a ON a.id = d."academieId"
      LEFT JOIN pay_statement s ON s.academie_id = a.id AND s.month = d.month AND s.channel = d.channel
    ORDER BY d.n`;
  const standing = new Map(rows.map(({ n, ...row }) => [n, row]));
  return asked.map((one, n) => {
    const row = standing.get(n);
    if (!row) throw new Error(`there is no académie ${one.academieId}`);
    return { ...one, ...row, personIds: one.personIds ?? null };
  });
}

/** What one person may have, or has, in one draft. */
type Share = { n: number; personId: string; claims: Claim[] };

async function sharesOf(tx: RawTx, drafts: readonly Draft[]): Promise<Share[]> {
  const claims = [
    ...(drafts.some(isHourly) ? await hoursToPay(tx, drafts) : []),
    ...(drafts.some(isFlat) ? await missionsBegun(tx, drafts) : []),
  ];
  const listed = [
    ...(drafts.some(({ id, personIds }) => id && !personIds) ? await peopleOn(tx, drafts) : []),
    ...drafts.flatMap(({ personIds }, n) => (personIds ?? []).map((personId) => ({ n, personId }))),
  ];
  const keyOf = ({ n, personId }: { n: number; personId: string }) => `${n} ${personId}`;
  const claimed = grouped(claims, (claim) => [keyOf(claim), claim]);
  const shares = new Map([...listed, ...claims].map(({ n, personId }) => [keyOf({ n, personId }), { n, personId }]));
  return [...shares]
    .map(([key, share]) => ({ claims: claimed.get(key) ?? [], ...share }))
    .sort((a, b) => a.n - b.n || (a.personId < b.personId ? -1 : 1));
}

/** The lines of some people, judged now. */
async function judge(
  tx: RawTx,
  drafts: readonly Draft[],
  shares: readonly Share[],
  { chargesOf, ...judging }: Means & { now: Date },
): Promise<Map<Draft, DraftLine[]>> {
  const claims = shares.flatMap((share) => share.claims);
  const draftOf = new Map(claims.map(({ id, n }) => [id, drafts[n] as Draft]));
  const claimsOf = (kind: (draft: Draft) => boolean) => claims.filter(({ n }) => kind(drafts[n] as Draft));
  const hours = claimsOf(isHourly).map(({ id }) => id);
  const entries = await loadEntries(tx, hours);
  const due = await missionsToPay(tx, drafts, claimsOf(isFlat));
  const missions = due.map(({ mission }) => mission);
  const lines = [
    ...(await hourLines(tx, entries, await chargesOf.entries(tx, entries), judging)),
    ...(await flatLines(tx, due, await chargesOf.missions(tx, missions), judging)),
  ];
  return grouped(lines, (line) => [draftOf.get(line.hourEntryId ?? line.missionId) as Draft, line]);
}

/** The lines that some people have in the drafts as they stand. */
async function linesBefore(tx: RawTx, drafts: readonly Draft[], shares: readonly Share[]) {
  const byId = new Map(drafts.flatMap((draft) => (draft.id ? [[draft.id, draft] as const] : [])));
  const wanted = new Set(shares.map(({ n, personId }) => `${drafts[n]?.id} ${personId}`));
  const ids = [...new Set(shares.flatMap(({ n }) => drafts[n]?.id ?? []))];
  const rows = await linesOf(tx, ids, [...new Set(shares.map(({ personId }) => personId))]);
  const asked = rows.filter(({ statementId, personId }) => wanted.has(`${statementId} ${personId}`));
  return grouped(asked, (line) => [byId.get(line.statementId) as Draft, line]);
}

/** « HSE-2012-RENNES-0001 »: without gap per académie, channel and year. */
async function openDrafts(tx: RawTx, drafts: readonly Draft[], draftedAt: Date): Promise<void> {
  const fresh = new Map(drafts.filter(({ id }) => id === null).map((draft) => [numberOf(draft), draft]));
  if (fresh.size === 0) return;
  const rows = [...fresh].map(([number, { academieId, month, channel }]) => ({ number, academieId, month, channel }));
  const opened = await tx.$queryRaw<{ id: string; number: string }[]>`
    INSERT INTO pay_statement (id, academie_id, month, channel, number, drafted_at)
    SELECT gen_random_uuid(), d."academieId", d.month, d.channel, d.number, ${draftedAt}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS d("academieId" uuid, month text, channel channel, number text)
    RETURNING id::text, number`;
  for (const { id, number } of opened) (fresh.get(number) as Draft).id = id;
}

const numberOf = ({ channel, month, academie, numbered }: Draft) =>
  `${channel}-${letterNumber(month.slice(0, 4), academie, numbered + 1)}`;

/** The totals of what their lines pay, and who wrote them. */
async function sayTotals(tx: RawTx, drafts: readonly Draft[], at: Date): Promise<void> {
  if (drafts.length === 0) return;
  await tx.$executeRaw`
    UPDATE pay_statement s SET drafted_at = ${at}, total_cents = (
      SELECT coalesce(sum(l.amount_cents), 0) FROM pay_line l
      WHERE l.statement_id = s.id AND l.decision IN ('ACCEPT', 'WARN'))
    WHERE s.id = ANY (${drafts.map(({ id }) => id)}::uuid[])`;
  // Lines of some people that follow what happened leave the draft its author: whoever wrote it does not decide it.
  const written = drafts.filter(({ personIds }) => !personIds);
  const events = written.map(({ id, byId }) => ({ id, byId }));
  await tx.$executeRaw`
    INSERT INTO statement_event (statement_id, status, at, by_id)
    SELECT d.id, 'DRAFT', ${at}, d."byId" FROM json_to_recordset(${JSON.stringify(events)}::json) AS d(id uuid, "byId" uuid)`;
}

function idOf({ id, academieId, month, channel }: Drafting): string {
  if (!id) throw new Error(`the draft of ${channel} for ${month} of ${academieId} was not opened`);
  return id;
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
