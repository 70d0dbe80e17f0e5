// Measures one world, in a process of its own: drafting, changes, the engine, memory. Writes its figures to the parent.
import { performance } from "node:perf_hooks";
import { draftStatements, redraftChanged } from "~/domain/budget/statements.server";
import { loadRates } from "~/domain/pay/rates.server";
import { decideLine } from "~/domain/pay/rules";
import type { LineFacts } from "~/domain/pay/schema";
import { db, disconnect } from "~/platform/db.server";
import { withClient } from "../../../prisma/adapter";
import { familyMicros } from "../processor";
import { changeSheets, keepLines, removeLines, undraft, writeLines } from "./change";
import { FLOOR, STATEMENTS } from "./floor";
import { MONTH } from "./world";

export type Cost = { ms: number; oursMs: number; postgresMs: number };

export type Figures = {
  /** The query, and all statements: time that passed, and time of processors (ours and PostgreSQL's), milliseconds. */
  floor: Cost[];
  draft: Cost[];
  /** The lines as they were drafted, written again from a table by one statement: what no judging could be cheaper than. */
  writing: Cost[];
  /** Of so many changed sheets, and of writing one line of each alone. */
  changes: { sheets: number; costs: Cost[]; writing: Cost[] }[];
  linesPerSecond: number[];
  lines: number;
  statements: number;
  /** Largest resident memory while drafting, above what it was before, in megabytes. */
  memoryMb: number[];
  /** Largest live memory while drafting (collected at each look), above what lived before, in megabytes; one run that is not timed. */
  liveMb: number;
};

export type Plan = { rounds: number; changes: number[]; superuserUrl: string; postgresPid: number; engine: boolean };

const plan: Plan = JSON.parse(process.argv[2] ?? "{}");
const figures: Figures = {
  floor: [],
  draft: [],
  writing: [],
  changes: plan.changes.map((sheets) => ({ sheets, costs: [], writing: [] })),
  linesPerSecond: [],
  lines: 0,
  statements: 0,
  memoryMb: [],
  liveMb: 0,
};

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [ours, theirs, from] = [process.cpuUsage(), familyMicros(plan.postgresPid), performance.now()];
  await work();
  const ms = performance.now() - from;
  const used = process.cpuUsage(ours);
  return {
    ms,
    oursMs: (used.user + used.system) / 1_000,
    postgresMs: (familyMicros(plan.postgresPid) - theirs) / 1_000,
  };
}

type Sum = { academie: string; channel: string; person: string; lines: number; minutes: number; cents: number };

await withClient(plan.superuserUrl, async (client) => {
  /** Figures of a computation that is wrong are worth nothing. */
  const requireSame = async () => {
    const sums = async (sql: string) =>
      (await client.query<Sum>(sql)).rows.map((row) => Object.values(row).join(" ")).sort();
    const [wanted, found] = [await sums(FLOOR), await sums(STATEMENTS)];
    if (wanted.length === 0 || wanted.join() !== found.join())
      throw new Error("the statements do not say what the floor says");
  };
  for (let round = 0; round <= plan.rounds; round++) {
    await undraft(client);
    const floor = () => costOf(() => client.query(FLOOR));
    const draft = () => withMemory(() => costOf(() => draftStatements(MONTH)));
    // There and back: what grows slowly on the machine favours nobody.
    const first = round % 2 === 0 ? await floor() : null;
    const { cost, memoryMb } = await draft();
    const second = first ?? (await floor());
    await requireSame();
    // The first round warms both.
    if (round > 0) {
      figures.floor.push(second);
      figures.draft.push(cost);
      figures.memoryMb.push(memoryMb);
    }
  }
  await undraft(client);
  figures.liveMb = await liveWhile(() => draftStatements(MONTH));
  await requireSame();
  const [counted] = (
    await client.query<{ lines: number; statements: number }>(
      `SELECT count(*)::int AS lines, count(DISTINCT s.id)::int AS statements
     FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id WHERE s.month = '${MONTH}'`,
    )
  ).rows;
  Object.assign(figures, counted);
  await keepLines(client);
  for (let round = 0; round <= plan.rounds; round++)
    for (const { lines, costs } of [
      { lines: figures.lines, costs: figures.writing },
      ...figures.changes.map(({ sheets, writing }) => ({ lines: sheets, costs: writing })),
    ]) {
      await removeLines(client, lines);
      const cost = await costOf(() => writeLines(client, lines));
      if (round > 0) costs.push(cost);
    }
  await requireSame();

  for (let round = 0; round < plan.rounds; round++)
    for (const one of figures.changes) {
      await changeSheets(client, one.sheets);
      one.costs.push(await costOf(redraftChanged));
    }
  if (plan.changes.length > 0) await requireSame();
});

if (plan.engine) await measureEngine();
await disconnect();
process.send?.(figures);
process.disconnect?.();

async function withMemory(work: () => Promise<Cost>): Promise<{ cost: Cost; memoryMb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const cost = await work();
  clearInterval(watch);
  return { cost, memoryMb: (most - before) / 2 ** 20 };
}

/** Everything is collected at each look: what is seen then is held by somebody. */
async function liveWhile(work: () => Promise<unknown>): Promise<number> {
  const live = () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = live();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, live());
  }, 5);
  await work();
  clearInterval(watch);
  return (most - before) / 2 ** 20;
}

/** The rules alone, on the facts that the drafted lines keep. */
async function measureEngine(): Promise<void> {
  const rates = await loadRates();
  const rows = await db.payLine.findMany({
    where: { statement: { month: MONTH } },
    select: { inputs: true },
    take: 10_000,
  });
  const facts = rows.map(({ inputs }) => inputs as unknown as LineFacts).filter(({ channel }) => channel !== undefined);
  for (let round = 0; round <= plan.rounds; round++) {
    let judged = 0;
    const { ms } = await costOf(async () => {
      for (; judged < 200_000; judged++) decideLine(facts[judged % facts.length] as LineFacts, rates, "2013-07-03");
    });
    if (round > 0) figures.linesPerSecond.push((judged / ms) * 1_000);
  }
}
