import { Prisma } from "~/platform/db.server";
import { verifyRows } from "../audit/rows.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";
import { flatMissions, paidAsAWhole } from "./commands/commit-decided.server";

/** Envelopes, commitments and their lines, read again. */
export const budgetChecks: readonly (() => Promise<Check>)[] = [
  () => verifyRows("envelope_entry"),
  countersAreSums,
  neverExceeded,
  commitmentsAreSums,
  missionsAreCommitted,
  () => nothingWaitsForNothing(),
];

const sums = (of: Prisma.Sql) => Prisma.sql`
  LEFT JOIN LATERAL (SELECT
    coalesce(sum(amount_cents) FILTER (WHERE move = 'DELEGATE'), 0) AS delegated,
    coalesce(sum(amount_cents) FILTER (WHERE move = 'COMMIT'), 0) AS committed,
    coalesce(sum(amount_cents) FILTER (WHERE move = 'RELEASE'), 0) AS released,
    coalesce(sum(amount_cents) FILTER (WHERE move = 'SERVICE_DONE'), 0) AS done,
    coalesce(sum(amount_cents) FILTER (WHERE move = 'PAY'), 0) AS paid,
    coalesce(sum(amount_cents) FILTER (WHERE move = 'COMMIT' AND source_key LIKE 'due:%'), 0) AS due
    FROM envelope_entry WHERE ${of}) s ON true`;

/** The counters of an envelope are the sums of its lines. */
function countersAreSums(): Promise<Check> {
  return invariant("budget.counters", {
    lines: Prisma.sql`envelope`,
    broken: Prisma.sql`
      SELECT 'envelope ' || e.id FROM envelope e ${sums(Prisma.sql`envelope_id = e.id`)}
      WHERE (e.delegated_cents, e.committed_cents, e.service_done_cents, e.paid_cents)
        <> (s.delegated, s.committed - s.released, s.done, s.paid)`,
  });
}

/** BUD-02: what is committed stays within what was given, service done beyond its commitment apart. */
function neverExceeded(): Promise<Check> {
  return invariant("budget.available", {
    lines: Prisma.sql`envelope`,
    broken: Prisma.sql`
      SELECT 'envelope ' || e.id FROM envelope e ${sums(Prisma.sql`envelope_id = e.id`)}
      WHERE s.committed - s.released - s.due > s.delegated`,
  });
}

/** A commitment says what its lines add up to. */
function commitmentsAreSums(): Promise<Check> {
  return invariant("budget.commitments", {
    lines: Prisma.sql`commitment`,
    broken: Prisma.sql`
      SELECT 'commitment ' || c.id FROM commitment c ${sums(Prisma.sql`commitment_id = c.id`)}
      WHERE (c.amount_cents, c.released_cents, c.service_done_cents, c.paid_cents) <> (s.committed, s.released, s.done, s.paid)`,
  });
}

/**
 * What stands for a mission paid as a whole is its amount where it is decided, else what of it was done; each paid part is on
 * it, and service done is counted once. The amount of an HSA is its rate's to say.
 */
function missionsAreCommitted(): Promise<Check> {
  return invariant("budget.missions", {
    lines: Prisma.sql`(SELECT 1 FROM commitment WHERE cohort_id IS NULL)`,
    broken: Prisma.sql`
      SELECT 'mission ' || m.id FROM ${flatMissions}
      WHERE ${paidAsAWhole} AND c.id IS NOT NULL AND (
        (d.decided AND m.amount_cents IS NOT NULL AND d.stands > greatest(m.amount_cents, c.service_done_cents))
        OR (NOT d.decided AND d.stands <> c.service_done_cents)
        OR c.service_done_cents > d.stands OR c.paid_cents > c.service_done_cents
        OR c.paid_cents <> (
          SELECT coalesce(sum(p.amount_cents), 0) FROM pay_line p
            JOIN envelope_entry e ON e.source_key = 'pay:' || p.id
          WHERE p.mission_id = m.id AND p.hour_entry_id IS NULL))`,
  });
}

/** A mission decided is committed where its envelope can hold it, once the catch-up had its time (minutes). */
export function nothingWaitsForNothing(settledMinutes = 60): Promise<Check> {
  return invariant("budget.decided", {
    lines: Prisma.sql`(SELECT 1 FROM mission m WHERE ${paidAsAWhole})`,
    broken: Prisma.sql`
      SELECT 'mission ' || m.id FROM ${flatMissions}
        JOIN place p ON p.id = m.place_id
        JOIN school s ON s.place_id = p.id
        JOIN LATERAL (
          SELECT e.id, e.delegated_cents - e.committed_cents AS available FROM envelope e
          WHERE e.id = c.envelope_id OR (c.id IS NULL AND e.place_id = ANY (p.lineage) AND e.titre2
            AND m.channel::text = ANY (e.natures::text[]) AND e.programme =
              CASE WHEN s.sector = 'PRIVATE_CONTRACT' THEN 139 WHEN s.type = 'ECOLE' THEN 140 ELSE 141 END)
          ORDER BY array_position(p.lineage, e.place_id) DESC, e.exercise, e.id LIMIT 1) e ON true
      WHERE ${paidAsAWhole} AND d.decided AND d.stands < m.amount_cents AND e.available >= m.amount_cents - d.stands
        AND EXISTS (
          SELECT 1 FROM scheduled_run r WHERE r.task = 'budget.commitDecided'
            AND r.created_at < now() - ${settledMinutes} * interval '1 minute'
            AND r.at > greatest(w.at, l.signed_at) AND r.created_at > (
              SELECT max(x.created_at) FROM envelope_entry x WHERE x.envelope_id = e.id AND x.move IN ('DELEGATE', 'RELEASE')))`,
  });
}
