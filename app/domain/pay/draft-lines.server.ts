import { Prisma } from "~/platform/db.server";
import type { Day } from "../calendar";
import { decideLine, isPayable } from "./rules";
import type { Decision, Finding, LineDecision, LineFacts, RateRowFacts } from "./schema";

/** What is being drafted; `id` null before there is a statement. */
export type Drafting = { id: string | null; academieId: string; month: string; zone: string };

export type DraftLine = {
  missionId: string;
  hourEntryId: string | null;
  instalment: number | null;
  minutes: number | null;
  rateRowId: string | null;
  amountCents: number | null;
  decision: Decision;
  findings: Finding[];
  inputs: LineFacts | { reverses: string };
};

/** First instant that no place of France counts in the month: what is before it is looked at, then dated locally. */
export function after(month: string): Date {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 2));
}

/** Of a line `l`: by it something is settled, or stands in another statement to decide, and is not drafted here. */
export const settledElsewhere = ({ id }: Drafting): Prisma.Sql => Prisma.sql`
  l.statement_id IS DISTINCT FROM ${id}::uuid AND (l.decision IN ('ACCEPT', 'WARN') OR EXISTS (
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
  return {
    ...place,
    rateRowId: result.rateRow?.id ?? null,
    amountCents: result.amountCents === null ? null : partOf(result.amountCents),
    decision: safeDecision(result),
    findings: result.findings,
    inputs: facts,
  };
}

/** A line that some rule could not check waits for a person: nothing unchecked is ever paid. */
const safeDecision = (result: LineDecision): Decision =>
  (result.decision === "ACCEPT" || result.decision === "WARN") && !isPayable(result) ? "HOLD" : result.decision;
