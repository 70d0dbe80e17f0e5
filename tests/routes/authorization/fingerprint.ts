import { pool } from "~/platform/db.server";

/** What every request may touch without changing anything: who was seen, how often somebody tried. */
const restless = ["http_session", "rate_limit", "_prisma_migrations"];

/** The tables of the application with a hash of all their rows: an update shows as well as a new row. */
export async function fingerprint(): Promise<Map<string, string>> {
  const { rows: tables } = await pool().query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1",
    [restless],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as hash from "${name}" row`,
  );
  const { rows } = await pool().query<{ name: string; hash: string }>(each.join(" union all "));
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

/** The tables that changed since. */
export async function changedSince(before: Map<string, string>): Promise<string[]> {
  const now = await fingerprint();
  return [...now].flatMap(([name, hash]) => (before.get(name) === hash ? [] : [name]));
}
