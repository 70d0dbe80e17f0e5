import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { freePort } from "../../app/platform/embedded/postmaster.server";
import { startWeb } from "../realtime/web";
import {
  aCopy,
  askTick,
  brokenIn,
  endCopies,
  makeWorld,
  progress,
  startWorker,
  statementsOf,
  untilOver,
} from "../workers/months";
import { type Chance, chance } from "./chance";
import { browsers, moneyOf, OFFICES, someOffices, takeToExport } from "./money";
import { type PostgresFault, postgresFaults, startPostgres, steadyReader } from "./postgres";

/** Runs in all; each is struck twice, while months are drafted and while money is moved. */
const FAULTS = Number(process.env.DATABASE_FAULTS ?? 2);
const AWAY_MS = Number(process.env.DATABASE_AWAY_SECONDS ?? 2) * 1_000;
const SEED = process.env.STATEMENT_SEED ?? String(Date.now() % 1_000_000);
const said = (line: string) => process.stdout.write(`${line}\n`);
/** It dies in every other run; which way it is cut off comes first is drawn. */
const cuts = chance(SEED).shuffled(postgresFaults.slice(1));
const kindOf = (n: number): PostgresFault => (n % 2 === 0 ? "killed" : (cuts[((n - 1) / 2) % 2] ?? "cut off"));

let house: Awaited<ReturnType<typeof startPostgres>>;
let offices: Awaited<ReturnType<typeof someOffices>>;
let calm: { statements: string; money: string };
const met: { back: number; again: number; acknowledged: number }[] = [];

beforeAll(async () => {
  house = await startPostgres("world", chance(SEED));
  Object.assign(process.env, {
    DATABASE_URL: house.appUrl(),
    APP_SECRET: "a secret of the fault tests, long enough to be one",
    HOST: "127.0.0.1",
    ORIGIN: "http://127.0.0.1",
    ENTREPAIRS_DEMONSTRATION: "1",
  });
  await makeWorld(
    () => ({ superuserUrl: house.superuserUrl, appUrl: house.appUrl() }),
    async () => {
      offices = await someOffices();
    },
  );
});
afterEach(endCopies);
afterAll(async () => {
  await house?.stop();
  const sum = (of: keyof (typeof met)[number]) => met.reduce((all, one) => all + one[of], 0);
  said(
    `PostgreSQL faults: n = ${2 * met.length}, 0 of ${sum("acknowledged")} answered acts lost, ${sum("again")} asked again; ` +
      `pages back at most ${Math.max(0, ...met.map(({ back }) => back))} ms after it (seed ${SEED})`,
  );
});

/** Strikes, stays away, heals; answers how long a page then took to come back. */
async function outage(kind: PostgresFault, page: () => Promise<number>): Promise<number> {
  await house.strike(kind);
  await sleep(AWAY_MS);
  await house.heal(kind);
  const healed = Date.now();
  while ((await page().catch(() => 0)) !== 200) await sleep(50);
  return Date.now() - healed;
}

/** One run: months drafted, then money moved, and the whole of it judged. Nobody is started again by us. */
async function run(kind: PostgresFault | null, drawn: Chance) {
  const copy = await aCopy({ asked: false });
  await copy.client.end();
  const name = new URL(copy.url).pathname.slice(1);
  const reader = steadyReader(() => house.appUrl(name));
  const port = await freePort();
  const url = house.throughDoor(name);
  const web = await startWeb({ DATABASE_URL: url, PORT: `${port}`, ORIGIN: `http://127.0.0.1:${port}` });
  let strike: Promise<number> | undefined;
  try {
    const worker = startWorker(url);
    const people = await browsers(web.url, offices);
    const [visitor] = people.values();
    const page = async () => (await visitor?.get("/etats"))?.status ?? 0;
    await askTick(reader);
    const [item, act] = [drawn.below(30), drawn.below(OFFICES * 5)];
    while (kind && !strike) {
      const { items, over } = await progress(reader);
      if (items >= item || over) strike = outage(kind, page);
    }
    const backs = [await strike];

    await untilOver(reader);
    strike = undefined;
    const told = await takeToExport(offices, people, reader, (done) => {
      if (kind && done > act) strike ??= outage(kind, page);
    });
    backs.push(await strike);
    await untilQuiet(reader);
    worker.kill("SIGKILL");
    const back = Math.max(...backs.map((ms) => ms ?? 0));
    return {
      statements: await statementsOf(reader),
      money: await moneyOf(reader),
      url: house.appUrl(name),
      ...told,
      back,
      item,
      act,
    };
  } finally {
    // The next run's PostgreSQL is the same.
    await strike?.catch(() => undefined);
    await web.end("SIGKILL");
  }
}

/** Nothing waits: what was handed over is done. */
async function untilQuiet(reader: ReturnType<typeof steadyReader>) {
  for (const last = Date.now() + 120_000; ; await sleep(100)) {
    const { rows } = await reader.query(
      "select name from awaited_job union all select name from outbox where relayed_at is null",
    );
    if (rows.length === 0) return;
    if (Date.now() > last) throw new Error(`still waiting: ${JSON.stringify(rows)}`);
  }
}

test("months drafted and money moved when nothing fails", async () => {
  const { statements, money, url } = await run(null, chance(SEED));
  calm = { statements, money };
  expect(money).toContain("envelope");
  expect(statements.match(/EXPORTED/g)?.length).toBeGreaterThanOrEqual(OFFICES);
  expect(await brokenIn(url)).toEqual([]);
});

test.each(Array.from({ length: FAULTS }, (_, n) => n))(
  `run %i: PostgreSQL goes away twice, nothing answered is lost and nothing is half done (seed ${SEED})`,
  async (n) => {
    const [kind, seed] = [kindOf(n), `${SEED}-${n}`];
    const { statements, money, url, ...told } = await run(kind, chance(seed));
    expect(statements, `seed ${seed}`).toBe(calm.statements);
    expect(money, `seed ${seed}`).toBe(calm.money);
    expect(await brokenIn(url), `seed ${seed}`).toEqual([]);
    met.push(told);
    said(
      `${kind} at statement ${told.item} of 30 and after act ${told.act} of ${OFFICES * 5}: whole; ${told.acknowledged} answered, ` +
        `${told.again} asked again; a page ${told.back} ms after it was back (seed ${seed})`,
    );
  },
);
