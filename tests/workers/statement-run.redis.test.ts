import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD } from "@tests/factories/account";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../app/platform/embedded/postmaster.server";
import { chance } from "../faults/chance";
import { startWeb } from "../realtime/web";
import { Visitor } from "../support/visitor";
import {
  aCopy,
  brokenIn,
  progress,
  rectoratOf,
  startWorker,
  statementsOf,
  theMonths,
  undisturbed,
  untilOver,
} from "./months";
import { ownRedis } from "./redis";
import { faults } from "./redis-faults";

const SEED = process.env.STATEMENT_SEED ?? String(Date.now() % 1_000_000);
/** One after the other; which of the ways to be away comes first is drawn. */
const kinds = ["flushed", "full", ...chance(SEED).shuffled(["killed", "cut off", "swallowed"])];
/** How often Redis fails in all, one way after the other. */
const FAULTS = Number(process.env.REDIS_FAULTS ?? 3);
/** How long it stays away each time. */
const AWAY_MS = Number(process.env.REDIS_AWAY_SECONDS ?? 2) * 1_000;
/** A page that waits for Redis answers never; one on a busy machine answers late. */
const PATIENCE_MS = 30_000;
const said = (line: string) => process.stdout.write(`${line}\n`);

theMonths();
const probe = await ownRedis();
await probe?.stop();

/** One run of all months, with one fault in it. Answers what was met on the way. */
async function disturbed(kind: string, seed: string, expected: string) {
  const drawn = chance(seed);
  const redis = await ownRedis();
  const fault = redis && (await faults[kind]?.(redis, drawn));
  if (!redis || !fault) throw new Error("no Redis");
  const { url, client } = await aCopy();
  const port = await freePort();
  const own = { PORT: `${port}`, ORIGIN: `http://127.0.0.1:${port}` };
  const web = await startWeb({ ...own, DATABASE_URL: url, REDIS_URL: fault.url });
  onTestFinished(async () => {
    await web.end("SIGKILL");
    await fault.close();
    await redis.stop();
  });
  const reader = await new Visitor(web.url, PATIENCE_MS).signIn(rectoratOf(0), PASSWORD);

  let worker = startWorker(url, { REDIS_URL: fault.url });
  const until = drawn.below(24);
  // With its worker, Redis loses what was under way too: nobody is left who knows of it.
  const both = drawn.next() < 0.6;
  for (;;) {
    const { items, over } = await progress(client);
    if (over || items >= until) break;
    await sleep(3);
  }
  const { items } = await progress(client);
  await fault.strike();
  if (both) {
    worker.kill("SIGKILL");
    await new Promise((resolve) => worker.once("exit", resolve));
    worker = startWorker(url, { REDIS_URL: fault.url });
  }
  const answered: number[] = [];
  for (const end = Date.now() + AWAY_MS; answered.length === 0 || Date.now() < end; await sleep(200)) {
    const asked = Date.now();
    expect((await reader.get("/etats")).status, `a page while Redis is ${kind}, seed ${seed}`).toBe(200);
    answered.push(Date.now() - asked);
  }
  const during = (await progress(client)).items;
  await fault.heal();
  const healed = Date.now();
  // Nobody asks again: the outbox does.
  await untilOver(client);
  const resumed = Date.now() - healed;
  expect(await statementsOf(client), `seed ${seed}`).toBe(expected);
  worker.kill("SIGKILL");
  await web.end("SIGKILL");
  expect(await brokenIn(url), `seed ${seed}`).toEqual([]);
  await client.end();
  said(
    `${kind}${both ? " with its worker" : ""} at ${items} of 30, ${during} when it was back, whole ${resumed} ms later; ` +
      `${answered.length} pages meanwhile, the slowest in ${Math.max(...answered)} ms (seed ${seed})`,
  );
  return { resumed, slowest: Math.max(...answered), pages: answered.length };
}

test.skipIf(!probe)(
  `Redis flushed, full, killed, cut off or swallowed ${FAULTS} times while months are drafted loses no statement, and pages answer (seed ${SEED})`,
  { timeout: 120_000 + FAULTS * (180_000 + AWAY_MS) },
  async () => {
    const expected = await undisturbed();
    const met: Awaited<ReturnType<typeof disturbed>>[] = [];
    const next = Array.from({ length: FAULTS }, (_, n) => n);
    // Most of a fault is waiting: two at a time.
    const lane = async () => {
      for (let n = next.shift(); n !== undefined; n = next.shift())
        met.push(await disturbed(kinds[n % kinds.length] ?? "", `${SEED}-${n}`, expected));
    };
    await Promise.all([lane(), lane()]);
    const most = (of: "resumed" | "slowest") => Math.max(...met.map((one) => one[of]));
    said(
      `Redis faults: n = ${met.length}, 0 lost; ${met.reduce((sum, { pages }) => sum + pages, 0)} pages, ` +
        `the slowest ${most("slowest")} ms; whole at most ${most("resumed")} ms after it was back`,
    );
  },
);
