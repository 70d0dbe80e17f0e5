import { Prisma, type Tx } from "~/platform/db.server";

/** What a month still waits for in a school; a closing leaves it behind. */
export type LeftBehind = {
  schoolId: string;
  school: string;
  /** Hours that nobody certified or refused. */
  hours: number;
  minutes: number;
  /** Sheets of past séances that nobody closed: their hours are not even in the ledger. */
  sheets: number;
  contested: number;
  undeclared: number;
};

/** By school of a place, those that miss nothing left out. Three sums, whatever the history. */
export async function listLeftBehind(tx: Tx, placeId: string, month: string): Promise<LeftBehind[]> {
  return tx.$queryRaw<LeftBehind[]>`
    WITH school AS (
      SELECT id, name, time_zone FROM place WHERE kind = 'SCHOOL' AND lineage @> ARRAY[${placeId}::uuid]
    ), bounds AS (
      SELECT to_date(${month}, 'YYYY-MM') - interval '1 day' AS first, to_date(${month}, 'YYYY-MM') + interval '1 month 1 day' AS last
    ), paid AS (
      SELECT m.place_id, h.id, h.person_id, h.minutes, c.id IS NULL AS waits,
        EXISTS (SELECT 1 FROM hour_contestation x WHERE x.hour_entry_id = h.id) AS contested
      FROM bounds, hour_entry h
        JOIN mission m ON m.id = h.mission_id JOIN school s ON s.id = m.place_id
        LEFT JOIN certification c ON c.hour_entry_id = h.id
      WHERE h.role <> 'TRAINEE' AND h.reverses_id IS NULL
        AND h.starts_at BETWEEN bounds.first AND bounds.last
        AND to_char(h.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM') = ${month}
        AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = h.id)
    ), by_hour AS (
      SELECT place_id, count(*) FILTER (WHERE waits) AS hours, coalesce(sum(minutes) FILTER (WHERE waits), 0) AS minutes,
        count(*) FILTER (WHERE contested) AS contested,
        count(DISTINCT person_id) FILTER (WHERE NOT EXISTS (
          SELECT 1 FROM month_declaration d WHERE d.person_id = paid.person_id AND d.month = ${month})) AS undeclared
      FROM paid GROUP BY place_id
    ), by_sheet AS (
      SELECT k.place_id, count(*) AS sheets
      FROM bounds, seance n JOIN cohort k ON k.id = n.cohort_id JOIN school s ON s.id = k.place_id
        JOIN attendance_sheet a ON a.seance_id = n.id
      WHERE n.status = 'PLANNED' AND k.status = 'OPEN' AND a.status = 'OPEN' AND n.ends_at <= business_now()
        AND n.starts_at BETWEEN bounds.first AND bounds.last
        AND to_char(n.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM') = ${month}
      GROUP BY k.place_id
    )
    SELECT s.id::text AS "schoolId", s.name AS school, coalesce(h.hours, 0)::int AS hours,
      coalesce(h.minutes, 0)::int AS minutes, coalesce(n.sheets, 0)::int AS sheets,
      coalesce(h.contested, 0)::int AS contested, coalesce(h.undeclared, 0)::int AS undeclared
    FROM school s LEFT JOIN by_hour h ON h.place_id = s.id LEFT JOIN by_sheet n ON n.place_id = s.id
    WHERE coalesce(h.hours, 0) + coalesce(n.sheets, 0) + coalesce(h.contested, 0) + coalesce(h.undeclared, 0) > 0
    ORDER BY s.name, s.id`;
}

/**
 * People with an hour of the month, in a school of the place, that nobody has certified or refused; `saidBy`: only where
 * that word is the last one said of the month.
 */
export async function uncertifiedPeople(
  tx: Tx,
  placeId: string,
  month: string,
  { saidBy }: { saidBy?: bigint } = {},
): Promise<string[]> {
  const standing =
    saidBy === undefined
      ? Prisma.sql`true`
      : Prisma.sql`${saidBy} = (SELECT max(e.id) FROM month_closing_event e WHERE e.month = ${month} AND e.place_id = ANY (s.lineage))`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT h.person_id::text AS id
    FROM place s JOIN mission m ON m.place_id = s.id JOIN hour_entry h ON h.mission_id = m.id
    WHERE s.kind = 'SCHOOL' AND s.lineage @> ARRAY[${placeId}::uuid] AND h.role <> 'TRAINEE' AND h.reverses_id IS NULL
      AND h.starts_at BETWEEN to_date(${month}, 'YYYY-MM') - interval '1 day' AND to_date(${month}, 'YYYY-MM') + interval '1 month 1 day'
      AND to_char(h.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM') = ${month}
      AND NOT EXISTS (SELECT 1 FROM certification c WHERE c.hour_entry_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = h.id) AND ${standing}
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}
