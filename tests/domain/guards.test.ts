import type pg from "pg";
import { describe, expect, test } from "vitest";
import { asSuperuser } from "../support/superuser";
import { good, type Row } from "./guards/rows";
import { wrongActs as otherActs, type WrongAct } from "./guards/wrong-acts";
import { wrongLetterActs } from "./guards/wrong-letters";
import { wrongRateActs } from "./guards/wrong-rates";
import { type WrongRow, wrongRows } from "./guards/wrong-rows";

// The test of the tests, for the database: each guard refuses something, and without it nothing else would. Each row and
// act is tried twice in a transaction that is thrown away: with the guard, then with the guard dropped.

const tables = Object.keys(good);
const wrongActs = [...otherActs, ...wrongLetterActs, ...wrongRateActs];

/** Guards of hours, pay and budget as the database has them: checks, exclusions, unique keys besides the primary, triggers. */
const guardsOf = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select conname as name from pg_constraint where contype in ('c', 'x', 'u') and conrelid::regclass::text = any ($1)
     union select x.indexrelid::regclass::text from pg_index x
       where indisunique and not indisprimary and indrelid::regclass::text = any ($1)
     union select tgrelid::regclass || '.' || tgname from pg_trigger
       where not tgisinternal and tgrelid::regclass::text = any ($1)`,
    [tables],
  );
  return rows.map(({ name }) => name).sort();
};

/** Guards that nothing here tries: each with the test that does, or none. */
const untried: string[] = [];

test("every guard has a row or an act that it refuses", async () => {
  const tried = [...untried, ...Object.keys(wrongRows), ...wrongActs.map(({ on, trigger }) => `${on}.${trigger}`)];
  expect([...new Set(tried)].sort()).toEqual(await asSuperuser(guardsOf));
});

async function insert(client: pg.Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
    [row],
  );
}

type Outcome = { constraint?: string | undefined; message?: string };

/** Does something in a transaction that is thrown away; answers what refused it. */
async function tried(client: pg.Client, work: () => Promise<void>): Promise<Outcome | null> {
  await client.query("begin");
  try {
    await work();
    return null;
  } catch (error) {
    const { constraint, message = "" } = error as Outcome;
    return { constraint, message };
  } finally {
    await client.query("rollback");
  }
}

// asSuperuser puts triggers and foreign keys aside: what is left is the guard.
describe("a row that one guard alone refuses", () => {
  test.each(Object.entries(wrongRows))("%s", async (name, { of, but, beside = [], doubledBy }: WrongRow) => {
    await asSuperuser(async (client) => {
      const write = async () => {
        for (const row of beside) await insert(client, of, row);
        await insert(client, of, { ...good[of], ...but });
      };
      expect(await tried(client, () => insert(client, of, good[of] ?? {})), "the good row").toBeNull();
      const refused = await tried(client, write);
      if (doubledBy) expect(refused).not.toBeNull();
      else expect(refused?.constraint).toBe(name);
      const without = async () => {
        const { rowCount } = await client.query("select 1 from pg_constraint where conname = $1", [name]);
        await client.query(rowCount ? `alter table ${of} drop constraint ${name}` : `drop index ${name}`);
        await write();
      };
      expectOutcome(await tried(client, without), doubledBy ?? null);
    });
  });
});

describe("an act that one trigger alone refuses, or completes", () => {
  const named = wrongActs.map((act) => [`${act.on}.${act.trigger} ${act.says?.source ?? act.left}`, act] as const);
  test.each(named)("%s", async (_name, { on, trigger, given = [], act, says, left }: WrongAct) => {
    await asSuperuser(async (client) => {
      const doIt = async (guarded: boolean) => {
        for (const [table, row] of given) await insert(client, table, row);
        await client.query("set local session_replication_role = origin");
        const touched = typeof act === "string" && act.startsWith("truncate") ? await truncatedWith(client, on) : [on];
        for (const table of touched) await client.query(`alter table ${table} disable trigger all`);
        if (guarded) await client.query(`alter table ${on} enable trigger ${trigger}`);
        if (typeof act === "string") await client.query(act);
        else await insert(client, act.insert, act.row);
        if (left && (await client.query(left)).rowCount !== 1) throw new Error("left undone");
      };
      const [refused, passed] = [says ?? null, left ? /left undone/ : null];
      expectOutcome(await tried(client, () => doIt(true)), refused);
      expectOutcome(await tried(client, () => doIt(false)), passed);
    });
  });
});

function expectOutcome(outcome: Outcome | null, says: RegExp | null): void {
  if (says) expect(outcome?.message).toMatch(says);
  else expect(outcome).toBeNull();
}

/** A table and all that point to it: they are emptied together. */
async function truncatedWith(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `with recursive all_of (oid) as (
       select $1::regclass::oid union select k.conrelid from pg_constraint k join all_of a on a.oid = k.confrelid)
     select oid::regclass::text as name from all_of`,
    [table],
  );
  return rows.map(({ name }) => name);
}
