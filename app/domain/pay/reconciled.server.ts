import { translator } from "~/i18n/catalogue";
import { businessNow } from "~/platform/clock.server";
import { db, Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { addMonths, localDay } from "../calendar";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { decimal, toCsv } from "./csv";
import type { Named } from "./files.server";
import { statementReaders } from "./policy";
import { type Cause, causes, isOpen, RECONCILE_AFTER_DAYS, RECONCILE_UNCLOSED_DAYS } from "./reconciliation";
import { cellText, hoursCell } from "./table";

/** Months of académies to reconcile and not asked for yet. An académie without a ledger or a statement has nothing to say. */
export async function listMonthsToReconcile(): Promise<{ academieId: string; month: string }[]> {
  return db.$queryRaw<{ academieId: string; month: string }[]>`
    SELECT DISTINCT a.id::text AS "academieId", m.month
    FROM (SELECT y.id AS year, to_char(day, 'YYYY-MM') AS month, day FROM school_year y, generate_series(
        date_trunc('month', y.starts_on::timestamp), date_trunc('month', y.ends_on::timestamp), interval '1 month') AS day) m
      JOIN place a ON a.kind = 'ACADEMIE'
      LEFT JOIN LATERAL (
        SELECT e.effective_at FROM month_closing_event e
        WHERE e.month = m.month AND e.place_id = ANY (a.lineage) ORDER BY e.id DESC LIMIT 1) word ON true
    WHERE coalesce(
        word.effective_at + ${RECONCILE_AFTER_DAYS} * interval '1 day',
        (m.day + interval '1 month' + ${RECONCILE_UNCLOSED_DAYS} * interval '1 day') AT TIME ZONE a.time_zone
      ) <= business_now()
      AND (EXISTS (SELECT 1 FROM ledger_head l WHERE l.academie_id = a.id AND l.school_year_id = m.year)
        OR EXISTS (SELECT 1 FROM pay_statement s WHERE s.academie_id = a.id AND s.month = m.month))
      AND NOT EXISTS (SELECT 1 FROM scheduled_run r WHERE r.task = 'pay.reconcile' AND r.period = a.id || ':' || m.month)
    ORDER BY 2, 1`;
}

const open = causes.filter(isOpen);

/** Paid or taken back since: what a difference waited for has come. */
const settledSince = Prisma.sql`(
  EXISTS (SELECT 1 FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
    WHERE l.hour_entry_id IS NOT DISTINCT FROM d.hour_entry_id AND l.mission_id = d.mission_id
      AND l.instalment IS NOT DISTINCT FROM d.instalment AND l.decision IN ('ACCEPT', 'WARN') AND s.status = 'EXPORTED')
  OR EXISTS (SELECT 1 FROM hour_entry back WHERE back.reverses_id = d.hour_entry_id))`;

/** What stands open of the reconciliations of the last twelve months, for whoever follows the pay of an académie. */
export async function openDifferences(actor: Actor): Promise<{ count: number; minutes: number; unexplained: number }> {
  const places = placeIdsOf(actor, statementReaders);
  if (places.length === 0) return { count: 0, minutes: 0, unexplained: 0 };
  const since = addMonths(localDay(await businessNow(), "Europe/Paris").slice(0, 7), -12);
  const [row] = await db.$queryRaw<{ count: number; minutes: number; unexplained: number }[]>`
    SELECT count(*)::int AS count, coalesce(sum(d.minutes), 0)::int AS minutes,
      (count(*) FILTER (WHERE d.cause = 'UNEXPLAINED'))::int AS unexplained
    FROM reconciliation_run r JOIN place a ON a.id = r.academie_id JOIN reconciliation_difference d ON d.run_id = r.id
    WHERE a.lineage && ${places}::uuid[] AND r.month >= ${since} AND r.finished_at IS NOT NULL
      AND d.cause = ANY (${open}) AND (d.cause = 'UNEXPLAINED' OR NOT ${settledSince})`;
  return row ?? { count: 0, minutes: 0, unexplained: 0 };
}

/** The reconciliations written down, latest first, with what each found and what of it is open today; null where none is hers. */
export async function listReconciled(actor: Actor) {
  const places = placeIdsOf(actor, statementReaders);
  if (places.length === 0) return null;
  return db.$queryRaw<
    { id: string; month: string; academie: string; at: Date; count: number; minutes: number; openCount: number }[]
  >`
    SELECT r.id::text, r.month, a.name AS academie, r.finished_at AS at, count(d.id)::int AS count,
      coalesce(sum(d.minutes), 0)::int AS minutes,
      (count(d.id) FILTER (WHERE d.cause = ANY (${open}) AND (d.cause = 'UNEXPLAINED' OR NOT ${settledSince})))::int AS "openCount"
    FROM (SELECT r.* FROM reconciliation_run r JOIN place a ON a.id = r.academie_id
        WHERE a.lineage && ${places}::uuid[] AND r.finished_at IS NOT NULL ORDER BY r.month DESC, r.id LIMIT 12) r
      JOIN place a ON a.id = r.academie_id LEFT JOIN reconciliation_difference d ON d.run_id = r.id
    GROUP BY r.id, r.month, a.name, r.finished_at ORDER BY r.month DESC, a.name`;
}

const columns = [
  "school",
  "person",
  "mission",
  "channel",
  "service",
  "hours",
  "amount",
  "cause",
  "code",
  "entry",
] as const;

/** What a reconciliation found, line by line. @throws not_found outside the académies whose statements the actor reads */
export async function reconciledCsv(actor: Actor, runId: string): Promise<Named> {
  const run = await db.reconciliationRun.findFirst({
    where: {
      id: runId,
      finishedAt: { not: null },
      academie: { lineage: { hasSome: placeIdsOf(actor, statementReaders) } },
    },
    select: { id: true, month: true, academie: { select: { code: true } } },
  });
  if (!run) throw refuse("not_found", "pay.notFound");
  const rows = await db.reconciliationDifference.findMany({
    where: { runId },
    orderBy: [{ mission: { place: { name: "asc" } } }, { mission: { person: { familyName: "asc" } } }, { id: "asc" }],
    include: {
      mission: {
        select: {
          title: true,
          channel: true,
          place: { select: { name: true, timeZone: true } },
          person: { select: { givenName: true, familyName: true } },
        },
      },
      hourEntry: { select: { number: true, startsAt: true } },
    },
  });
  const t = translator(actor.locale);
  const lines = rows.map(({ mission, hourEntry, minutes, amountCents, cause, code }) => [
    mission.place.name,
    nameOf(mission.person),
    mission.title,
    t(`mission.channel.${mission.channel}`),
    hourEntry ? localDay(hourEntry.startsAt, mission.place.timeZone) : "",
    hourEntry ? cellText(hoursCell(minutes)) : "",
    amountCents === null ? "" : decimal(amountCents),
    t(`reconciliation.cause.${cause as Cause}`),
    code ?? "",
    hourEntry ? String(hourEntry.number) : "",
  ]);
  const header = columns.map((key) => t(`reconciliation.csv.${key}`));
  return { name: `rapprochement-${run.academie.code}-${run.month}.csv`, file: toCsv([header, ...lines]) };
}
