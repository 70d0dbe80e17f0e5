import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Step } from "./cast";
import { type Chance, chance } from "./chance";
import { broken, settled, tally } from "./invariants";
import { type Part, parts, type Rig, type Ringing, type Stage, startRig } from "./rig";
import { thread } from "./thread";

// FAULT_RUNS says how many runs; FAULT_SEED=<seed> plays a series again, FAULT_SEED=<seed>-<number> one run of it.
const [base = "", only] = (process.env.FAULT_SEED ?? String(Date.now() % 1_000_000)).split("-");
const runs =
  only === undefined ? Array.from({ length: Number(process.env.FAULT_RUNS ?? 20) }, (_, n) => n) : [Number(only)];

/** How long each step took when nobody was killed: what « the middle of a step » means here. */
const usual = new Map<string, number>();
let calm: Record<string, number> | null = null;
let rig: Rig;
const killed: Record<Part, number> = { web: 0, worker: 0, postgres: 0 };
const said = (line: string) => process.stdout.write(`${line}\n`);

beforeAll(async () => {
  rig = await startRig();
  said(`faults: seed ${base}, ${runs.length} runs`);
});
afterAll(async () => {
  await rig?.stop();
  const n = Object.values(killed).reduce((sum, times) => sum + times, 0);
  said(`faults: n = ${n} (web ${killed.web}, worker ${killed.worker}, PostgreSQL ${killed.postgres})`);
});

test("the thread goes to its end when nobody is killed", async () => {
  const stage = await rig.open();
  try {
    const { story, steps } = thread(stage.origin, chance(`${base}-calm`));
    for (const { name, play } of steps) {
      const since = Date.now();
      await play();
      usual.set(name, Date.now() - since);
      if (process.env.FAULT_DEBUG) said(`${name} ${Date.now() - since}`);
    }
    expect(await settled(stage.ownerUrl)).toEqual([]);
    expect(await broken(stage.ownerUrl, story, null)).toEqual([]);
    expect(stage.deaths()).toBe(0);
    calm = await tally(stage.ownerUrl);
    said(`calm: ${[...usual].map(([name, ms]) => `${name} ${ms}`).join(", ")} (ms)`);
  } finally {
    await stage.close();
  }
});

test.each(runs)("run %i: one part is killed, nothing acknowledged is lost, nothing is doubled", async (run) => {
  const seed = `${base}-${run}`;
  const drawn = chance(seed);
  const victim = parts[run % parts.length] ?? "web";
  const since = Date.now();
  const stage = await rig.open();
  const end = new AbortController();
  let failed = false;
  try {
    const { story, steps } = thread(stage.origin, drawn);
    const step = chosenStep(steps, run);
    const moment = drawMoment(victim, step, drawn);
    let at = "";
    let strike: Promise<void> | undefined;
    for (const { name, play } of steps) {
      at = name;
      if (step.name === name)
        strike = reached(stage, moment, end.signal).then(async () => {
          if (failed) return; // the next run's PostgreSQL is the same
          await stage.kill(victim);
          killed[victim]++;
          said(
            `seed ${seed}: ${victim} killed ${moment.says} « ${step.name} »${at === step.name ? "" : `, in « ${at} »`}`,
          );
        });
      await play();
    }
    at = "the end";
    end.abort();
    await strike;
    const played = Date.now();
    await stage.ready();
    expect(await settled(stage.ownerUrl), "what is still under way").toEqual([]);
    expect(await broken(stage.ownerUrl, story, calm)).toEqual([]);
    expect(stage.deaths(), "parts that died: the victim, and no other").toBe(1);
    const promised = story.writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
    said(
      `seed ${seed}: whole; ${story.effects.length} effects, ${promised} updates acknowledged; ` +
        `${seconds(since, played)} played, ${seconds(played, Date.now())} settling`,
    );
  } catch (error) {
    failed = true;
    end.abort();
    said(`seed ${seed}: FAILED\n${stage.log("web", 8)}\n${stage.log("worker", 8)}`);
    throw error;
  } finally {
    await stage.close();
  }
});

type Moment = { afterMs: number; commit: readonly Ringing[] | null; says: string };

/** Some time into the step; in every other run it is then the very next commit of the victim, before it tells anybody. */
function drawMoment(victim: Part, step: Step, drawn: Chance): Moment {
  const afterMs = Math.round(drawn.next() * (usual.get(step.name) ?? 500));
  const [atCommit, ofText] = [drawn.next() < 0.5, drawn.next() < 0.3];
  const done: readonly Ringing[] =
    victim === "worker" ? ["mailbox_message", "hour_entry", "pay_line", "envelope_entry"] : ["audit_event"];
  // Nothing but text is committed in the last steps.
  const late = step.name === "read what was made" || step.name === "close the text";
  const commit = late || !atCommit ? null : ofText && victim !== "worker" ? (["scenario_update"] as const) : done;
  return { afterMs, commit, says: `${commit ? "at the first commit " : ""}${afterMs} ms into` };
}

/** Resolves at the moment, or at the end of the thread where it has not come. */
async function reached(stage: Stage, { afterMs, commit }: Moment, end: AbortSignal): Promise<void> {
  const ended = new Promise<void>((resolve) => end.addEventListener("abort", () => resolve(), { once: true }));
  const commits = commit && (await stage.commitsTo(commit));
  await Promise.race([sleep(afterMs), ended]);
  if (commits && !end.aborted) await Promise.race([commits.next(), ended]);
  void commits?.stop();
}

/** Each victim goes through all the steps in an order drawn from the seed, before it comes to one of them again. */
function chosenStep(steps: readonly Step[], run: number): Step {
  const victim = run % parts.length;
  const names = chance(`${base} steps ${victim}`).shuffled([...usual.keys()]);
  const name = names[Math.floor(run / parts.length) % names.length];
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error("the calm run names the steps");
  return step;
}
