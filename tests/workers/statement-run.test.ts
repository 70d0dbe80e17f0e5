import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { chance } from "../faults/chance";
import {
  ACADEMIES,
  aCopy,
  askAgain,
  failedJobs,
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
    // A round is killed until it is over by itself: every point of it is met.
    const before = kills;
    for (let over = false; !over && kills < KILLS && kills - before < KILLS_OF_ONE_WORLD; ) {
      const worker = startWorker(url);
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
    const last = startWorker(url);
    await untilOver(client);
    last.kill("SIGKILL");
    expect(await statementsOf(client), `round ${round}, seed ${SEED}`).toBe(expected);
    expect(await failedJobs(client)).toBe(0);
    await client.end();
  }
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
