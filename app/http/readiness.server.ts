import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pool } from "~/platform/db.server";

/** Names of the migrations this build knows; empty where the folder is not shipped beside it. */
function knownMigrations(): string[] {
  try {
    const folder = join(process.cwd(), "prisma/migrations");
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

/** Whether this process can serve: the database answers and no migration is pending. Reasons are for the operator. */
export async function readiness(): Promise<{ ready: boolean; reasons: string[] }> {
  try {
    const { rows } = await pool().query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const applied = new Set(rows.map((row) => row.name));
    const pending = knownMigrations().filter((name) => !applied.has(name));
    return { ready: pending.length === 0, reasons: pending.map((name) => `migration ${name} is pending`) };
  } catch {
    return { ready: false, reasons: ["the database does not answer"] };
  }
}
