import { createHash, createPublicKey, verify } from "node:crypto";
import pg from "pg";
import * as Y from "yjs";
import { firstBrokenLine, type StoredEntry } from "~/domain/hours/rules";
import type { Story } from "./cast";

type Row = Record<string, unknown>;
type Ask = (sql: string, values?: unknown[]) => Promise<Row[]>;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Rows that a kill may add to without doubling anything: sessions, limits, receipts, messages between parts. */
const volatile = [
  ..."http_session rate_limit attendance_receipt outbox awaited_job scheduled_run".split(" "),
  ..."scenario_update scenario_snapshot scenario_client _prisma_migrations".split(" "),
  // A month asked for by two jobs is run twice and written once: statements and their lines are counted, runs are not.
  ..."statement_run statement_item".split(" "),
  // One run a business day, whenever its tick comes.
  ..."verification_run proof_block ledger_head_export".split(" "),
];

/** How many rows each table holds, and how many times each thing was done: two houses that did the same count the same. */
export async function tally(ownerUrl: string): Promise<Record<string, number>> {
  return asking(ownerUrl, async (ask) => {
    const tables = await ask(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables)
      if (!volatile.includes(String(name))) counts[String(name)] = await count(ask, `select 1 from "${String(name)}"`);
    for (const { what, times } of await ask(
      `select 'audit ' || action as what, count(*)::int as times from audit_event group by 1
       union all select 'mail ' || template, count(*)::int from mail group by 1
       union all select 'move ' || move, count(*)::int from envelope_entry group by 1`,
    ))
      counts[String(what)] = Number(times);
    return counts;
  });
}

/** Waits until nothing is under way: outbox handed over, every job done. Gives what still waits when time is out. */
export async function settled(ownerUrl: string, timeoutMs = 300_000): Promise<string[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const waiting = await asking(ownerUrl, async (ask) =>
      (
        await ask(
          `select 'outbox ' || name as what from outbox where relayed_at is null
           union all select 'awaited ' || id from awaited_job
           union all select 'mail ' || key from mail where sent_at is null
           union all select 'job ' || id || ' ' || state || ' ' || coalesce(failed_reason, '') from bullmq.job
             where state in ('active', 'waiting', 'delayed', 'failed') and name <> 'clock.tick'`,
        )
      ).map(({ what }) => String(what)),
    ).catch((error: unknown) => [String(error)]);
    const failed = waiting.filter((what) => what.includes(" failed "));
    if (failed.length > 0 || waiting.length === 0 || Date.now() > deadline) return waiting;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Everything that must hold after a run: a list of what does not. `calm`: the tally of a run where nobody was killed. */
export async function broken(ownerUrl: string, story: Story, calm: Record<string, number> | null): Promise<string[]> {
  const found: string[] = [];
  const expect = (what: string, is: unknown, wanted: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(wanted))
      found.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
  };
  const unfinished = await asking(ownerUrl, (ask) => ask("select month from statement_run where finished_at is null"));
  expect("runs of months that are not finished", unfinished, []);
  if (calm) {
    const now = await tally(ownerUrl);
    for (const name of new Set([...Object.keys(calm), ...Object.keys(now)])) expect(name, now[name], calm[name]);
  }
  await asking(ownerUrl, async (ask) => {
    for (const { what, sql, values, acknowledged } of story.effects) {
      const times = await count(ask, sql, values);
      if (times !== 1) found.push(`${what}${acknowledged ? ", acknowledged" : ""}: there ${times} times`);
    }
    await attendance(ask, expect);
    await ledger(ask, expect);
    await money(ask, expect);
    await certificates(ask, expect);
    expect("failed jobs", await ask("select name, failed_reason from bullmq.job where state = 'failed'"), []);
    expect(
      "mails in the box",
      await count(ask, "select 1 from mailbox_message"),
      await count(ask, "select 1 from mail"),
    );
    await texts(ask, story, found);
  });
  return found;
}

type Expect = (what: string, is: unknown, wanted: unknown) => void;

async function attendance(ask: Ask, expect: Expect) {
  const sheets = await ask(
    "select s.*, k.public_key from attendance_sheet s left join signing_key k on k.id = signing_key_id",
  );
  expect(
    "sheets",
    sheets.map(({ status, declared }) => [status, declared]),
    [["SEALED", 12]],
  );
  for (const sheet of sheets) expect("the seal", sealHolds(sheet), true);
  const lines = await ask("select id, enrolment_id, seq, sign, proof from presence order by id");
  expect("presence lines", lines.length, 12);
  expect("persons on the sheet", new Set(lines.map((line) => line.enrolment_id)).size, 12);
  expect("proofs", lines.map(({ proof }) => proof).sort(), [...Array(10).fill("CODE"), "TICK", "TICK"]);
  const sealed = JSON.parse(String(sheets[0]?.content ?? "{}")) as { people?: { lines: { id: string }[] }[] };
  const inside = sealed.people?.flatMap((person) => person.lines.map(({ id }) => id)) ?? [];
  expect("lines under the seal", inside.sort(), lines.map(({ id }) => id).sort());
}

/** The hash is that of the content, and the signature that of the server's key. */
function sealHolds({ content, hash, signature, public_key: key }: Row): boolean {
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(String(key), "base64url")]);
  const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
  const text = String(content);
  return (
    sha256(text) === hash && verify(null, Buffer.from(text), publicKey, Buffer.from(String(signature), "base64url"))
  );
}

async function ledger(ask: Ask, expect: Expect) {
  const rows = await ask("select * from hour_entry order by academie_id, school_year_id, number");
  const entries = rows.map((row) => camel(row) as unknown as StoredEntry);
  expect(
    "numbers",
    entries.map(({ number }) => number),
    Array.from({ length: 13 }, (_, index) => index + 1),
  );
  expect("first broken line of the chain", firstBrokenLine(entries, sha256), null);
  const of = (role: string) => entries.filter((entry) => entry.role === role);
  expect(
    "trainee minutes",
    of("TRAINEE").map(({ minutes }) => minutes),
    Array(12).fill(180),
  );
  expect("trainees", new Set(of("TRAINEE").map(({ enrolmentId }) => enrolmentId)).size, 12);
  expect(
    "trainer minutes",
    of("TRAINER").map(({ minutes }) => minutes),
    [180],
  );
  const onTraining = "select 1 from hour_entry e join mission m on m.id = e.mission_id where m.kind = 'TRAINING'";
  expect("trainer lines on M2", await count(ask, onTraining), 1);
  const [head] = await ask("select next_number, last_hash from ledger_head");
  expect("head of the ledger", [head?.next_number, head?.last_hash], [14, entries.at(-1)?.hash]);
  expect("booked intervals", await count(ask, "select 1 from booked_interval"), 13);
}

async function money(ask: Ask, expect: Expect) {
  const wrong = await ask(
    `select e.label, e.delegated_cents, e.committed_cents, e.service_done_cents, e.paid_cents from envelope e
     left join lateral (select
       coalesce(sum(amount_cents) filter (where move = 'DELEGATE'), 0) as delegated,
       coalesce(sum(case move when 'COMMIT' then amount_cents when 'RELEASE' then -amount_cents end), 0) as committed,
       coalesce(sum(amount_cents) filter (where move = 'SERVICE_DONE'), 0) as done,
       coalesce(sum(amount_cents) filter (where move = 'PAY'), 0) as paid
       from envelope_entry where envelope_id = e.id) s on true
     where (e.delegated_cents, e.committed_cents, e.service_done_cents, e.paid_cents) <> (s.delegated, s.committed, s.done, s.paid)`,
  );
  expect("envelopes whose counters are not the sums of their lines", wrong, []);
  const commitments = await ask(
    "select nature, amount_cents, service_done_cents, paid_cents, released_cents from commitment order by nature",
  );
  expect(
    "commitments",
    commitments.map((row) => Object.values(row)),
    [
      ["HSE", 11208, 11208, 11208, 0],
      // Decided in October, due when the year is over.
      ["IFIC", 40000, 0, 0, 0],
      ["REPROGRAPHY", 4500, 0, 0, 0],
    ],
  );
  const used = await ask(
    `select titre2, committed_cents, service_done_cents, paid_cents from envelope where committed_cents > 0
     order by titre2, committed_cents`,
  );
  expect(
    "envelopes in use",
    used.map((row) => Object.values(row)),
    [
      [false, 4500, 0, 0],
      [true, 11208, 11208, 11208],
      [true, 40000, 0, 0],
    ],
  );
  const split = await ask(
    `select programme, count(*)::int as n, sum(delegated_cents)::int as cents from envelope where not titre2 group by 1 order by 1`,
  );
  expect(
    "the split",
    split.map((row) => Object.values(row)),
    [
      [139, 30, 75_200_000],
      [140, 30, 75_200_000],
      [141, 30, 225_600_000],
    ],
  );
  expect("certifications", await count(ask, "select 1 from certification where decision = 'CERTIFIED'"), 1);
  const statements = await ask("select month, status, total_cents from pay_statement");
  expect(
    "statements",
    statements.map((row) => Object.values(row)),
    [["2012-10", "EXPORTED", 11208]],
  );
  const lines = await ask("select minutes, amount_cents, decision in ('ACCEPT', 'WARN') as paid from pay_line");
  expect(
    "lines",
    lines.map((row) => Object.values(row)),
    [[180, 11208, true]],
  );
  const events = await ask("select status from statement_event order by id");
  expect(
    "life of the statement",
    events.map(({ status }) => status),
    ["DRAFT", "CONTROLLED", "DECIDED", "EXPORTED"],
  );
}

async function certificates(ask: Ask, expect: Expect) {
  const rows = await ask(
    "select c.*, k.public_key from certificate c left join signing_key k on k.id = signing_key_id",
  );
  expect("certificates", rows.length, 12);
  expect("holders", new Set(rows.map((row) => row.person_id)).size, 12);
  expect("certificates that do not verify", rows.filter((row) => !sealHolds(row)).length, 0);
}

/** Each marker that was acknowledged stands once in the text rebuilt from snapshot and log; no marker stands twice. */
async function texts(ask: Ask, { writers, scenarioId }: Story, found: string[]) {
  const parts = await ask(
    `select state as bytes, 0 as rank, 0 as id from scenario_snapshot where scenario_id = $1
     union all select update, 1, id from scenario_update where scenario_id = $1 order by 2, 3`,
    [scenarioId],
  );
  const document = new Y.Doc();
  for (const { bytes } of parts) Y.applyUpdate(document, new Uint8Array(bytes as Buffer));
  if (document.store.pendingStructs) found.push("the text waits for an update that the log does not have");
  const text = document.getXmlFragment("content").toString();
  for (const { typed, acknowledged, keepsTab } of writers)
    for (const marker of typed) {
      const times = text.split(`>${marker}<`).length - 1;
      const promised = acknowledged.has(marker) || keepsTab;
      if (times > 1 || (promised && times === 0)) found.push(`${marker} stands ${times} times in the text`);
    }
}

async function asking<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(async (sql, values) => (await client.query(sql, values)).rows as Row[]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function count(ask: Ask, sql: string, values: unknown[] = []): Promise<number> {
  const [row] = await ask(`select count(*)::int as n from (${sql}) as counted`, values);
  return Number(row?.n);
}

const camel = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, sign: string) => sign.toUpperCase()),
      value,
    ]),
  );
