import { db, Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import type { Day } from "../calendar";
import { payPolicy } from "./policy";
import type { RateCell } from "./rate-basis";
import type { RateSpan } from "./rate-plan";

/** Lines `l` of statements `s` that are still to decide and that a rate would price, by the day it would be read at. */
const openLines = Prisma.sql`
  pay_statement s JOIN pay_line l ON l.statement_id = s.id CROSS JOIN LATERAL (
    SELECT l.inputs #>> '{person,corps}' AS corps, l.inputs #>> '{person,grade}' AS grade,
      coalesce(l.inputs ->> 'serviceDate', left(l.inputs ->> 'schoolYear', 4) || '-09-01') AS day) priced`;
const isOpen = Prisma.sql`s.status IN ('DRAFT', 'CONTROLLED') AND s.channel IN ('HSE', 'HSA')`;

export type DraftLines = { held: number; priced: number };

/** How many lines of drafts some days of some corps and grades concern: without a row now, and with one. */
export async function draftLinesIn(tx: Tx, spans: readonly RateSpan[]): Promise<DraftLines> {
  const [count] = await tx.$queryRaw<DraftLines[]>`
    SELECT count(*) FILTER (WHERE l.rate_row_id IS NULL)::int AS held,
      count(*) FILTER (WHERE l.rate_row_id IS NOT NULL)::int AS priced
    FROM ${openLines}
    WHERE ${isOpen} AND EXISTS (
      SELECT FROM json_to_recordset(${JSON.stringify(spans)}::json) AS c(corps text, grade text, "from" text, "to" text)
      WHERE c.corps = priced.corps AND c.grade = priced.grade AND c."from" <= priced.day
        AND (c."to" IS NULL OR priced.day <= c."to"))`;
  return count ?? { held: 0, priced: 0 };
}

export type WaitingForRate = RateCell & { month: string; day: Day; academies: number };

/**
 * Months whose hours wait in drafts for a rate of a corps and grade, and in how many académies: sums, since the nation reads
 * nobody's pay. `day` is the first of them.
 */
export async function waitingForRates(actor: Actor): Promise<WaitingForRate[]> {
  authorize(actor, payPolicy, "pay.writeRates", null);
  return db.$queryRaw<WaitingForRate[]>`
    SELECT left(priced.day, 7) AS month, min(priced.day) AS day, priced.corps, priced.grade,
      count(DISTINCT s.academie_id)::int AS academies
    FROM ${openLines} JOIN place a ON a.id = s.academie_id
    WHERE ${isOpen} AND a.lineage && ${placeIdsOf(actor, ["NATIONAL_PILOT"])}::uuid[] AND l.decision = 'HOLD'
      AND l.findings::jsonb @> '[{"code": "HRS-06", "decision": "HOLD", "params": {"reason": "noRow"}}]'
    GROUP BY 1, 3, 4 ORDER BY 1, 3, 4`;
}
