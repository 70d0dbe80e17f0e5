import { withClient } from "../../../prisma/adapter";
import { hseRates } from "../../../prisma/frameworks/hse-rates";

/** How large the invented country is. `sheets` stand in ten months; each has `trainees` presences. */
export type Size = { academies: number; people: number; presences: number; trainees: number };

export const MONTHS = 10;
export const YEAR = "2012-2013";
/** The month that is drafted: the last of the school year; the nine before it were paid. */
export const MONTH = "2013-06";

type Counts = Size & { trainers: number; cohorts: number };

/** A trainer leads cohorts of one séance a month; a school has one head and two trainers, everybody else learns. */
export function countsOf(size: Size): Counts {
  const cohorts = Math.round(size.presences / size.trainees / MONTHS);
  return { ...size, cohorts, trainers: Math.round(size.people / 12) };
}

/**
 * Fills a migrated database with the school year of a whole country, as rows that booking, certifying and exporting leave
 * behind. Triggers and foreign keys are off meanwhile: the rows are right by construction, and a million of them is soon there.
 */
export async function makeWorld(superuserUrl: string, size: Size): Promise<void> {
  const counts = countsOf(size);
  await withClient(superuserUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    for (const sql of [...places, ...people, ...work, ...sheets, ...ledger, ...money, ...paid])
      await client.query(fill(sql, counts));
    await client.query(
      `INSERT INTO rate_row (id, channel, corps, grade, hourly_cents, yearly_cents, first_yearly_cents, valid_from, valid_to, source, rounding)
       SELECT gen_random_uuid(), r.channel::channel, r.corps::corps, r.grade::grade, r."hourlyCents", r."yearlyCents",
         r."firstYearlyCents", r."validFrom", r."validTo", r.source, r.rounding
       FROM json_to_recordset($1) AS r(channel text, corps text, grade text, "hourlyCents" int, "yearlyCents" int,
         "firstYearlyCents" int, "validFrom" date, "validTo" date, source text, rounding text)`,
      [JSON.stringify(hseRates)],
    );
    await client.query(
      "UPDATE business_clock SET offset_ms = (extract(epoch FROM '2013-07-03 08:00+02'::timestamptz) - extract(epoch FROM now())) * 1000",
    );
    await client.query("VACUUM ANALYZE");
  });
}

/** `:name` becomes the count. Identifiers are drawn in order, as the product's are: a kind and a number. */
const fill = (sql: string, counts: Counts): string =>
  sql.replaceAll(/(?<!:):(academies|people|trainees|trainers|cohorts)\b/g, (_, name: keyof Counts) =>
    String(counts[name]),
  );

const places = [
  `CREATE OR REPLACE FUNCTION bench_id(kind int, n bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
     $$ SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`,
  `INSERT INTO school_year (id, starts_on, ends_on, source) VALUES ('${YEAR}', '2012-09-04', '2013-07-06', 'bench')`,
  `INSERT INTO place (id, kind, code, name, lineage, valid_from)
     VALUES (bench_id(1, 0), 'NATION', 'FR', 'France', ARRAY[bench_id(1, 0)], '1990-01-01')`,
  `INSERT INTO place (id, kind, code, name, parent_id, lineage, valid_from)
     SELECT bench_id(2, n), 'ACADEMIE', 'B' || n, 'Académie ' || n, bench_id(1, 0), ARRAY[bench_id(1, 0), bench_id(2, n)], '1990-01-01'
     FROM generate_series(0, :academies - 1) n`,
  `INSERT INTO place (id, kind, code, name, parent_id, lineage, valid_from)
     SELECT bench_id(3, n), 'SCHOOL', 'S' || n, 'Collège ' || n, bench_id(2, n % :academies),
       ARRAY[bench_id(1, 0), bench_id(2, n % :academies), bench_id(3, n)], '1990-01-01'
     FROM generate_series(0, :trainers / 2 - 1) n`,
  `INSERT INTO school (place_id, uai, type, sector, town)
     SELECT bench_id(3, n), lpad(n::text, 7, '0') || substr('ABCDEFGHJKLMNPRSTUVWXYZ', n % 23 + 1, 1), 'COLLEGE', 'PUBLIC', '' FROM generate_series(0, :trainers / 2 - 1) n`,
];

// Numbers of persons: trainers first, then heads, then trainees.
const people = [
  `INSERT INTO person (id, given_name, family_name, email, fictional)
     SELECT bench_id(4, n), 'Prénom' || n, 'Nom' || n, 'p' || n || '@example.test', true FROM generate_series(0, :people - 1) n`,
  `INSERT INTO career (id, person_id, category, corps, grade, valid_from)
     SELECT bench_id(5, n), bench_id(4, n), 'TEACHER', (ARRAY['CERTIFIE', 'PLP', 'AGREGE']::corps[])[1 + n % 3],
       (ARRAY['CN', 'HC']::grade[])[1 + n / 3 % 2], '2000-09-01'
     FROM generate_series(0, :people - 1) n`,
  `INSERT INTO role_assignment (id, person_id, role, place_id, valid_from)
     SELECT bench_id(6, n), bench_id(4, n), CASE WHEN n < :trainers THEN 'TEACHER' ELSE 'HEAD' END::role,
       bench_id(3, n % (:trainers / 2)), '2010-09-01'
     FROM generate_series(0, :trainers * 3 / 2 - 1) n`,
];

const vacation = "(t / 7 % 10 >= 7)";
const work = [
  `INSERT INTO channel_opening (id, academie_id, school_year_id, channel, decided_on, reason, at, decided_by_id)
     SELECT bench_id(7, n), bench_id(2, n), '${YEAR}', 'HSE', '2012-09-10', 'bench', '2012-09-10', bench_id(4, 0)
     FROM generate_series(0, :academies - 1) n`,
  `INSERT INTO mission (id, person_id, place_id, school_year_id, kind, title, channel, planned_minutes, level, rate_cents, at, created_by_id)
     SELECT bench_id(8, t), bench_id(4, t), bench_id(3, t % (:trainers / 2)), '${YEAR}', 'TRAINING', 'Former des collègues',
       CASE WHEN ${vacation} THEN 'VACATION' ELSE 'HSE' END::channel, 6000,
       CASE WHEN ${vacation} THEN 'approfondissement' END, CASE WHEN ${vacation} THEN 4500 END, '2012-09-12', bench_id(4, 0)
     FROM generate_series(0, :trainers - 1) t`,
  `INSERT INTO mission_letter (id, mission_id, number, status, tasks, starts_on, ends_on, issued_at, issued_by_id, signed_at, signed_by_id, hash)
     SELECT bench_id(9, t), bench_id(8, t), '2012-B-' || t, 'SIGNED', '[{"label":"Animer les séances","minutes":6000}]',
       '2012-09-04', '2013-07-06', '2012-09-13', bench_id(4, 0), '2012-09-14', bench_id(4, 0), ''
     FROM generate_series(0, :trainers - 1) t`,
  `INSERT INTO path (id, code, title, summary, origin) VALUES (bench_id(10, 0), 'bench', 'Parcours', '', 'bench')`,
  `INSERT INTO path_version (id, path_id, number, published_at) VALUES (bench_id(11, 0), bench_id(10, 0), 1, '2012-09-01')`,
  `INSERT INTO cohort (id, path_version_id, place_id, school_year_id, title, status, referent_id, mission_id, opened_at, created_by_id)
     SELECT bench_id(12, c), bench_id(11, 0), bench_id(3, c % :trainers % (:trainers / 2)), '${YEAR}', 'Session ' || c, 'OPEN',
       bench_id(4, c % :trainers), bench_id(8, c % :trainers), '2012-09-15', bench_id(4, c % :trainers)
     FROM generate_series(0, :cohorts - 1) c`,
  `INSERT INTO enrolment (id, cohort_id, person_id, email, status)
     SELECT bench_id(13, c * :trainees + k), bench_id(12, c),
       bench_id(4, :trainers * 3 / 2 + (c * :trainees + k) % (:people - :trainers * 3 / 2)), 'e' || k || '@example.test', 'ENROLLED'
     FROM generate_series(0, :cohorts::bigint - 1) c, generate_series(0, :trainees - 1) k`,
];

// The n-th séance, that of cohort c in month m. Rows are laid down month by month and numbered so, as a year goes by: those of
// one month lie together. The two cohorts of a trainer meet at other hours.
const nth = "(m * :cohorts::bigint + c)";
const day = "('2012-09-01'::date + m * interval '1 month' + (2 + c % 24) * interval '1 day')::date";
const start = `((${day} + interval '8 hour' + c / :trainers % 3 * interval '4 hour') AT TIME ZONE 'Europe/Paris')`;
const everySeance = "generate_series(0, 9) m, generate_series(0, :cohorts::bigint - 1) c";
const inOrder = "ORDER BY m, c";
const sheets = [
  `INSERT INTO seance (id, cohort_id, title, modality, place_id, starts_at, ends_at, trainer_id, created_by_id)
     SELECT bench_id(14, ${nth}), bench_id(12, c), 'Regroupement', 'ON_SITE', bench_id(3, c % :trainers % (:trainers / 2)),
       ${start}, ${start} + interval '3 hour', bench_id(4, c % :trainers), bench_id(4, c % :trainers)
     FROM ${everySeance} ${inOrder}`,
  `INSERT INTO attendance_sheet (id, seance_id, half_day, status, closed_at, closed_by_id, declared, content, hash, signature,
       signing_key_id, sealed_at, digest)
     SELECT bench_id(15, ${nth}), bench_id(14, ${nth}), 'MORNING', 'SEALED', ${start} + interval '3 hour',
       bench_id(4, c % :trainers), :trainees, '{}', '', '', bench_id(0, 0), now(), ''
     FROM ${everySeance} ${inOrder}`,
  `INSERT INTO presence (id, sheet_id, enrolment_id, seq, sign, proof, at, by_id, reason)
     SELECT bench_id(16, ${nth} * :trainees + k), bench_id(15, ${nth}), bench_id(13, c * :trainees + k), 1, 1,
       CASE WHEN k = 0 THEN 'TICK' ELSE 'QR' END::presence_proof, ${start} + interval '5 minute', bench_id(4, c % :trainers),
       CASE WHEN k = 0 THEN 'Tablette déchargée' END
     FROM ${everySeance}, generate_series(0, :trainees - 1) k ${inOrder}, k`,
];

// Line 0 of a sheet is the trainer's, then one for each trainee.
const ledger = [
  `INSERT INTO hour_entry (id, academie_id, school_year_id, number, person_id, role, minutes, modality, starts_at, ends_at,
       seance_id, sheet_id, enrolment_id, mission_id, source_key, rule_version, at, previous_hash, hash)
     SELECT bench_id(17, ${nth} * 100 + k), bench_id(2, c % :trainers % (:trainers / 2) % :academies), '${YEAR}',
       row_number() OVER (PARTITION BY c % :trainers % (:trainers / 2) % :academies ORDER BY m, c, k),
       CASE WHEN k = 0 THEN bench_id(4, c % :trainers)
         ELSE bench_id(4, :trainers * 3 / 2 + (c * :trainees + k - 1) % (:people - :trainers * 3 / 2)) END,
       CASE WHEN k = 0 THEN 'TRAINER' ELSE 'TRAINEE' END::hour_role, 180, 'ON_SITE', ${start}, ${start} + interval '3 hour',
       bench_id(14, ${nth}), bench_id(15, ${nth}), CASE WHEN k > 0 THEN bench_id(13, c * :trainees + k - 1) END,
       CASE WHEN k = 0 THEN bench_id(8, c % :trainers) END, 'bench:' || ${nth} || ':' || k, 'bench', ${start} + interval '3 hour', '', ''
     FROM ${everySeance}, generate_series(0, :trainees) k ${inOrder}, k`,
  `INSERT INTO booked_interval (hour_entry_id, person_id, starts_at, ends_at)
     SELECT id, person_id, starts_at, ends_at FROM hour_entry WHERE role = 'TRAINER' ORDER BY id`,
  `INSERT INTO certification (id, hour_entry_id, decision, certified_by_id, at)
     SELECT bench_id(18, ${nth}), bench_id(17, ${nth} * 100), 'CERTIFIED',
       bench_id(4, :trainers + c % :trainers % (:trainers / 2)), ${start} + interval '27 hour'
     FROM ${everySeance} ${inOrder}`,
];

const money = [
  `INSERT INTO envelope (id, place_id, exercise, programme, titre2, label, delegated_cents)
     SELECT bench_id(19, n), bench_id(2, n), 2012, 141, true, 'Formation', 2000000000 FROM generate_series(0, :academies - 1) n`,
  `INSERT INTO commitment (id, envelope_id, cohort_id, mission_id, nature, minutes, amount_cents, at, created_by_id)
     SELECT bench_id(20, c), bench_id(19, c % :trainers % (:trainers / 2) % :academies), bench_id(12, c), bench_id(8, c % :trainers),
       m.channel::text::nature, 1800, 120000, '2012-09-15', bench_id(4, 0)
     FROM generate_series(0, :cohorts - 1) c JOIN mission m ON m.id = bench_id(8, c % :trainers)`,
];

// The nine months before were exported: their lines stand, and cost must not grow with them.
const paid = [
  `INSERT INTO pay_statement (id, academie_id, month, channel, number, status, drafted_at, sealed_at, digest)
     SELECT bench_id(21, (n * 10 + m) * 2 + (channel = 'HSE')::int), bench_id(2, n), to_char('2012-09-01'::date + m * interval '1 month', 'YYYY-MM'),
       channel, channel || '-' || n || '-' || m, 'EXPORTED', '2013-06-10', now(), ''
     FROM generate_series(0, :academies - 1) n, generate_series(0, 8) m, unnest(ARRAY['HSE', 'VACATION']::channel[]) channel`,
  `INSERT INTO pay_line (id, statement_id, mission_id, hour_entry_id, minutes, amount_cents, decision, findings, inputs, rule_version, at, sealed_at, digest)
     SELECT bench_id(22, ${nth}), bench_id(21, (c % :trainers % (:trainers / 2) % :academies * 10 + m) * 2 + (i.channel = 'HSE')::int),
       i.id, bench_id(17, ${nth} * 100), 180, 12000, 'ACCEPT', '[]', '{}', 'bench', '2013-06-10', now(), ''
     FROM generate_series(0, :cohorts::bigint - 1) c JOIN mission i ON i.id = bench_id(8, c % :trainers), generate_series(0, 8) m
     ${inOrder}`,
  `INSERT INTO hour_to_pay (hour_entry_id, academie_id, channel, person_id, starts_at)
     SELECT h.id, h.academie_id, m.channel, h.person_id, h.starts_at FROM hour_entry h JOIN mission m ON m.id = h.mission_id
     WHERE NOT EXISTS (SELECT FROM pay_line l WHERE l.hour_entry_id = h.id)`,
  `INSERT INTO statement_run (id, month, total, started_at, finished_at)
     SELECT bench_id(23, m), to_char('2012-09-01'::date + m * interval '1 month', 'YYYY-MM'), 60, '2013-06-10', '2013-06-10'
     FROM generate_series(0, 8) m`,
];
