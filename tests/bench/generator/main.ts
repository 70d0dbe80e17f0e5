// The load generator: a process of its own for each measurement. Takes one order over IPC, answers with one report.
import { setTimeout as sleep } from "node:timers/promises";
import type { Order, RampStep, Report } from "../plan";
import { residentBytes } from "../processor";
import { chance } from "./chance";
import { Crowd } from "./crowd";
import { measure } from "./measure";

/** Beyond this share of one core it is the generator that is slow, and nothing more is learnt of the server. */
const SATURATED = 0.9;

type Of<Kind extends Order["kind"]> = Extract<Order, { kind: Kind }>;

process.once("message", (order: Order) => {
  carryOut(order).then(answer, (error: unknown) => answer({ kind: "failed", reason: String(error) }));
});

function answer(report: Report) {
  process.send?.(report, () => process.exit(0));
}

async function carryOut(order: Order): Promise<Report> {
  if (order.kind === "load") return load(order);
  return order.kind === "ramp" ? ramp(order) : idle(order);
}

async function load(order: Of<"load">): Promise<Report> {
  const crowd = new Crowd(order);
  await crowd.enter(order.tables);
  const measured = await measure({ ...order, crowd, random: chance(order.seed) });
  crowd.hold();
  crowd.leave();
  return { kind: "load", measured };
}

/** More and more authors on one document, until the delivery is too slow for one in twenty. */
async function ramp(order: Of<"ramp">): Promise<Report> {
  const crowd = new Crowd(order);
  const random = chance(order.seed);
  const steps: RampStep[] = [];
  let stopped = "every step passed";
  for (const writers of order.steps) {
    try {
      await crowd.enter(order.tables, writers);
      const found = await measure({ ...order, crowd, random, warmMs: order.settleMs });
      const { p95 } = found.delivery;
      steps.push({ writers, p95, missing: found.missing, generatorShare: found.generatorShare });
      crowd.hold();
      if (p95 === null || p95 > order.limitMs)
        stopped = found.generatorShare > SATURATED ? "too slow, with a saturated generator" : "too slow";
      else continue;
    } catch (error) {
      stopped = String(error);
    }
    break;
  }
  crowd.leave();
  return { kind: "ramp", steps, stopped };
}

/** Everybody joined, nobody types. The first ones pay for what is loaded once. */
async function idle(order: Of<"idle">): Promise<Report> {
  const crowd = new Crowd(order);
  const [table] = order.tables;
  if (!table) throw new Error("no document");
  const resident: number[] = [];
  for (const count of [order.before, order.after]) {
    await crowd.enter([{ ...table, readers: table.readers.slice(0, count) }]);
    await sleep(order.settleMs);
    await collectGarbage();
    resident.push(residentBytes(order.pids.server));
  }
  crowd.hold();
  crowd.leave();
  const connections = order.after - order.before;
  return { kind: "idle", before: resident[0] ?? 0, after: resident[1] ?? 0, connections };
}

/** The orchestrator asks the server to; it answers when done. */
function collectGarbage(): Promise<void> {
  return new Promise((resolve) => {
    process.once("message", () => resolve());
    process.send?.({ kind: "collect" });
  });
}
