import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeCluster } from "../../app/platform/embedded/location.server";
import { startEmbedded } from "../../app/platform/embedded/start.server";
import { withClient } from "../../prisma/adapter";
import { deploy } from "../../prisma/migrate";

export const root = join(import.meta.dirname, "../..");

const OURS = "entrepairs";
const THEIRS = "rival";

/** A PostgreSQL that keeps every commit (fsync on), with one database for us and one for the logged rival. */
export async function startGround() {
  const parent = join(root, ".data/bench");
  mkdirSync(parent, { recursive: true });
  const dataDir = mkdtempSync(join(parent, "run-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, durable: true });

  async function stop() {
    await embedded.stop();
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }

  const migrate = () => deploy({ ownerUrl: embedded.ownerUrl(OURS), appUrl: embedded.appUrl(OURS) });
  try {
    for (const name of [OURS, THEIRS]) await embedded.ensureDatabase(name);
    await migrate();
    await withClient(embedded.ownerUrl(THEIRS), (client) =>
      client.query(
        `create table bench_update (id bigint generated always as identity primary key, document text not null,
         update bytea not null, created_at timestamptz not null default now())`,
      ),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    dataDir,
    pid: embedded.pid,
    appUrl: embedded.appUrl(OURS),
    ownerUrl: embedded.ownerUrl(OURS),
    superuserUrl: Object.assign(new URL(embedded.superuserUrl), { pathname: `/${OURS}` }).href,
    /** Our database again, empty. */
    renew: async () => {
      await embedded.recreateDatabase(OURS);
      await migrate();
    },
    rivalUrl: embedded.ownerUrl(THEIRS),
    settings: () => settingsOf(embedded.superuserUrl),
    stop,
  };
}

export type Ground = Awaited<ReturnType<typeof startGround>>;

/** What decides whether a commit is on disk, as PostgreSQL says it. */
function settingsOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `select string_agg(name || '=' || setting, ' ' order by name) as line from pg_settings
       where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    return rows[0]?.line ?? "";
  });
}
