import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { chance } from "../faults/chance";
import { Editor, wrongly } from "./editor";
import { committedText, connect, startRealtime, until } from "./server";

// STORE_RUNS says how often the store fails, STORE_SECONDS for how long at most; STORE_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.STORE_RUNS ?? 4) }, (_, n) => n);
const mostMs = Number(process.env.STORE_SECONDS ?? 5) * 1_000;
const seed = process.env.STORE_SEED ?? String(Date.now() % 1_000_000);

let server: Awaited<ReturnType<typeof startRealtime>>;
const { superuserUrl } = inject("cluster");
const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
beforeAll(async () => {
  server = await startRealtime();
  process.stdout.write(`store: seed ${seed}, n = ${runs.length}, up to ${mostMs} ms\n`);
});
afterAll(() => server.stop());

async function ask(url: string | undefined, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

/** Ways to lose the store, each with its end. */
const failures: [string, () => Promise<() => Promise<void>>][] = [
  [
    "the log cannot be written",
    async () => {
      await ask(process.env.DATABASE_OWNER_URL, "alter table scenario_update rename to scenario_update_away");
      return () => ask(process.env.DATABASE_OWNER_URL, "alter table scenario_update_away rename to scenario_update");
    },
  ],
  [
    "PostgreSQL is away",
    async () => {
      await ask(
        superuserUrl,
        `alter database ${database} allow_connections false`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
      );
      return () => ask(superuserUrl, `alter database ${database} allow_connections true`);
    },
  ],
  [
    "the log waits",
    async () => {
      const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
      await owner.connect();
      await owner.query("begin; lock table scenario_update in share mode");
      return async () => {
        await owner.query("rollback");
        await owner.end();
      };
    },
  ],
];

test.each(runs)(
  "the store fails while people type, and the last one leaves: nothing called saved is lost (run %i)",
  {
    timeout: 240_000,
  },
  async (run) => {
    const drawn = chance(`${seed}-${run}`);
    const [name = "", fail] = failures[run % failures.length] ?? [];
    if (!fail) throw new Error("no failure");
    const { scenarioId, members } = await aScenario();
    const [one, other] = members;
    if (!one || !other) throw new Error("two members");
    const [leaver, stayer] = [
      await Editor.open(server.url, one, "a", { scenarioId }),
      await Editor.open(server.url, other, "b", { scenarioId }),
    ];
    onTestFinished(() => [leaver, stayer].forEach((editor) => void editor.close()));
    await until("both may write", () => leaver.word === "saved" && stayer.word === "saved", 15_000);

    let typing = true;
    const hands = (async () => {
      while (typing) {
        for (const editor of [leaver, stayer])
          if (drawn.below(2) === 0 && editor.line.getStatus().synced) editor.type();
        await sleep(20 + drawn.below(60));
      }
    })();
    await sleep(300 + drawn.below(500));
    const repair = await fail();
    const [wordsFrom, typedFrom] = [stayer.said.length, stayer.typed.length];
    await sleep(1_000 + drawn.below(mostMs - 999));
    // Nothing typed since the store failed is on disk: nobody was told that it is.
    const claims = stayer.said.slice(wordsFrom).filter(({ word, typed }) => word === "saved" && typed > typedFrom);
    const promised = leaver.saved();
    leaver.close();
    typing = false;
    await hands;
    expect(claims, name).toEqual([]);
    await repair();

    await until("the one who stayed is saved", () => stayer.word === "saved", 60_000);
    stayer.close();
    const witness = await connect(server.url, one);
    await until("the text opens", async () => (await witness.join(scenarioId)).ok, 15_000);
    witness.close();
    const text = await committedText(scenarioId);
    expect(wrongly([...promised, ...stayer.typed], text), `${name}, seed ${seed}-${run}`).toEqual([]);
  },
);
