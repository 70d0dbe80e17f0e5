import { asSuperuser } from "@tests/support/superuser";
import pg from "pg";
import { expect, test } from "vitest";
import { businessNow } from "~/platform/clock.server";
import { db, inBareTransaction, pool } from "~/platform/db.server";
import { PooledClient } from "~/platform/pg-client.server";
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

test("a bare transaction is whole or nothing, answers as Prisma's does, and is tried again after a deadlock", async () => {
  const at = new Date("2012-10-17T12:00:00.123Z");
  const ask = (tx: Pick<typeof db, "$queryRaw">) =>
    tx.$queryRaw`SELECT ${at}::timestamptz AS at, ${["a", "b"]}::text[] AS names, ${3}::int AS count, null AS none`;
  expect(await inBareTransaction(ask)).toEqual(await ask(db));
  expect(await ask(db)).toEqual([{ at, names: ["a", "b"], count: 3, none: null }]);

  const moved = () => inBareTransaction((tx) => tx.$executeRaw`UPDATE business_clock SET offset_ms = offset_ms + 1`);
  const offset = async () => (await pool().query("select offset_ms::int as ms from business_clock")).rows[0].ms;
  const before = await offset();
  expect(await moved()).toBe(1);
  const failing = inBareTransaction(async (tx) => {
    await tx.$executeRaw`UPDATE business_clock SET offset_ms = offset_ms + 1`;
    throw new Error("given up");
  });
  await expect(failing).rejects.toThrow("given up");
  expect(await offset()).toBe(before + 1);

  // Each takes one lock, waits for the other to have its own, and asks for it: PostgreSQL ends one of them.
  let holding = 0;
  let attempts = 0;
  const cross = (mine: number, other: number) =>
    inBareTransaction(async (tx) => {
      attempts++;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${mine}::int)`;
      holding++;
      while (holding < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${other}::int)`;
      return mine;
    });
  expect(await Promise.all([cross(1, 2), cross(2, 1)])).toEqual([1, 2]);
  expect(attempts).toBe(3);
});

test("questions asked of one connection at once are put one after the other, and one that fails holds up no other", async () => {
  const warned: string[] = [];
  const note = ({ message }: Error) => warned.push(message);
  process.on("warning", note);
  const client = new PooledClient({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const asked = [
      "select 1 as n",
      "select 2 as n",
      "select 1 / 0 as n",
      "select 4 as n",
      "select pg_sleep(0), 5 as n",
    ];
    const answers = await Promise.allSettled(asked.map((sql) => client.query<{ n: number }>(sql)));
    expect(answers.map((one) => (one.status === "fulfilled" ? one.value.rows[0]?.n : one.status))).toEqual([
      ...[1, 2, "rejected", 4, 5],
    ]);
    expect((await client.query("select 6 as n")).rows).toEqual([{ n: 6 }]);
    expect(warned).toEqual([]);
  } finally {
    process.off("warning", note);
    await client.end();
  }
});
