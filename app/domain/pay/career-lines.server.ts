import { db, Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import type { Day } from "../calendar";
import { planChange } from "../career/commands/change.server";
import { planList } from "../career/import.server";
import { writableCareers } from "../career/queries.server";
import { type ChangedSpan, changedSpans, difference, gapsOf } from "../career/rules";
import type { CareerRow, ChangeCareer } from "../career/schema";
import { awaitsCareer, channelsJudgedOn } from "./career";
import type { Channel, Finding } from "./schema";

/** Lines named on the page: enough to know what it is about. */
const SHOWN = 10;

type JudgedLine = {
  id: string;
  status: "DRAFT" | "CONTROLLED" | "DECIDED" | "EXPORTED";
  statementId: string;
  statement: string;
  channel: Channel;
  entryId: string | null;
  missionId: string;
  mission: string;
  day: Day;
  amountCents: number | null;
  isPaid: boolean;
  /** In an académie of whoever asks: her pages show it. */
  isHers: boolean;
};

/** Spans of days of some people, each with the channels whose lines are judged on what changes then. */
export type Touched = { personId: string; spans: readonly ChangedSpan[] };

/**
 * Lines of statements that are judged on days whose career changes: an hour on its day, a mission paid as a whole on the first
 * day of its school year. An hour taken back since, and its counter-entry, are no longer judged.
 */
function linesOn(tx: Tx, actor: Actor, touched: readonly Touched[]): Promise<JudgedLine[]> {
  const rows = touched.flatMap(({ personId, spans }) =>
    spans.map(({ from, to, facts }) => ({ personId, from, to, channels: channelsJudgedOn(facts) })),
  );
  return tx.$queryRaw<JudgedLine[]>`
    SELECT DISTINCT ON (l.id) l.id::text, s.status::text, s.id::text AS "statementId", s.number AS statement,
      s.channel::text, l.hour_entry_id::text AS "entryId", m.id::text AS "missionId", m.title AS mission,
      ${dayOfLine}::text AS day, l.amount_cents AS "amountCents",
      s.status IN ('DECIDED', 'EXPORTED') AND l.decision IN ('ACCEPT', 'WARN') AS "isPaid",
      s.academie_id = ANY (${placeIdsOf(actor, ["RECTORAT"])}::uuid[]) AS "isHers"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS t("personId" uuid, "from" date, "to" date, channels channel[])
      JOIN mission m ON m.person_id = t."personId" AND m.channel = ANY (t.channels)
      JOIN school_year y ON y.id = m.school_year_id
      JOIN pay_line l ON l.mission_id = m.id
      JOIN pay_statement s ON s.id = l.statement_id
    WHERE ${dayOfLine} BETWEEN t."from" AND coalesce(t."to", 'infinity'::date) AND l.inputs -> 'reverses' IS NULL
      AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = l.hour_entry_id)
    ORDER BY l.id`;
}
const dayOfLine = Prisma.sql`coalesce((l.inputs ->> 'serviceDate')::date, y.starts_on)`;

/** What a change of careers does to statements: what was paid stays, what is controlled goes back, what is a draft follows. */
export async function weighLines(tx: Tx, actor: Actor, touched: readonly Touched[]) {
  const lines = await linesOn(tx, actor, touched);
  const paid = lines.filter(({ isPaid }) => isPaid).sort((a, b) => a.day.localeCompare(b.day));
  const controlled = lines.filter(({ status, isHers }) => status === "CONTROLLED" && isHers);
  return {
    paid: {
      count: paid.length,
      cents: paid.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0),
      shown: paid.filter(({ isHers }) => isHers).slice(0, SHOWN),
      /** Somebody's of another académie: its own rectorat sees which. */
      elsewhere: paid.filter(({ isHers }) => !isHers).length,
      hasHsa: paid.some(({ channel }) => channel === "HSA"),
    },
    controlled: [...new Map(controlled.map((line) => [line.statementId, line.statement])).entries()].map(
      ([id, number]) => ({ id, number }),
    ),
    drafted: lines.filter(({ status }) => status === "DRAFT").length,
  };
}
export type LinesWeighed = Awaited<ReturnType<typeof weighLines>>;

/** What a change would write, before it is pressed: the rows that change, the days left without one, and its lines. */
export async function weighChange(actor: Actor, personId: string, change: ChangeCareer) {
  const plan = await planChange(db, actor, personId, change);
  if (!plan) return null;
  const { before, after } = plan;
  const { gone, come } = difference(before, after);
  return {
    gone,
    come,
    gaps: gapsOf(after).filter((gap) => !isIn(gap, gapsOf(before))),
    lines: await weighLines(db, actor, [{ personId, spans: changedSpans(before, after) }]),
  };
}
export type ChangeWeighed = NonNullable<Awaited<ReturnType<typeof weighChange>>>;

/** What a list would write, line by line, before it is pressed. */
export async function weighList(actor: Actor, list: string) {
  const { lines, changes, refused, seen } = await planList(db, actor, list);
  const touched = changes.map(({ person, before, after }) => ({
    personId: person.id,
    spans: changedSpans(before, after),
  }));
  const weighed = await weighLines(db, actor, touched);
  return { list, lines, refused, seen, people: changes.length, weighed };
}

const isIn = (gap: Pick<CareerRow, "from"> & { to: Day }, known: readonly { from: Day; to: Day }[]) =>
  known.some(({ from, to }) => from === gap.from && to === gap.to);

/** Of people with what the rules say of their lines: those who wait for a career that the actor may write. */
export function careersAwaited(
  actor: Actor,
  lines: readonly { personId: string; findings: readonly Finding[] }[],
): Promise<string[]> {
  const waiting = lines.filter(({ findings }) => findings.some(awaitsCareer));
  return writableCareers(
    actor,
    waiting.map(({ personId }) => personId),
  );
}

/** Of a line `l`: it is held for want of a career (awaitsCareer, in the database's words). */
export const awaitsCareerInSql = Prisma.sql`(l.decision = 'HOLD' AND l.findings::jsonb @? ${'$[*] ? (@.decision == "HOLD" && @.params.reason == "unknown" && (@.code == "HRS-06" || @.code == "PAY-05" || @.code == "PAY-13"))'}::jsonpath)`;
