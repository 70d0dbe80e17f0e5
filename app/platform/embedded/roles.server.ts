import pg from "pg";
import type { Secrets } from "./cluster.server";

export const OWNER = "entrepairs_owner";
export const APP = "entrepairs_app";

/** The two roles: the owner migrates and owns the databases; the application serves and makes no table. */
export async function ensureRoles(superuserUrl: string, secrets: Secrets) {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query("begin");
    // Two starts at once would both find a role missing.
    await client.query("select pg_advisory_xact_lock(hashtext('entrepairs_roles'))");
    for (const [name, password, option] of [
      [OWNER, secrets.owner, "createdb"],
      [APP, secrets.app, "nocreatedb"],
    ] as const) {
      const known = await client.query("select from pg_roles where rolname = $1", [name]);
      if (known.rowCount) continue;
      await client.query(`create role ${name} login ${option} password ${client.escapeLiteral(password)}`);
    }
    await client.query("commit");
  });
}

/** Makes a database of the owner's where there is none. */
export async function ensureDatabase(superuserUrl: string, name: string) {
  await asSuperuser(superuserUrl, async (client) => {
    const known = await client.query("select from pg_database where datname = $1", [name]);
    if (known.rowCount) return;
    try {
      await client.query(`create database ${client.escapeIdentifier(name)} owner ${OWNER}`);
    } catch (error) {
      if ((error as { code?: string }).code !== "42P04") throw error; // another start was faster
    }
  });
}

/** Throws a database away, whoever uses it. */
export async function dropDatabase(superuserUrl: string, name: string) {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
