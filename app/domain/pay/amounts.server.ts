import { Prisma } from "~/platform/db.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";
import { hourlyLevels } from "./rules/vacation";

const paid = Prisma.sql`l.decision IN ('ACCEPT', 'WARN') AND s.status IN ('DECIDED', 'EXPORTED')`;
const paidLines = Prisma.sql`
  FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id JOIN mission m ON m.id = l.mission_id
    LEFT JOIN rate_row r ON r.id = l.rate_row_id`;

/** Minutes at cents an hour, rounded half-up once; what takes back has the sign of its minutes. */
const timesRate = (rate: Prisma.Sql) => Prisma.sql`
  sign(l.minutes) * floor((2 * abs(l.minutes)::numeric * ${rate} + 60) / 120)`;

/** Of a counter-entry `pay.reversals` says that it is what was paid; its line has no unit of its own. */
const byHour = Prisma.sql`
  SELECT l.id, l.amount_cents, CASE
      WHEN s.channel = 'HSE' THEN ${timesRate(Prisma.sql`r.hourly_cents`)}
      WHEN coalesce(m.level, '') = '' OR lower(m.level) = ANY (${hourlyLevels}) THEN ${timesRate(Prisma.sql`m.rate_cents`)}
      ELSE sign(l.minutes) * m.rate_cents END AS due
  ${paidLines}
  WHERE ${paid} AND s.channel IN ('HSE', 'VACATION')`;

/** HSA of the year: the first weekly hour at its own rate, where the line says that it has it, alone or by an answer. */
const hsaOfYear = Prisma.sql`CASE WHEN (l.inputs ->> 'otherHsaMissions')::int = 0
    OR (l.inputs -> 'answers')::jsonb @> '[{"code": "HRS-06", "answer": "FIRST"}]'
  THEN round((least(m.weekly_minutes, 60)::numeric * r.first_yearly_cents + greatest(m.weekly_minutes - 60, 0)::numeric * r.yearly_cents) / 60)
  ELSE round(m.weekly_minutes::numeric * r.yearly_cents / 60) END`;

/**
 * The whole of each mission paid by an amount, and how it is paid: HSA by ninths, IFIC and Pacte once, IMP as its line says
 * (a year that is whole by ninths).
 */
const parts = Prisma.sql`
  SELECT l.id, l.mission_id, l.instalment, l.amount_cents, CASE s.channel WHEN 'HSA' THEN ${hsaOfYear} ELSE m.amount_cents END AS whole,
    CASE s.channel WHEN 'HSA' THEN true WHEN 'IMP' THEN l.inputs -> 'payment' ->> 'form' = 'NINTHS' ELSE false END AS ninths
  ${paidLines}
  WHERE ${paid} AND s.channel NOT IN ('HSE', 'VACATION')`;

/** Ninths: the larger first, nine that add up. */
const dueOfPart = Prisma.sql`CASE WHEN ninths
  THEN floor(whole / 9) + CASE WHEN instalment <= whole - floor(whole / 9) * 9 THEN 1 ELSE 0 END ELSE whole END`;

/**
 * Each amount of a decided statement, computed again in the database from the row, the rate or the amount it stands on, and
 * the parts of a mission together: never more than its amount, and exactly it once all are paid.
 */
export function amountsAreComputed(): Promise<Check> {
  return invariant("pay.amounts", {
    lines: Prisma.sql`(SELECT 1 ${paidLines} WHERE ${paid})`,
    broken: Prisma.sql`
      SELECT 'pay_line ' || id FROM (${byHour}) hour WHERE amount_cents IS DISTINCT FROM due
      UNION ALL
      SELECT 'pay_line ' || id FROM (${parts}) part
      WHERE amount_cents IS DISTINCT FROM ${dueOfPart} OR instalment IS NULL
        OR instalment NOT BETWEEN 1 AND CASE WHEN ninths THEN 9 ELSE 1 END
      UNION ALL
      SELECT 'mission ' || mission_id FROM (${parts}) part GROUP BY mission_id
      HAVING sum(amount_cents) > max(whole)
        OR (count(*) = CASE WHEN bool_and(ninths) THEN 9 ELSE 1 END AND sum(amount_cents) <> max(whole))`,
  });
}
