import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runMigrations } from "bullmq";
import { withClient } from "./adapter";
import { diffToSchema, migrationList, noFilter, withEngine } from "./engine";
import { ensureExtensions, grantTo } from "./grants";
import { migrationsFolder, pendingMigrations, readMigrations } from "./history";

export { pendingMigrations } from "./history";

// The engine locks 72707369 itself: another number, or it would wait for us for ever.
const DEPLOY_LOCK = 72707370;

/**
 * Applies our migrations and BullMQ's as the owner, then makes all grants to the application role (the user of `appUrl`).
 * Several processes may call it at once. @returns the names applied by this call.
 * @throws when a migration fails: its file is rolled back whole, and it must be resolved before the next deploy.
 */
export async function deploy({ ownerUrl, appUrl }: { ownerUrl: string; appUrl?: string }): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(${DEPLOY_LOCK})`);
    await ensureExtensions(client);
    const pending = await pendingMigrations(ownerUrl);
    const applied = pending.length > 0 ? await apply(ownerUrl) : [];
    await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], "bullmq");
    const role = appUrl && decodeURIComponent(new URL(appUrl).username);
    if (role && role !== decodeURIComponent(new URL(ownerUrl).username)) await grantTo(client, role);
    return applied;
  });
}

async function apply(url: string): Promise<string[]> {
  const { appliedMigrationNames } = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList: migrationList(), filters: noFilter }),
  );
  return appliedMigrationNames;
}

/** The SQL still missing between migrations and schema; empty when they agree. Needs CREATEDB. */
export async function missingSql(ownerUrl: string): Promise<string> {
  return diffToSchema(ownerUrl, { tag: "migrations", ...migrationList() });
}

/** Writes the next migration from what the schema says and the migrations do not. @returns its name; null: nothing to do. */
export async function writeMigration(ownerUrl: string, title: string): Promise<string | null> {
  const known = readMigrations();
  const sql = known.length === 0 ? await diffToSchema(ownerUrl, { tag: "empty" }) : await missingSql(ownerUrl);
  if (!sql.trim()) return null;
  const number = 1 + Math.max(0, ...known.map(({ name }) => Number.parseInt(name, 10) || 0));
  const name = `${String(number).padStart(4, "0")}_${title.replaceAll(/[^a-z0-9]+/gi, "_").toLowerCase()}`;
  const folder = join(migrationsFolder, name);
  if (existsSync(folder)) throw new Error(`${name} exists already.`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), sql);
  return name;
}

/** What stands between folder and database, in words. */
async function status(ownerUrl: string): Promise<string[]> {
  const facts = await withEngine(ownerUrl, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: migrationList(),
      optInToShadowDatabase: false,
      filters: noFilter,
    }),
  );
  const pending = await pendingMigrations(ownerUrl);
  return [
    ...pending.map((name) => `pending: ${name}`),
    ...facts.failedMigrationNames.map((name) => `failed: ${name}`),
    ...facts.editedMigrationNames.map((name) => `changed after it was applied: ${name}`),
  ];
}

async function main([command, ...rest]: string[]): Promise<number> {
  const option = (name: string) => rest[rest.indexOf(name) + 1];
  const { url, appUrl, leave } = await databaseFor(command ?? "");
  try {
    if (command === "deploy") {
      const applied = await deploy({ ownerUrl: url, ...(appUrl ? { appUrl } : {}) });
      console.log(applied.length > 0 ? `applied: ${applied.join(", ")}` : "nothing to apply");
      return 0;
    }
    if (command === "status") {
      const lines = await status(url);
      console.log(lines.length > 0 ? lines.join("\n") : "up to date");
      return lines.length > 0 ? 1 : 0;
    }
    if (command === "check") {
      const sql = await missingSql(url);
      console.log(sql ? `The schema says what the migrations do not:\n${sql}` : "schema and migrations agree");
      return sql ? 2 : 0;
    }
    if (command === "dev") {
      const name = await writeMigration(url, rest.includes("--name") ? (option("--name") ?? "change") : "change");
      console.log(name ? `wrote prisma/migrations/${name}/migration.sql: read it, then deploy` : "nothing to write");
      return 0;
    }
    if (command === "resolve") {
      const name = option("--rolled-back") ?? "";
      await withEngine(url, (engine) => engine.markMigrationRolledBack({ migrationName: name }));
      console.log(`${name}: may be tried again`);
      return 0;
    }
    console.error("deploy | status | check | dev --name <words> | resolve --rolled-back <migration>");
    return 64;
  } finally {
    await leave();
  }
}

/** The owner's database; for check and dev, which only need a server to draw on, the embedded one of the tests will do. */
async function databaseFor(command: string): Promise<{ url: string; appUrl?: string; leave: () => Promise<void> }> {
  const url = process.env.DATABASE_OWNER_URL;
  const appUrl = process.env.DATABASE_URL;
  if (url) return { url, ...(appUrl ? { appUrl } : {}), leave: async () => undefined };
  if (command !== "check" && command !== "dev") throw new Error("DATABASE_OWNER_URL is missing.");
  const { startEmbedded } = await import("../app/platform/embedded/start.server");
  const embedded = await startEmbedded({ dataDir: join(migrationsFolder, "../../.data/test"), durable: false });
  await embedded.ensureDatabase("migrate");
  return { url: embedded.ownerUrl("migrate"), leave: embedded.stop };
}

// Also once bundled as build/migrate.js, but never inside another bundle.
if (/^migrate\.[jt]s$/.test(basename(process.argv[1] ?? ""))) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code), // the engine leaves a timer behind
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
