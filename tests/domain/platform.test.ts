import { asSuperuser } from "@tests/support/superuser";
import pg from "pg";
import { expect, test } from "vitest";
import { businessNow } from "~/platform/clock.server";
import { db, pool } from "~/platform/db.server";
import { appendOnly } from "../../prisma/append-only";
import { pendingMigrations } from "../../prisma/history";
import { deploy, missingSql } from "../../prisma/migrate";

const refused = (sql: string) =>
  pool()
    .query(sql)
    .then(
      () => "done",
      (error: { code: string }) => error.code,
    );

test("the application role has neither DDL nor a way to change what only grows", async () => {
  expect(await refused("create table stray (id int)")).toBe("42501");
  expect(await refused("truncate person")).toBe("42501");
  for (const table of appendOnly) {
    expect(await refused(`update ${table} set id = id`), table).toBe("42501");
    expect(await refused(`delete from ${table}`), table).toBe("42501");
  }
  expect(await refused("update person set family_name = family_name")).toBe("done");
  expect(await refused("create sequence bullmq.a_queue_of_its_own")).toBe("done");
});

test("a deploy may be repeated once the application has made its queues", async () => {
  await pool().query("create sequence bullmq.another_queue");
  const urls = { ownerUrl: process.env.DATABASE_OWNER_URL ?? "", appUrl: process.env.DATABASE_URL ?? "" };
  expect(await deploy(urls)).toEqual([]);
  expect(await refused("select nextval('bullmq.another_queue')")).toBe("done");
  expect(await refused("truncate person")).toBe("42501");
});

test("every file has a migrated database of its own", async () => {
  expect(await pendingMigrations(process.env.DATABASE_URL ?? "")).toEqual([]);
  expect(await db.person.count()).toBe(0);
  expect(await businessNow()).toBeInstanceOf(Date);
});

test("migrations and schema agree", async () => {
  expect(await missingSql(process.env.DATABASE_OWNER_URL ?? "")).toBe("");
});

test("names sort as in a French dictionary", async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("select name from unnest(array['zèbre', 'élan', 'eau']) as name order by name");
  await client.end();
  expect(rows.map(({ name }) => name)).toEqual(["eau", "élan", "zèbre"]);
});

test("a connection that is lost between two questions of a transaction fails the next one, and ends no process", async () => {
  const client = await pool().connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  await asSuperuser((superuser) => superuser.query("select pg_terminate_backend($1)", [rows[0]?.pid]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(client.query("select 1")).rejects.toThrow();
  client.release(true);
});
