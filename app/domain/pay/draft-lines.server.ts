import { Prisma } from "~/platform/db.server";
import type { Day } from "../calendar";
import { decideLine, isPayable } from "./rules";
import type { Channel, Decision, Finding, LineDecision, LineFacts, RateRowFacts } from "./schema";

/** What is being drafted; `id` null before there is a statement. */
export type Drafting = {
  id: string | null;
  academieId: string;
  month: string;
  channel: Channel;
  zone: string;
  /** Whose lines are judged; null for everybody's. */
  personIds: readonly string[] | null;
};

/** Something that may have lines in the draft `n` of a list: an hour, or a mission paid as a whole. */
export type Claim = { n: number; id: string; personId: string };

/** Drafts as the rows `d` of a query; `n` is their place in the list, `before` bounds what their month can hold. */
export function draftRows(drafts: readonly Drafting[]): Prisma.Sql {
  const rows = drafts.map(({ id, academieId, month, channel, zone, personIds }, n) => {
    return { n, id, academieId, month, channel, zone, personIds, before: after(month) };
  });
  return Prisma.sql`json_to_recordset(${JSON.stringify(rows)}::json) AS d(n int, id uuid, "academieId" uuid, month text,
    channel channel, zone text, "personIds" uuid[], before timestamptz)`;
}

/** Rows `m` of whoever a draft `d` asks for. */
export const isAskedFor = Prisma.sql`(d."personIds" IS NULL OR m.person_id = ANY (d."personIds"))`;

/** Judged with: the dated rates, and the instant of judging, whose day is that of each mission's place. */
export type Judging = { rates: readonly RateRowFacts[]; now: Date };

/** A statement that a month may need, and how many hours or missions it looks at. */
export type ItemDue = { academieId: string; channel: Channel; lines: number };

export type DraftLine = {
  missionId: string;
  hourEntryId: string | null;
  instalment: number | null;
  minutes: number | null;
  rateRowId: string | null;
  amountCents: number | null;
  decision: Decision;
  findings: Finding[];
  /** What it was judged on, as JSON. */
  inputs: string;
};

/** First instant that no place of France counts in the month: what is before it is looked at, then dated locally. */
export function after(month: string): Date {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 2));
}

/** Of a line `l` and a draft `d`: by it something is settled, or stands in another statement to decide, and is not drafted here. */
export const settledElsewhere = Prisma.sql`
  l.statement_id IS DISTINCT FROM d.id AND (l.decision IN ('ACCEPT', 'WARN') OR EXISTS (
    SELECT FROM pay_statement s WHERE s.id = l.statement_id AND s.status IN ('DRAFT', 'CONTROLLED')))`;

type Place = Pick<DraftLine, "missionId" | "hourEntryId" | "instalment" | "minutes">;

/** One line as the rules judge it. `amountCents` where the line pays a part of what was judged. */
export function judgedLine(
  place: Place,
  facts: LineFacts,
  rates: readonly RateRowFacts[],
  today: Day,
  partOf: (cents: number) => number = (cents) => cents,
): DraftLine {
  const result = decideLine(facts, rates, today);
  // The place last: an object that grows once it is copied costs many times as much.
  return {
    rateRowId: result.rateRow?.id ?? null,
    amountCents: result.amountCents === null ? null : partOf(result.amountCents),
    decision: safeDecision(result),
    findings: result.findings,
    inputs: JSON.stringify(facts),
    ...place,
  };
}

/** A line that some rule could not check waits for a person: nothing unchecked is ever paid. */
const safeDecision = (result: LineDecision): Decision =>
  (result.decision === "ACCEPT" || result.decision === "WARN") && !isPayable(result) ? "HOLD" : result.decision;
