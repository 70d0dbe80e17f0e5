import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

// The same from prisma/ and, once bundled, from build/.
export const prismaFolder = join(import.meta.dirname, "..", "prisma");
export const migrationsFolder = join(prismaFolder, "migrations");

export type Migration = { name: string; sql: string };

/** The migrations of the folder, in the order they apply. */
export function readMigrations(): Migration[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(migrationsFolder, entry.name, "migration.sql")))
    .map(({ name }) => ({ name, sql: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of migrations the database has not finished. One query, no engine: the server asks it at each start. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const done = new Set(rows.map(({ name }) => name));
    return readMigrations().flatMap(({ name }) => (done.has(name) ? [] : [name]));
  } catch (error) {
    if ((error as { code?: string }).code !== "42P01") throw error; // no table yet: nothing was ever applied
    return readMigrations().map(({ name }) => name);
  } finally {
    await client.end();
  }
}
