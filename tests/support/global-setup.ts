import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { isAlive } from "../../app/platform/embedded/process.server";
import { type Embedded, startEmbedded } from "../../app/platform/embedded/start.server";
import { withClient } from "../../prisma/adapter";
import { readMigrations } from "../../prisma/history";
import { deploy } from "../../prisma/migrate";

declare module "vitest" {
  interface ProvidedContext {
    cluster: { superuserUrl: string; ownerUrl: string; appUrl: string; template: string };
  }
}

const root = join(import.meta.dirname, "../..");

/** One PostgreSQL for all runs of the tests, one migrated template; each file clones it (database.ts). */
export default async function setup(project: TestProject) {
  const embedded = await startEmbedded({ dataDir: join(root, ".data/test"), durable: false });
  if (embedded.moved) console.log(`PostgreSQL keeps the data of the tests in ${embedded.dataDir}.`);
  const template = `tpl_${fingerprint()}`;
  await withClient(embedded.superuserUrl, async (client) => {
    // Several runs may start at once: one of them makes the template.
    await client.query("select pg_advisory_lock(72707371)");
    const databases = await client.query<{ name: string }>("select datname as name from pg_database");
    const names = databases.rows.map(({ name }) => name);
    for (const name of names.filter(isLeftOver)) await client.query(`drop database if exists "${name}" with (force)`);
    if (!names.includes(template)) await makeTemplate(embedded, template);
  });
  project.provide("cluster", {
    superuserUrl: embedded.superuserUrl,
    ownerUrl: embedded.ownerUrl("_"),
    appUrl: embedded.appUrl("_"),
    template,
  });
  return embedded.stop;
}

/** What the template is made of: another hash, another template. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const { name, sql } of readMigrations()) hash.update(name).update(sql);
  for (const name of ["prisma/grants.ts", "prisma/append-only.ts", "node_modules/bullmq/package.json"])
    hash.update(readFileSync(join(root, name)));
  return hash.digest("hex").slice(0, 12);
}

/** A clone `t_<pid>_<n>` whose run was killed. Former templates stay: another checkout's branch may need them again. */
function isLeftOver(name: string): boolean {
  const pid = Number(/^t_(\d+)_/.exec(name)?.[1]);
  return pid > 0 && !isAlive(pid);
}

async function makeTemplate(embedded: Embedded, template: string) {
  const draft = `${template}_draft`;
  await withClient(embedded.superuserUrl, (client) => client.query(`drop database if exists ${draft} with (force)`));
  await embedded.ensureDatabase(draft);
  await deploy({ ownerUrl: embedded.ownerUrl(draft), appUrl: embedded.appUrl(draft) });
  await withClient(embedded.superuserUrl, async (client) => {
    await client.query(`alter database ${draft} rename to ${template}`);
    await client.query(`alter database ${template} is_template true allow_connections false`);
  });
}
