import { db, Prisma } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { verifyRows } from "../audit/rows.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";
import { type ChainEnd, firstBrokenLine, GENESIS_HASH } from "./rules";

const PAGE = 2_000;

/** Jobs may still be under way for a sheet that somebody touched since: it is judged the next time. */
const SETTLED_MINUTES = 10;

/** The ledger, read again. `settledMinutes` 0 judges what was written a moment ago too. */
export const hoursChecks = (settledMinutes = SETTLED_MINUTES): readonly (() => Promise<Check>)[] => [
  () => verifyRows("hour_entry"),
  () => verifyRows("activity_attestation"),
  () => verifyRows("design_work"),
  () => verifyRows("design_attestation"),
  chainsHold,
  () => totalsFollowAttendance(settledMinutes),
  () => plannedFollowProofs(settledMinutes),
  reversalsCancel,
  nobodyTwiceAtOnce,
  minutesAreReal,
  trainersHaveASeal,
];

/** Every ledger recomputed from its first line: against its head, and against the heads that were handed out. */
async function chainsHold(): Promise<Check> {
  const heads = await db.ledgerHead.findMany({ orderBy: [{ academieId: "asc" }, { schoolYearId: "asc" }] });
  const broken: string[] = [];
  let lines = 0;
  for (const { academieId, schoolYearId, nextNumber, lastHash } of heads) {
    const chain = await verifyLedger(academieId, schoolYearId);
    lines += chain.lines;
    const name = `hours.chain: ${academieId} ${schoolYearId}`;
    if (chain.brokenAt !== null) broken.push(`${name} line ${chain.brokenAt}`);
    else if (chain.lines !== nextNumber - 1 || chain.lastHash !== lastHash) broken.push(`${name} head`);
  }
  const moved = await db.$queryRaw<{ name: string }[]>`
    SELECT h.academie_id || ' ' || h.school_year_id || ' line ' || h.number AS name FROM ledger_head_export h
    WHERE h.number > 0 AND NOT EXISTS (SELECT 1 FROM hour_entry e
      WHERE (e.academie_id, e.school_year_id, e.number, e.hash) = (h.academie_id, h.school_year_id, h.number, h.hash))`;
  const headless = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT e.academie_id || ' ' || e.school_year_id || ' has no head' AS name FROM hour_entry e
    WHERE NOT EXISTS (SELECT 1 FROM ledger_head h
      WHERE (h.academie_id, h.school_year_id) = (e.academie_id, e.school_year_id))`;
  return {
    subject: "hours.chain",
    lines,
    broken: [
      ...broken,
      ...moved.map(({ name }) => `hours.chain: exported ${name}`),
      ...headless.map(({ name }) => `hours.chain: ${name}`),
    ],
  };
}

/** Recomputes a ledger from its first line; `brokenAt` is the first one that does not follow. Page by page. */
export async function verifyLedger(academieId: string, schoolYearId: string) {
  let end: ChainEnd = { number: 0, hash: GENESIS_HASH };
  for (;;) {
    const entries = await db.hourEntry.findMany({
      where: { academieId, schoolYearId, number: { gt: end.number } },
      orderBy: { number: "asc" },
      take: PAGE,
    });
    const last = entries.at(-1);
    if (!last) return { lines: end.number, lastHash: end.hash, brokenAt: null };
    const brokenAt = firstBrokenLine(entries, sha256, end);
    if (brokenAt !== null)
      return { lines: await db.hourEntry.count({ where: { academieId, schoolYearId } }), lastHash: end.hash, brokenAt };
    end = { number: last.number, hash: last.hash };
  }
}

/** What stands of a trainee's séance is its planned minutes while her last line says present, and nothing otherwise. */
function totalsFollowAttendance(settledMinutes: number): Promise<Check> {
  return invariant("hours.totals", {
    lines: Prisma.sql`hour_entry`,
    broken: Prisma.sql`
      WITH last_line AS (
        SELECT DISTINCT ON (p.sheet_id, p.enrolment_id) p.sheet_id, n.person_id, p.sign
        FROM presence p JOIN enrolment n ON n.id = p.enrolment_id
        ORDER BY p.sheet_id, p.enrolment_id, p.seq DESC),
      due AS (
        SELECT l.sheet_id, l.person_id, sum(extract(epoch FROM s.ends_at - s.starts_at)::int / 60) AS minutes
        FROM last_line l JOIN attendance_sheet a ON a.id = l.sheet_id JOIN seance s ON s.id = a.seance_id
        JOIN scheduled_run r ON r.task = 'hours.sheetBooked' AND r.period = a.id::text
        WHERE l.sign = 1 AND a.status = 'SEALED' AND l.person_id <> s.trainer_id GROUP BY 1, 2),
      written AS (SELECT sheet_id, person_id, sum(minutes) AS minutes FROM hour_entry
        WHERE role = 'TRAINEE' AND source = 'SHEET' GROUP BY 1, 2)
      SELECT 'sheet ' || sheet_id || ' person ' || person_id || ': ' || coalesce(written.minutes, 0) || ' min, signed '
        || coalesce(due.minutes, 0)
      FROM due FULL JOIN written USING (sheet_id, person_id)
      WHERE coalesce(due.minutes, 0) <> coalesce(written.minutes, 0)
        -- Left out because the person was booked elsewhere (HRS-01): said in the audit.
        AND NOT (coalesce(written.minutes, 0) = 0 AND EXISTS (SELECT 1 FROM audit_event v
          WHERE v.action = 'hours.overlap' AND v.subject = 'sheet'
            AND v.subject_id = coalesce(due.sheet_id, written.sheet_id)::text
            AND v.facts->>'personId' = coalesce(due.person_id, written.person_id)::text))
        AND NOT EXISTS (SELECT 1 FROM presence p WHERE p.sheet_id = coalesce(due.sheet_id, written.sheet_id)
          AND p.sealed_at > now() - make_interval(mins => ${settledMinutes}::int))`,
  });
}

/** An attestation that stands, of an activity or a work, is its minutes in the ledger; a withdrawn one is nothing. */
function plannedFollowProofs(settledMinutes: number): Promise<Check> {
  return invariant("hours.planned", {
    lines: Prisma.sql`(SELECT 1 FROM hour_entry WHERE source <> 'SHEET')`,
    broken: Prisma.sql`
      SELECT 'activity_attestation ' || t.id FROM activity_attestation t
      WHERE (SELECT coalesce(sum(e.minutes), 0) FROM hour_entry e WHERE e.activity_attestation_id = t.id)
          <> CASE WHEN activity_withdrawn(t.id) THEN 0 ELSE t.minutes END
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.payload->>'attestationId' = t.id::text
          AND o.created_at > now() - make_interval(mins => ${settledMinutes}::int))
      UNION ALL
      SELECT 'hour_entry ' || e.id FROM hour_entry e JOIN activity_attestation t ON t.id = e.activity_attestation_id
        JOIN enrolment n ON n.id = t.enrolment_id
      WHERE (e.person_id, e.enrolment_id, abs(e.minutes)) IS DISTINCT FROM (n.person_id, t.enrolment_id, t.minutes)
      UNION ALL
      SELECT 'design_work ' || w.id FROM design_work w
        LEFT JOIN design_attestation a ON a.design_work_id = w.id AND a.decision = 'ATTESTED'
        LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE e.source_key = 'design:' || w.id) AS first, sum(e.minutes) AS minutes
          FROM hour_entry e WHERE e.design_work_id = w.id) l ON true
      WHERE l.first <> (CASE WHEN a.id IS NULL THEN 0 ELSE 1 END) OR coalesce(l.minutes, 0) > w.minutes
        OR a.attested_by_id = w.declared_by_id`,
  });
}

/** A counter-entry is its line with the opposite minutes, and comes after it; an approved correction wrote what it says. */
function reversalsCancel(): Promise<Check> {
  return invariant("hours.reversals", {
    lines: Prisma.sql`(SELECT 1 FROM hour_entry WHERE reverses_id IS NOT NULL)`,
    broken: Prisma.sql`
      SELECT 'hour_entry ' || r.id FROM hour_entry r LEFT JOIN hour_entry e ON e.id = r.reverses_id
      WHERE (r.reverses_id IS NOT NULL OR r.minutes < 0) AND (
        e.id IS NULL OR r.minutes <> -e.minutes OR r.number <= e.number OR e.reverses_id IS NOT NULL
        OR (r.person_id, r.role, r.sheet_id, r.starts_at, r.ends_at, r.academie_id, r.school_year_id)
          IS DISTINCT FROM (e.person_id, e.role, e.sheet_id, e.starts_at, e.ends_at, e.academie_id, e.school_year_id)
        OR (r.source, r.activity_attestation_id, r.design_work_id)
          IS DISTINCT FROM (e.source, e.activity_attestation_id, e.design_work_id)
        OR r.mission_id IS DISTINCT FROM e.mission_id)
      UNION ALL
      SELECT 'hour_correction ' || c.id FROM hour_correction c LEFT JOIN hour_entry n ON n.id = c.new_entry_id
      WHERE c.status = 'APPROVED' AND (coalesce(n.minutes, 0) <> c.true_minutes
        OR NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = c.hour_entry_id))`,
  });
}

/** HRS-01: of the lines of séances that stand, no two of one person overlap, and each holds its interval. */
function nobodyTwiceAtOnce(): Promise<Check> {
  return invariant("hours.overlaps", {
    lines: Prisma.sql`booked_interval`,
    broken: Prisma.sql`
      WITH standing AS (
        SELECT e.id, e.person_id, e.starts_at, e.ends_at FROM hour_entry e
        WHERE e.source = 'SHEET' AND e.minutes > 0
          AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = e.id))
      SELECT 'hour_entry ' || a.id || ' and ' || b.id FROM standing a JOIN hour_entry b ON b.person_id = a.person_id
        AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at AND b.id > a.id
      WHERE b.source = 'SHEET' AND b.minutes > 0 AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = b.id)
      UNION ALL
      SELECT 'hour_entry ' || coalesce(s.id, i.hour_entry_id) || ' and its interval'
      FROM standing s FULL JOIN booked_interval i ON i.hour_entry_id = s.id
      WHERE (s.person_id, s.starts_at, s.ends_at) IS DISTINCT FROM (i.person_id, i.starts_at, i.ends_at)`,
  });
}

/** Minutes are real ones, nights of a change of hour included, and those of the séance. */
function minutesAreReal(): Promise<Check> {
  return invariant("hours.durations", {
    lines: Prisma.sql`hour_entry`,
    broken: Prisma.sql`
      SELECT 'hour_entry ' || e.id FROM hour_entry e JOIN seance s ON s.id = e.seance_id
      WHERE abs(e.minutes) * 60 > extract(epoch FROM e.ends_at - e.starts_at)
        OR e.starts_at < s.starts_at OR e.ends_at > s.ends_at`,
  });
}

/** A trainer's line stands on a sealed sheet of a séance that took place, and on a mission of hers; so does design on its work. */
function trainersHaveASeal(): Promise<Check> {
  return invariant("hours.proofs", {
    lines: Prisma.sql`hour_entry`,
    broken: Prisma.sql`
      SELECT 'hour_entry ' || e.id FROM hour_entry e JOIN attendance_sheet a ON a.id = e.sheet_id
        LEFT JOIN mission m ON m.id = e.mission_id
      WHERE a.status <> 'SEALED' OR a.seance_id <> e.seance_id OR (e.role <> 'TRAINEE' AND m.person_id <> e.person_id)
      UNION ALL
      SELECT 'hour_entry ' || e.id FROM hour_entry e JOIN design_work w ON w.id = e.design_work_id
        JOIN mission m ON m.id = e.mission_id
      WHERE w.mission_id <> e.mission_id OR m.person_id <> e.person_id OR w.declared_by_id <> e.person_id`,
  });
}
