import { Prisma } from "~/platform/db.server";
import { verifyRows } from "../audit/rows.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";

/** Envelopes, commitments and their lines, read again. */
export const budgetChecks: readonly (() => Promise<Check>)[] = [
  () => verifyRows("envelope_entry"),
  countersAreSums,
  neverExceeded,
  commitmentsAreSums,
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
