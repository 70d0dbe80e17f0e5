import type pg from "pg";
import { MONTH } from "./world";

/** Everything as before the month was drafted, other months untouched. */
export async function undraft(client: pg.Client): Promise<void> {
  await client.query(`
    SET session_replication_role = replica;
    DELETE FROM statement_item;
    DELETE FROM statement_run WHERE month = '${MONTH}';
    DELETE FROM statement_event;
    DELETE FROM pay_line l USING pay_statement s WHERE s.id = l.statement_id AND s.month = '${MONTH}';
    DELETE FROM pay_statement WHERE month = '${MONTH}';
    SET session_replication_role = DEFAULT;`);
  for (const table of ["pay_line", "pay_statement", "statement_item"]) await client.query(`VACUUM ANALYZE ${table}`);
}

const LINES = `id, statement_id, mission_id, hour_entry_id, instalment, minutes, rate_row_id, amount_cents, decision, findings,
  inputs, rule_version, at`;

/** The lines of the month beside their table, what they were judged on as text. */
export const keepLines = (client: pg.Client) =>
  client.query(`
    CREATE TEMPORARY TABLE kept AS
      SELECT row_number() OVER (ORDER BY md5(l.id::text)) AS n, l.*, l.findings::text AS said, l.inputs::text AS facts
    FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id WHERE s.month = '${MONTH}';
    CREATE UNIQUE INDEX ON kept (n);
    ANALYZE kept`);

export async function removeLines(client: pg.Client, count: number): Promise<void> {
  await client.query(`DELETE FROM pay_line WHERE id IN (SELECT id FROM kept WHERE n <= ${count})`);
  await client.query("VACUUM ANALYZE pay_line");
}

export const writeLines = (client: pg.Client, count: number) =>
  client.query(
    `INSERT INTO pay_line (${LINES}) SELECT ${LINES.replace("findings", "said::json").replace("inputs", "facts::json")}
     FROM kept WHERE n <= ${count}`,
  );

/**
 * Sheets of the month whose hour was corrected: the trainer's line is taken back, and one of fewer minutes written and
 * certified, as the product does. The triggers of the ledger, the proofs and the list of hours to pay run.
 */
export async function changeSheets(client: pg.Client, count: number): Promise<void> {
  await client.query(`
    BEGIN;
    CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
      SELECT e.* FROM hour_entry e
      WHERE e.role = 'TRAINER' AND e.reverses_id IS NULL AND e.starts_at >= '${MONTH}-02'
        AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = e.id)
      ORDER BY md5(e.id::text) LIMIT ${count};
    INSERT INTO hour_entry (id, academie_id, school_year_id, number, person_id, role, minutes, modality, starts_at, ends_at,
        seance_id, sheet_id, mission_id, source_key, rule_version, reverses_id, reason, at, previous_hash, hash)
      SELECT gen_random_uuid(), c.academie_id, c.school_year_id, last.number + line.n, c.person_id, c.role, line.minutes, c.modality,
        c.starts_at, c.ends_at, c.seance_id, c.sheet_id, c.mission_id, c.source_key || line.suffix, c.rule_version,
        line.reverses, line.reason, business_now(), '', ''
      FROM (SELECT *, row_number() OVER (PARTITION BY academie_id ORDER BY id) AS rank FROM changed) c
        JOIN (SELECT academie_id, max(number) AS number FROM hour_entry GROUP BY academie_id) last USING (academie_id),
        LATERAL (VALUES (c.rank * 2 - 1, -c.minutes, ':back', c.id, 'Corrigée'), (c.rank * 2, c.minutes - 15, ':again', NULL, NULL))
          AS line(n, minutes, suffix, reverses, reason)
      ORDER BY c.academie_id, line.n;
    INSERT INTO certification (id, hour_entry_id, decision, certified_by_id, at)
      SELECT gen_random_uuid(), e.id, 'CERTIFIED', c.certified_by_id, business_now()
      FROM changed o JOIN certification c ON c.hour_entry_id = o.id JOIN hour_entry e ON e.source_key = o.source_key || ':again';
    COMMIT`);
}
