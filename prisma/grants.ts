import type pg from "pg";
import { appendOnly } from "./append-only";

/** Trusted extensions: the owner of the database may create them. */
export async function ensureExtensions(client: pg.ClientBase) {
  for (const name of ["btree_gist", "unaccent", "pg_trgm", "pgcrypto"])
    await client.query(`create extension if not exists ${name}`);
}

/** Gives the application role what it needs and takes what it must not have; the whole truth each time. */
export async function grantTo(client: pg.Client, role: string) {
  const name = client.escapeIdentifier(role);
  const { rows } = await client.query<{ table: string; growing: boolean }>(
    `select quote_ident(tablename) as table, tablename = any($1) as growing
     from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`,
    [appendOnly],
  );
  const grants = rows.map(
    ({ table, growing }) => `grant select, insert${growing ? "" : ", update, delete"} on public.${table} to ${name};`,
  );
  // BullMQ's own; not the sequences that the application made for its queues: they are its already.
  const { rows: queues } = await client.query<{ grant: string }>(
    `select format('grant %s on %I.%I to ', case relkind when 'S' then 'usage, select, update' else 'select, insert, update, delete' end,
       'bullmq', relname) as grant
     from pg_class where relnamespace = 'bullmq'::regnamespace and relkind in ('r', 'p', 'v', 'S')
       and pg_has_role(relowner, 'usage')`,
  );
  await client.query(`
    revoke all on all tables in schema public from ${name};
    revoke create on schema public from ${name};
    grant usage on schema public to ${name};
    ${grants.join("\n")}
    grant select on public._prisma_migrations to ${name};
    grant usage, select on all sequences in schema public to ${name};
    -- Each queue of BullMQ makes a sequence of its own.
    grant usage, create on schema bullmq to ${name};
    ${queues.map(({ grant }) => `${grant}${name};`).join("\n")}
  `);
}
