import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { chance } from "../faults/chance";
import {
  ACADEMIES,
  aCopy,
  askAgain,
  brokenIn,
  failedJobs,
  jobsTakenOver,
  progress,
  startWorker,
  statementsOf,
  theMonths,
  undisturbed,
  untilOver,
} from "./months";

/** Kills of the worker in all; a room of CI's, or what the variable says. */
const KILLS = Number(process.env.STATEMENT_KILLS ?? 6);
const SEED = process.env.STATEMENT_SEED ?? String(Date.now() % 1_000_000);

/** Workers that stand still, longer than they may hold a job, and then go on beside whoever took it over. */
const BLOCKS = Number(process.env.STATEMENT_BLOCKS ?? 1);
/** Longer than the lock (four seconds) and the look after it. */
const BLOCK_MS = 7_000;

/** A job that brings its worker down more than ten times is given up (maxStalledCount): a world is killed less often. */
const KILLS_OF_ONE_WORLD = 8;

theMonths();

test(`a worker killed ${KILLS} times while it drafts leaves the statements of one that was not (seed ${SEED})`, {
  timeout: 120_000 + KILLS * 30_000,
}, async () => {
  const expected = await undisturbed();
  expect(expected.split("\n").length).toBeGreaterThan(ACADEMIES * 4);
  const { next, below } = chance(SEED);
  let kills = 0;
  for (let round = 0; kills < KILLS; round++) {
    const { url, client } = await aCopy();
    // Every other round a month is one transaction: what is written together is killed together.
    const together = { STATEMENT_BATCH_LINES: round % 2 === 0 ? "1" : "2000" };
    // A round is killed until it is over by itself: every point of it is met.
    const before = kills;
    for (let over = false; !over && kills < KILLS && kills - before < KILLS_OF_ONE_WORLD; ) {
      const worker = startWorker(url, together);
      const { items } = await progress(client);
      const until = items + below(3);
      for (;;) {
        const now = await progress(client);
        over = now.over;
        if (over || now.items > until) break;
        await sleep(3);
      }
      if (!over) {
        await sleep(next() * 15);
        kills++;
      }
      worker.kill("SIGKILL");
      await new Promise((resolve) => worker.once("exit", resolve));
    }
    const last = startWorker(url, together);
    await untilOver(client);
    last.kill("SIGKILL");
    expect(await statementsOf(client), `round ${round}, seed ${SEED}`).toBe(expected);
    expect(await failedJobs(client)).toBe(0);
    expect(await brokenIn(url)).toEqual([]);
    await client.end();
  }
});

test(`a worker that stands still for longer than its lock, ${BLOCKS} times, goes on beside another: the same statements (seed ${SEED})`, {
  timeout: 120_000 + BLOCKS * 60_000,
}, async () => {
  const expected = await undisturbed();
  const { below } = chance(`${SEED}-blocked`);
  let takenOver = 0;
  for (let round = 0; round < BLOCKS; round++) {
    const { url, client } = await aCopy();
    const first = startWorker(url);
    const until = below(20);
    for (;;) {
      const now = await progress(client);
      if (now.over || now.items > until) break;
      await sleep(3);
    }
    // As a loop that is blocked: nothing is read nor written, and what it holds in the database it goes on holding.
    first.kill("SIGSTOP");
    const second = startWorker(url);
    await sleep(BLOCK_MS);
    first.kill("SIGCONT");
    await untilOver(client);
    takenOver += await jobsTakenOver(client);
    for (const worker of [first, second]) worker.kill("SIGKILL");
    expect(await statementsOf(client), `round ${round}, seed ${SEED}`).toBe(expected);
    expect(await failedJobs(client)).toBe(0);
    expect(await brokenIn(url)).toEqual([]);
    await client.end();
  }
  process.stdout.write(`stood still: n = ${BLOCKS}, ${takenOver} jobs taken over (seed ${SEED})\n`);
});

test("asked a second time, a month changes nothing", async () => {
  const { url, client } = await aCopy();
  const worker = startWorker(url);
  await untilOver(client);
  const before = await statementsOf(client);
  await askAgain(client);
  await sleep(300);
  await untilOver(client);
  worker.kill("SIGKILL");
  expect(await statementsOf(client)).toBe(before);
  await client.end();
});
