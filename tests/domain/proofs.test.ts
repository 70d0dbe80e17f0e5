import { setClock } from "@tests/factories/clock";
import { aWorkedCohort, decideThrough, proof, theRates } from "@tests/factories/pay";
import { aDesignMission, anActivity, anAttestedWork, attested } from "@tests/factories/planned";
import { asOwner, asSuperuser } from "@tests/support/superuser";
import type pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { closeBlocks, verifyRows } from "~/domain/audit/rows.server";
import { sealedTables } from "~/domain/audit/schema";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { exportHeads, listHeads } from "~/domain/hours/heads.server";
import { verifyLedger } from "~/domain/hours/verification.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { db, pool } from "~/platform/db.server";
import { verifyAll, verifyDay } from "../../workers/verify";
import { anActor } from "../factories/person";
import { anAcademie } from "../factories/place";
import { chance } from "../faults/chance";

/** Edits by hand that are tried: 1 000 before a release. */
const EDITS = Number(process.env.MANUAL_EDITS ?? 40);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

let worked: Awaited<ReturnType<typeof aWorkedCohort>>;
const brokenNow = async () => (await verifyAll({ settledMinutes: 0 })).flatMap(({ broken }) => broken);

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
  worked = await aWorkedCohort();
  await certifyService(worked.head, [worked.entry.id]);
  await recordServiceDone(worked.entry.id);
  await draftStatements("2012-10");
  const { id } = await db.payStatement.findFirstOrThrow();
  await decideThrough(worked, id);
  await exportStatement(worked.rectorat, id, proof());
  await recordPayment(id);
  // A proof of each other source, and its line.
  const activity = await anActivity(worked.cohort);
  await attested(worked.referent, worked.cohort.id, activity.id, worked.enrolments.slice(0, 1));
  const { missionId, holder } = await aDesignMission(worked);
  await anAttestedWork(holder, worked.office, missionId);
});

test("a house where everything went its way has nothing broken, and nothing sealed is without a line read", async () => {
  const checks = await verifyAll({ settledMinutes: 0 });
  expect(checks.flatMap(({ broken }) => broken)).toEqual([]);
  for (const table of sealedTables) expect(checks.find(({ subject }) => subject === table)?.lines).toBeGreaterThan(0);
  expect(checks.find(({ subject }) => subject === "hours.chain")?.lines).toBe(6);
});

const sealed = {
  attendance_sheet: "status = 'SEALED'",
  pay_statement: "status IN ('DECIDED', 'EXPORTED')",
  pay_line: "statement_id IN (SELECT id FROM pay_statement WHERE status IN ('DECIDED', 'EXPORTED'))",
};

test.each([...sealedTables, "proof_block", "verification_run", "ledger_head_export"])(
  "%s is changed, removed or emptied by hand neither by the role that serves nor by the owner",
  async (table) => {
    await closeBlocks("presence", 0);
    await verifyDay("2012-10-17");
    const where = sealed[table as keyof typeof sealed] ?? "true";
    const [column] = (await columnsOf(table)).filter(({ name }) => name !== "id");
    expect((await pool().query(`select 1 from ${table} where ${where}`)).rowCount).toBeGreaterThan(0);
    const attempts = [
      `update ${table} set ${column?.name} = ${column?.name} where ${where}`,
      `update ${table} set ${column?.name} = null where ${where}`,
      `delete from ${table} where ${where}`,
      `truncate ${table}`,
      `truncate ${table} cascade`,
    ];
    // An update that changes nothing of a statement or its status forward is no edit.
    const meant = table === "pay_statement" ? attempts.slice(1) : attempts;
    const no =
      /permission denied|only grows|never changes|only a draft changes|never removed|never emptied|cannot truncate/;
    for (const sql of meant) {
      await expect(pool().query(sql), `application: ${sql}`).rejects.toThrow(no);
      await asOwner((client) => expect(client.query(sql), `owner: ${sql}`).rejects.toThrow(no));
    }
  },
);

test("of a decided statement no figure, number or month moves, and no line comes in from a draft", async () => {
  const { rows } = await pool().query<{ id: string }>("select id from pay_statement");
  for (const change of ["month = '2012-11'", "number = 'X-1'", "total_cents = 1", "digest = 'x'", "status = 'DECIDED'"])
    await expect(pool().query(`update pay_statement set ${change}`), change).rejects.toThrow(/never changes/);
  const draft = await db.payStatement.create({
    data: {
      academieId: worked.academie.id,
      month: "2013-05",
      channel: "HSE",
      number: "HSE-2013-X-0001",
      draftedAt: new Date(),
    },
  });
  await db.statementEvent.create({ data: { statementId: draft.id, status: "DRAFT", at: new Date() } });
  const line = await db.payLine.create({
    data: {
      statementId: draft.id,
      missionId: worked.mission.id,
      instalment: 1,
      decision: "HOLD",
      findings: [],
      inputs: {},
      ruleVersion: "test",
      at: new Date(),
    },
  });
  await expect(
    pool().query("update pay_line set statement_id = $1 where id = $2", [rows[0]?.id, line.id]),
  ).rejects.toThrow(/only a draft changes/);
});

test(`${EDITS} edits by hand, forced past every guard, are each named by the verification (seed ${SEED})`, async () => {
  const { next: random } = chance(String(SEED));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const unseen: string[] = [];
  let [made, tried] = [0, 0];
  while (made < EDITS) {
    if (++tried > EDITS * 20) throw new Error("the database refuses nearly every edit");
    const table = pick(sealedTables);
    const column = pick(await columnsOf(table));
    const rows = await asSuperuser((client) =>
      client.query<{ id: string }>(
        `select id::text from ${table} where ${sealed[table as keyof typeof sealed] ?? "true"} order by 1`,
      ),
    );
    const { id } = pick(rows.rows);
    const edited = await asSuperuser((client) => edit(client, { table, id, column, roll: random() }));
    if (!edited) continue;
    made++;
    const found = await brokenNow();
    const names = [id, edited.id, ...edited.numbers];
    if (!found.some((text) => names.some((name) => text.split(/[ :]+/).includes(name))))
      unseen.push(`${table} ${id} ${column.name}: ${edited.from} → ${edited.to}, found ${found.join(" | ")}`);
    await asSuperuser(edited.undo);
  }
  expect(unseen).toEqual([]);
  expect(await brokenNow()).toEqual([]);
});

test.each([
  ["the head of a ledger", "update ledger_head set next_number = next_number + 1", "hours.chain"],
  ["a head that is gone", "delete from ledger_head", "hours.chain"],
  ["a booked interval", "update booked_interval set ends_at = ends_at + interval '1 minute'", "hours.overlaps"],
  ["a booked interval that is gone", "delete from booked_interval", "hours.overlaps"],
  ["a counter of an envelope", "update envelope set committed_cents = committed_cents + 1", "budget.counters"],
  ["a sum of a commitment", "update commitment set paid_cents = paid_cents + 1", "budget.commitments"],
  ["the status of a statement", "update pay_statement set status = 'DECIDED' where status = 'EXPORTED'", "pay.status"],
  ["the total of a statement", "update pay_statement set total_cents = total_cents + 1", "pay.totals"],
  ["the status of an enrolment", "update enrolment set status = 'WITHDRAWN'", "attendance.statuses"],
])("what lines add up to is made again from them: %s", async (_what, change, subject) => {
  const undo = await asSuperuser(async (client) => {
    const table = /^(?:update|delete from) (\w+)/.exec(change)?.[1] ?? "";
    const kept = (await client.query(`select to_jsonb(t) as row from ${table} t`)).rows.map(({ row }) => row);
    await client.query(change);
    return async (again: pg.Client) => {
      await again.query(`delete from ${table}`);
      await again.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
        JSON.stringify(kept),
      ]);
    };
  });
  const found = await verifyAll({ settledMinutes: 0 });
  await asSuperuser(undo);
  expect(found.find((check) => check.subject === subject)?.broken).not.toEqual([]);
  expect(await brokenNow()).toEqual([]);
});

test("what is removed, or changed with its digest, breaks its block", async () => {
  for (const table of sealedTables) await closeBlocks(table, 0);
  expect(await brokenNow()).toEqual([]);
  for (const table of ["presence", "audit_event", "envelope_entry", "certification", "pay_line"] as const) {
    const saved = await asSuperuser(async (client) => {
      const { rows } = await client.query<{ row: object }>(
        `select to_jsonb(t) as row from ${table} t order by sealed_at, id limit 1`,
      );
      await client.query(`delete from ${table} where id = (select id from ${table} order by sealed_at, id limit 1)`);
      return rows[0]?.row;
    });
    expect((await verifyRows(table)).broken, table).toEqual([`${table} block 1`]);
    await asSuperuser((client) =>
      client.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [saved]),
    );
    expect((await verifyRows(table)).broken, table).toEqual([]);
  }
  const forge = (at: string) =>
    asSuperuser(async (client) => {
      await client.query("set timezone = 'UTC'");
      await client.query(`update presence set at = at ${at}`);
      await client.query("update presence t set digest = digest_of('presence', to_jsonb(t))");
    });
  await forge("+ interval '1 minute'");
  expect((await verifyRows("presence")).broken).toEqual(["presence block 1"]);
  await forge("- interval '1 minute'");
  expect(await brokenNow()).toEqual([]);
});

test("blocks go on where the last one ended, and two that close at once close once", async () => {
  const count = () => db.proofBlock.count({ where: { subject: "audit_event" } });
  const before = await count();
  await db.auditEvent.create({ data: { action: "test.act", subject: "test", subjectId: "1", at: new Date() } });
  expect(await closeBlocks("audit_event")).toBe(0);
  await Promise.all([closeBlocks("audit_event", 0), closeBlocks("audit_event", 0)]);
  expect(await count()).toBe(before + 1);
  const check = await verifyRows("audit_event");
  expect(check).toEqual({ subject: "audit_event", lines: await db.auditEvent.count(), broken: [] });
});

test("a day's run is kept, and the heads it hands out prove the ledger afterwards", async () => {
  await verifyDay("2012-10-18");
  const runs = await db.verificationRun.findMany({ where: { day: new Date("2012-10-18") } });
  expect(runs.length).toBeGreaterThan(20);
  expect(runs.every(({ broken }) => broken.length === 0)).toBe(true);
  await exportHeads("2012-10-18");
  const { lines, lastHash } = await verifyLedger(worked.academie.id, "2012-2013");
  const heads = await listHeads(worked.rectorat);
  expect(heads[0]).toMatchObject({ academieId: worked.academie.id, number: lines, hash: lastHash });
  expect(await listHeads(await anActor({ role: "RECTORAT", place: await anAcademie() }))).toEqual([]);
  await expect(listHeads(worked.head)).rejects.toMatchObject({ code: "forbidden" });
  // A ledger that somebody wrote anew from its first line holds by itself, but not against its handed-out head.
  await asSuperuser((client) =>
    client.query("update ledger_head_export set hash = repeat('0', 64) where day = '2012-10-18'"),
  );
  expect(await brokenNow()).toEqual([`hours.chain: exported ${worked.academie.id} 2012-2013 line ${lines}`]);
});

type Column = { name: string; type: string };

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await pool().query<Column>(
    "select column_name as name, udt_name as type from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position",
    [table],
  );
  return rows;
}

/** Changes one column of one row to another value. Null where no such value is accepted. */
async function edit(
  client: pg.Client,
  { table, id, column, roll }: { table: string; id: string; column: Column; roll: number },
) {
  const { name, type } = column;
  const read = async (rowId: string) =>
    (
      await client.query<{ value: string | null }>(`select ${name}::text as value from ${table} where id::text = $1`, [
        rowId,
      ])
    ).rows[0]?.value ?? null;
  const from = await read(id);
  const to = await other(client, type, from, roll);
  const numbers = (
    await client.query<{ number: string }>("select number::text from pay_statement where id::text = $1", [id])
  ).rows.map(({ number }) => number);
  try {
    await client.query(`update ${table} set ${name} = $1::${type === "_text" ? "text[]" : type} where id::text = $2`, [
      to,
      id,
    ]);
  } catch {
    // A constraint holds even here.
    return null;
  }
  const newId = name === "id" ? String(to) : id;
  if ((await read(newId)) === from) return null;
  if (name === "number") numbers.push(String(to));
  const undo = (again: pg.Client) =>
    again.query(`update ${table} set ${name} = $1::${type} where id::text = $2`, [from, newId]).then(() => undefined);
  return { from, to, id: newId, numbers, undo };
}

async function other(client: pg.Client, type: string, from: string | null, roll: number): Promise<string | null> {
  if (roll < 0.1) return null;
  if (type === "uuid") return crypto.randomUUID();
  if (type === "int4" || type === "int8") return String(Number(from ?? 0) + 1 + Math.floor(roll * 1_000));
  if (type === "timestamptz")
    return new Date(Date.parse(from ?? "2012-10-17T12:00:00Z") + Math.ceil(roll * 1e9)).toISOString();
  if (type === "jsonb") return JSON.stringify({ forged: roll });
  if (type === "text") return `${from ?? ""}x`;
  const { rows } = await client.query<{ label: string }>(
    "select enumlabel as label from pg_enum where enumtypid = $1::regtype order by 1",
    [type],
  );
  const labels = rows.map(({ label }) => label).filter((label) => label !== from);
  return labels[Math.floor(roll * labels.length)] ?? null;
}
