import { Prisma } from "~/platform/db.server";
import { verifyRows } from "../audit/rows.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";
import { amountsAreComputed } from "./amounts.server";

/** Certifications, statements and their lines, read again. */
export const payChecks: readonly (() => Promise<Check>)[] = [
  () => verifyRows("certification"),
  () => verifyRows("pay_line"),
  () => verifyRows("pay_statement"),
  () => verifyRows("statement_event"),
  totalsAddUp,
  amountsAreComputed,
  ratesStandAsUsed,
  nothingPaidTwice,
  listIsWhatIsToPay,
  takenBackAsPaid,
  numbersHaveNoGap,
  statusFollowsEvents,
  secondPersons,
];

const paid = Prisma.sql`decision IN ('ACCEPT', 'WARN')`;
const decided = Prisma.sql`(SELECT id FROM pay_statement WHERE status IN ('DECIDED', 'EXPORTED'))`;

/** The total of a statement is the sum of its lines to pay. */
function totalsAddUp(): Promise<Check> {
  return invariant("pay.totals", {
    lines: Prisma.sql`pay_statement`,
    broken: Prisma.sql`
      SELECT 'pay_statement ' || s.number FROM pay_statement s
      WHERE s.total_cents <> (SELECT coalesce(sum(l.amount_cents), 0) FROM pay_line l WHERE l.statement_id = s.id AND ${paid})`,
  });
}

/** A row that priced a decided line stands on its day, and remembers the last of them (migration 0026). */
function ratesStandAsUsed(): Promise<Check> {
  return invariant("pay.rates", {
    lines: Prisma.sql`rate_use`,
    broken: Prisma.sql`
      WITH drawn AS (
        SELECT d.rate_row_id, max(d.day) AS until FROM ${decided} s CROSS JOIN rate_days(s.id) d GROUP BY 1)
      SELECT 'rate_row ' || coalesce(d.rate_row_id, u.rate_row_id)
      FROM drawn d FULL JOIN rate_use u ON u.rate_row_id = d.rate_row_id
      WHERE d.until IS DISTINCT FROM u.until
      UNION ALL
      SELECT 'rate_row ' || r.id FROM drawn d JOIN rate_row r ON r.id = d.rate_row_id
      WHERE r.withdrawn_at IS NOT NULL OR r.valid_to < d.until`,
  });
}

/** No hour is on two lines to pay, and no part of a mission either. */
function nothingPaidTwice(): Promise<Check> {
  return invariant("pay.once", {
    lines: Prisma.sql`(SELECT 1 FROM pay_line WHERE ${paid})`,
    broken: Prisma.sql`
      SELECT 'hour_entry ' || hour_entry_id FROM pay_line
      WHERE ${paid} AND hour_entry_id IS NOT NULL GROUP BY hour_entry_id HAVING count(*) > 1
      UNION ALL
      SELECT 'mission ' || mission_id FROM pay_line
      WHERE ${paid} AND hour_entry_id IS NULL GROUP BY mission_id, instalment HAVING count(*) > 1`,
  });
}

/** The list of hours to pay, drawn anew from the ledger, the certifications and the statements (migration 0022). */
function listIsWhatIsToPay(): Promise<Check> {
  return invariant("pay.toPay", {
    lines: Prisma.sql`hour_to_pay`,
    broken: Prisma.sql`
      WITH settled AS (SELECT hour_entry_id AS id FROM pay_line WHERE ${paid} AND statement_id IN ${decided}),
      hourly AS (
        SELECT h.id, h.reverses_id FROM hour_entry h JOIN mission m ON m.id = h.mission_id
        WHERE m.channel IN ('HSE', 'VACATION')),
      drawn AS (
        SELECT h.id FROM hourly h JOIN certification c ON c.hour_entry_id = h.id AND c.decision = 'CERTIFIED'
        WHERE h.reverses_id IS NULL AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = h.id)
        UNION ALL SELECT h.id FROM hourly h JOIN settled was ON was.id = h.reverses_id
        EXCEPT SELECT id FROM settled)
      SELECT 'hour_to_pay ' || coalesce(d.id, t.hour_entry_id)
      FROM drawn d FULL JOIN hour_to_pay t ON t.hour_entry_id = d.id
      WHERE d.id IS NULL OR t.hour_entry_id IS NULL`,
  });
}

/** What a counter-entry takes back is what was paid. */
function takenBackAsPaid(): Promise<Check> {
  return invariant("pay.reversals", {
    lines: Prisma.sql`(SELECT 1 FROM pay_line WHERE amount_cents < 0)`,
    broken: Prisma.sql`
      SELECT 'pay_line ' || back.id FROM pay_line back JOIN hour_entry r ON r.id = back.hour_entry_id
        LEFT JOIN pay_line was ON was.hour_entry_id = r.reverses_id AND was.decision IN ('ACCEPT', 'WARN')
      WHERE r.reverses_id IS NOT NULL AND back.decision IN ('ACCEPT', 'WARN')
        AND (was.id IS NULL OR (back.amount_cents, back.minutes) IS DISTINCT FROM (-was.amount_cents, -was.minutes))`,
  });
}

/** Statements are numbered 1, 2, 3… for each académie, channel and year. */
function numbersHaveNoGap(): Promise<Check> {
  return invariant("pay.numbers", {
    lines: Prisma.sql`pay_statement`,
    broken: Prisma.sql`
      SELECT 'pay_statement ' || max(number) FROM pay_statement
      GROUP BY academie_id, channel, left(month, 4)
      HAVING count(*) <> max(substring(number FROM '\\d+$')::int)
        OR count(*) <> count(DISTINCT substring(number FROM '\\d+$')::int)`,
  });
}

/** A statement is where its last event says, and the lines of a decided one are sealed with it. */
function statusFollowsEvents(): Promise<Check> {
  return invariant("pay.status", {
    lines: Prisma.sql`pay_statement`,
    broken: Prisma.sql`
      SELECT 'pay_statement ' || s.number FROM pay_statement s
      WHERE s.status IS DISTINCT FROM (SELECT e.status FROM statement_event e WHERE e.statement_id = s.id ORDER BY e.id DESC LIMIT 1)
      UNION ALL
      SELECT 'pay_line ' || id FROM pay_line WHERE (sealed_at IS NULL) = (statement_id IN ${decided})`,
  });
}

/** EVD-03 and the decision: who earns, enters or certifies an hour is not who certifies or decides it. */
function secondPersons(): Promise<Check> {
  return invariant("pay.persons", {
    lines: Prisma.sql`certification`,
    broken: Prisma.sql`
      SELECT 'certification ' || c.id FROM certification c JOIN hour_entry e ON e.id = c.hour_entry_id
        JOIN attendance_sheet a ON a.id = e.sheet_id
      WHERE c.certified_by_id IN (e.person_id, a.closed_by_id) OR EXISTS (SELECT 1 FROM presence p
        WHERE p.sheet_id = a.id AND p.proof IN ('TICK', 'PAPER') AND p.by_id = c.certified_by_id AND p.at <= c.at)
        OR EXISTS (SELECT 1 FROM hour_correction k WHERE k.new_entry_id = e.id AND k.proposed_by_id = c.certified_by_id)
      UNION ALL
      SELECT 'certification ' || c.id FROM certification c JOIN hour_entry e ON e.id = c.hour_entry_id
        JOIN design_work w ON w.id = e.design_work_id JOIN design_attestation a ON a.design_work_id = w.id
      WHERE c.certified_by_id IN (e.person_id, w.declared_by_id, a.attested_by_id)
        OR EXISTS (SELECT 1 FROM hour_correction k WHERE k.new_entry_id = e.id AND k.proposed_by_id = c.certified_by_id)
      UNION ALL
      SELECT 'statement_event ' || v.id FROM statement_event v
      WHERE v.status = 'DECIDED' AND EXISTS (SELECT 1 FROM pay_line l JOIN mission m ON m.id = l.mission_id
        LEFT JOIN certification c ON c.hour_entry_id = l.hour_entry_id
        WHERE l.statement_id = v.statement_id AND v.by_id IN (m.person_id, c.certified_by_id))`,
  });
}
