import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { passwordHash } from "@tests/factories/account";
import { setClock } from "@tests/factories/clock";
import { anOpenCohort, aSchoolYear, aSealedSheet } from "@tests/factories/hours";
import { theRates } from "@tests/factories/pay";
import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import pg from "pg";
import { afterEach, beforeAll, inject } from "vitest";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { businessNow } from "~/platform/clock.server";
import { db, disconnect, pool } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { verifyAll } from "../../workers/verify";

// A world whose months are to be drafted, copied for each try, and a real worker on a copy.

export const ACADEMIES = 5;
const MONTHS = ["2012-09", "2012-10", "2012-11", "2012-12", "2013-01", "2013-02"];
/** Who signs in at a browser: with the password of the factories. */
export const rectoratOf = (rank: number) => `rectorat-${rank}@fictif.example`;
export const cticeOf = (rank: number) => `ctice-${rank}@fictif.example`;
const root = join(import.meta.dirname, "../..");

type Cluster = { superuserUrl: string; appUrl: string };
let cluster = (): Cluster => inject("cluster");

/** What is asked of a copy from outside. */
export type Reader = { query: (sql: string, values?: unknown[]) => Promise<pg.QueryResult> };

let world: string;
let made = 0;
let fault: Error | null = null;
const children = new Set<ChildProcess>();
const databases: string[] = [];

/** Makes the world in the database of DATABASE_URL; its copies stand in the same cluster. `before`: what else happens, earlier. */
export async function makeWorld(of: () => Cluster = cluster, before?: () => Promise<void>): Promise<void> {
  if (!existsSync(join(root, "build/worker.js"))) throw new Error("Run node scripts/build.mjs first.");
  cluster = of;
  await before?.();
  await setClock("2013-03-02T08:00:00Z");
  await theRates();
  await aSchoolYear();
  for (let academie = 0; academie < ACADEMIES; academie++) await anAcademieAtWork(academie);
  world = (await pool().query("select current_database() as name")).rows[0].name;
  await disconnect();
}

/** Makes the world before the tests of a file, and ends after each what they started. */
export function theMonths(): void {
  beforeAll(() => makeWorld());
  afterEach(endCopies);
}

/** Ends what the tests started, and throws the copies away. */
export async function endCopies(): Promise<void> {
  for (const child of children) child.kill("SIGKILL");
  for (const name of databases.splice(0)) await asSuperuser(`drop database if exists ${name} with (force)`);
}

let judging: Promise<unknown> = Promise.resolve();

/** Every invariant over the whole of a copy: what does not hold. One copy after the other: there is one address. */
export function brokenIn(url: string): Promise<string[]> {
  const judged = judging.then(() => judge(url));
  judging = judged.catch(() => undefined);
  return judged;
}

async function judge(url: string): Promise<string[]> {
  const settings = env();
  const { DATABASE_URL } = settings;
  await disconnect();
  try {
    settings.DATABASE_URL = url;
    return (await verifyAll({ settledMinutes: 0 })).flatMap(({ broken }) => broken);
  } finally {
    await disconnect();
    settings.DATABASE_URL = DATABASE_URL;
  }
}

/** Trainers of one académie with certified, refused and uncertified hours in every month, and some without an opening. */
async function anAcademieAtWork(rank: number): Promise<void> {
  const academie = await anAcademie();
  const school = await aSchool(academie);
  const head = await aPerson({ role: "HEAD", place: school });
  const known = { place: academie, passwordHash: await passwordHash() };
  const rectorat = await aPerson({ ...known, role: "RECTORAT", email: rectoratOf(rank) });
  await aPerson({ ...known, role: "CTICE", email: cticeOf(rank) });
  if (rank % 2 === 0)
    await db.channelOpening.create({
      data: {
        academieId: academie.id,
        schoolYearId: "2012-2013",
        channel: "HSE",
        activity: "TRAINING",
        decidedOn: new Date("2012-09-01"),
        reason: "Formations de proximité",
        at: new Date("2012-09-01"),
        decidedById: rectorat.id,
      },
    });
  const cohort = await anOpenCohort({ school, count: 2 });
  for (const [index, month] of MONTHS.entries())
    for (const day of ["05", "12", "19"]) {
      const { sheet } = await aSealedSheet(cohort, { startsAt: `${month}-${day}T13:00:00Z` });
      await bookSheet(sheet.id);
      const entry = await db.hourEntry.findFirstOrThrow({ where: { sheetId: sheet.id, role: "TRAINER" } });
      const decision = (index + Number(day)) % 7 === 0 ? "REFUSED" : "CERTIFIED";
      if (day === "19" && index % 3 === 2) continue;
      await db.certification.create({
        data: {
          hourEntryId: entry.id,
          decision,
          reason: decision === "REFUSED" ? "Séance écourtée" : null,
          certifiedById: head.id,
          at: await businessNow(),
        },
      });
    }
}

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster().superuserUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A copy of the world with the tick asked for, and its application's address. */
export async function aCopy({ asked = true } = {}) {
  const name = `${world}_run${++made}`;
  await asSuperuser(`create database ${name} template ${world} owner entrepairs_owner`);
  databases.push(name);
  const url = new URL(cluster().appUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  // The copy is dropped under it when a test fails.
  client.on("error", () => undefined);
  await client.connect();
  if (asked) await askTick(client);
  return { url: url.href, client };
}

export const askTick = (client: Reader) =>
  client.query(`insert into outbox (kind, name, payload) values ('EVENT', 'clock.moved', '{}')`);

export function startWorker(url: string, environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ["build/worker.js"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: url,
      WORKER_LOCK_SECONDS: "4",
      // The small world is written in as many transactions as a large one.
      STATEMENT_BATCH_LINES: "1",
      LOG_LEVEL: process.env.STATEMENT_LOG ?? "error",
      ...environment,
    },
    stdio: ["ignore", process.env.STATEMENT_LOG ? "inherit" : "ignore", "inherit"],
  });
  children.add(child);
  child.once("exit", (code) => {
    children.delete(child);
    if (code !== null) fault = new Error(`the worker left by itself: ${code}`);
  });
  return child;
}

export const progress = async (client: Reader): Promise<{ items: number; over: boolean }> => {
  if (fault) throw fault;
  const { rows } = await client.query(
    `select (select count(*)::int from statement_item) as items,
       (select count(distinct month)::int from statement_run where finished_at is not null and month = any ($1)) = $2
         and not exists (select 1 from awaited_job where name = 'pay.draftStatements')
         and not exists (select 1 from outbox where relayed_at is null) as over`,
    [MONTHS, MONTHS.length],
  );
  return rows[0];
};

/** What is not done yet, for the message of a failure. */
async function stuck(client: Reader): Promise<string> {
  const { rows } = await client.query(`
    select (select json_agg(json_build_array(month, total, finished_at)) from statement_run where finished_at is null) as runs,
      (select count(*) from statement_run) as begun,
      (select json_agg(json_build_array(id, name, payload)) from awaited_job where name = 'pay.draftStatements') as awaited,
      (select count(*) from outbox where relayed_at is null) as waiting`);
  return JSON.stringify(rows[0]);
}

export async function untilOver(client: Reader): Promise<void> {
  const last = Date.now() + 120_000;
  while (!(await progress(client)).over) {
    if (Date.now() > last) throw new Error(`not over two minutes after the last kill: ${await stuck(client)}`);
    await sleep(50);
  }
}

/** Everything a statement says, in an order of its own: no id made by chance, no instant. */
export async function statementsOf(client: Reader): Promise<string> {
  const { rows } = await client.query(`
    select s.number, s.month, s.channel, s.status, s.total_cents, a.code,
      (select json_agg(json_build_array(e.number, l.minutes, l.instalment, l.amount_cents, l.decision, l.findings, l.inputs,
          l.rule_version, l.rate_row_id) order by e.number)
        from pay_line l left join hour_entry e on e.id = l.hour_entry_id where l.statement_id = s.id) as lines,
      (select json_agg(json_build_array(v.status, v.by_id) order by v.id) from statement_event v where v.statement_id = s.id)
        as events
    from pay_statement s join place a on a.id = s.academie_id order by s.number`);
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

export const failedJobs = async (client: Reader): Promise<number> => {
  const { rows } = await client.query(
    `select count(*)::int as failed from awaited_job where name = 'pay.draftStatements'`,
  );
  return rows[0].failed;
};

/** Jobs of the months that more than one worker began. */
export const jobsTakenOver = async (client: Reader): Promise<number> => {
  const { rows } = await client.query(
    `select count(*)::int as times from bullmq.job where name = 'pay.draftStatements' and stalled_count > 0`,
  );
  return rows[0].times;
};

/** The statements of a copy that nobody disturbed. */
export async function undisturbed(): Promise<string> {
  const { url, client } = await aCopy();
  const worker = startWorker(url);
  await untilOver(client);
  worker.kill("SIGKILL");
  const statements = await statementsOf(client);
  await client.end();
  return statements;
}

/** Asks for every month once more. */
export const askAgain = (client: Reader) =>
  client.query(
    `insert into outbox (kind, name, payload)
     select 'JOB', 'pay.draftStatements', json_build_object('month', m) from unnest($1::text[]) m`,
    [MONTHS],
  );
