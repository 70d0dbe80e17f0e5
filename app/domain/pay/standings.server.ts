import { Prisma } from "~/platform/db.server";
import type { Period, Standing } from "./reconciliation";
import type { Channel } from "./schema";

/** What a list is narrowed to. */
export type Narrowed = Period & { channel?: Channel | undefined };

/** The line that pays something in a decided or exported statement, else the last that judged it. */
const lineOf = (which: Prisma.Sql) => Prisma.sql`
  SELECT l.id, l.decision, l.amount_cents, l.instalment, l.findings, l.at, st.id AS statement_id, st.number AS statement,
    st.status, st.month
  FROM pay_line l JOIN pay_statement st ON st.id = l.statement_id
  WHERE ${which}
  ORDER BY l.instalment, (l.decision IN ('ACCEPT', 'WARN') AND st.status IN ('DECIDED', 'EXPORTED')) DESC,
    l.created_at DESC, l.id DESC`;

const paidOf = (which: Prisma.Sql) => Prisma.sql`
  SELECT count(*)::int AS lines, coalesce(sum(l.minutes), 0)::int AS minutes, coalesce(sum(l.amount_cents), 0)::int AS cents
  FROM pay_line l JOIN pay_statement st ON st.id = l.statement_id
  WHERE ${which} AND l.decision IN ('ACCEPT', 'WARN') AND st.status IN ('DECIDED', 'EXPORTED')`;

/** The rule that keeps a line: the first of its findings that says what the line says. */
const codeOf = Prisma.sql`(
  SELECT f ->> 'code' FROM json_array_elements(own.findings) f
  WHERE f ->> 'decision' = own.decision::text AND own.decision IN ('HOLD', 'REFUSE') LIMIT 1)`;

/**
 * Every hour of the schools (a table named `school`) in a school year or a month of service, every counter-entry, and every
 * part of an amount that a statement has judged, each with where it stands. An hour is priced by its line, a counter-entry
 * by that of the hour it takes back; what no line has priced has no cents. Asked of missions of one year: never of a history.
 */
export function standings({ schoolYear, month, channel }: Narrowed): Prisma.Sql {
  const ofChannel = channel ? Prisma.sql`AND m.channel = ${channel}::channel` : Prisma.empty;
  const served = month
    ? Prisma.sql`AND h.starts_at BETWEEN to_date(${month}, 'YYYY-MM') - interval '1 day'
          AND to_date(${month}, 'YYYY-MM') + interval '1 month 1 day'
        AND to_char(h.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM') = ${month}`
    : Prisma.empty;
  const ofMonth = month ? Prisma.sql`AND own.month = ${month}` : Prisma.empty;
  return Prisma.sql`
    SELECT m.place_id, h.person_id, m.id AS mission_id, m.title AS mission, m.channel::text AS channel, h.id AS entry_id,
      NULL::smallint AS instalment, h.starts_at AS at, s.time_zone, h.minutes,
      CASE WHEN h.reverses_id IS NULL THEN own.amount_cents ELSE coalesce(own.amount_cents, -was.amount_cents) END AS cents,
      CASE WHEN h.reverses_id IS NULL THEN 'HOUR' ELSE 'COUNTER' END AS kind,
      m.channel IN ('HSE', 'VACATION') AS paid_by_hour, back.id IS NOT NULL AS reversed,
      coalesce(was.decision IN ('ACCEPT', 'WARN') AND was.status IN ('DECIDED', 'EXPORTED'), false) AS takes_back_paid,
      c.decision::text AS certification, c.reason AS refused_because, true AS certified_first,
      d.id IS NOT NULL AS month_declared,
      EXISTS (SELECT 1 FROM hour_contestation x WHERE x.hour_entry_id = h.id) AS contested,
      own.decision::text AS decision, own.status::text AS status, ${codeOf} AS code, own.statement_id, own.statement,
      paid.lines AS paid_lines, paid.minutes AS paid_minutes, paid.cents AS paid_cents,
      paid.minutes = h.minutes AS paid_as_booked
    FROM school s
      JOIN mission m ON m.place_id = s.id AND m.school_year_id = ${schoolYear} ${ofChannel}
      JOIN hour_entry h ON h.mission_id = m.id AND h.role <> 'TRAINEE' ${served}
      LEFT JOIN hour_entry back ON back.reverses_id = h.id
      LEFT JOIN certification c ON c.hour_entry_id = coalesce(h.reverses_id, h.id)
      LEFT JOIN month_declaration d ON d.person_id = h.person_id
        AND d.month = to_char(h.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM')
      LEFT JOIN LATERAL (${lineOf(Prisma.sql`l.hour_entry_id = h.id`)} LIMIT 1) own ON true
      LEFT JOIN LATERAL (${lineOf(Prisma.sql`l.hour_entry_id = h.reverses_id`)} LIMIT 1) was ON true
      CROSS JOIN LATERAL (${paidOf(Prisma.sql`l.hour_entry_id = h.id`)}) paid
    UNION ALL
    SELECT m.place_id, m.person_id, m.id, m.title, m.channel::text, NULL, own.instalment, own.at, s.time_zone, 0,
      own.amount_cents, 'PART', false, false, false,
      CASE WHEN EXISTS (SELECT 1 FROM mission_fact f WHERE f.mission_id = m.id AND f.kind = 'SERVICE_FAIT')
        THEN 'CERTIFIED' END,
      NULL, m.channel = 'IFIC', true, false,
      own.decision::text, own.status::text, ${codeOf}, own.statement_id, own.statement,
      paid.lines, 0, paid.cents, paid.cents = own.amount_cents
    FROM school s
      JOIN mission m ON m.place_id = s.id AND m.school_year_id = ${schoolYear} ${ofChannel}
      CROSS JOIN LATERAL (
        SELECT DISTINCT ON (part.instalment) part.*
        FROM (${lineOf(Prisma.sql`l.mission_id = m.id AND l.hour_entry_id IS NULL`)}) part
        ORDER BY part.instalment, (part.decision IN ('ACCEPT', 'WARN') AND part.status IN ('DECIDED', 'EXPORTED')) DESC,
          part.at DESC, part.id DESC) own
      CROSS JOIN LATERAL (${paidOf(
        Prisma.sql`l.mission_id = m.id AND l.hour_entry_id IS NULL AND l.instalment IS NOT DISTINCT FROM own.instalment`,
      )}) paid
    WHERE true ${ofMonth}`;
}

/** What makes items stand alike: the facts of `Standing` and the code of the rule, in one order. */
export const standingColumns = Prisma.sql`
  kind, paid_by_hour AS "paidByHour", reversed, takes_back_paid AS "takesBackPaid", certification, certified_first AS "certifiedFirst",
  month_declared AS "monthDeclared", contested, decision, status, code, paid_lines AS "paidLines",
  paid_as_booked AS "paidAsBooked"`;
export const standingKeys = Prisma.sql`
  kind, paid_by_hour, reversed, takes_back_paid, certification, certified_first, month_declared, contested, decision, status, code,
  paid_lines, paid_as_booked`;

/** The same facts as one word, to ask the database for the items that stand so. */
export const standingWord = Prisma.sql`md5(row(${standingKeys})::text)`;

export const groupSums = Prisma.sql`
  count(*)::int AS count, coalesce(sum(minutes), 0)::int AS minutes, coalesce(sum(cents), 0)::int AS cents,
  coalesce(sum(minutes) FILTER (WHERE cents IS NULL), 0)::int AS unpriced,
  sum(paid_minutes)::int AS "paidMinutes", sum(paid_cents)::int AS "paidCents"`;

/** One item as it is listed. */
export type Item = Standing & {
  placeId: string;
  personId: string;
  missionId: string;
  mission: string;
  channel: Channel;
  entryId: string | null;
  instalment: number | null;
  at: Date;
  timeZone: string;
  minutes: number;
  cents: number | null;
  code: string | null;
  refusedBecause: string | null;
  statementId: string | null;
  statement: string | null;
};

export const itemColumns = Prisma.sql`
  place_id::text AS "placeId", person_id::text AS "personId", mission_id::text AS "missionId", mission, channel,
  entry_id::text AS "entryId", instalment::int, at, time_zone AS "timeZone", minutes, cents,
  refused_because AS "refusedBecause", statement_id::text AS "statementId", statement, ${standingColumns}`;
