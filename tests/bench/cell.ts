import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask } from "./ask";
import { type Ground, root } from "./ground";
import { inspector } from "./inspector";
import { busy } from "./machine";
import type { Load, Order, Report, Table } from "./plan";
import { seat } from "./school";
import { type Running, startServer } from "./servers";
import type { Cell, Settings } from "./settings";

export type Outcome = { round: number; loadAverage: number; cell: Cell; report: Report; said: string };

type Given = {
  cell: Cell;
  round: number;
  settings: Settings;
  ground: Ground;
  programs: string;
  text: Uint8Array;
  /** Where `text` lies, for the rivals. */
  textFile: string;
  results: string;
};

/** One measurement: a fresh server, a fresh generator, a fresh document. Never throws: a failure is an outcome. */
export async function runCell(given: Given): Promise<Outcome> {
  const { cell, round } = given;
  const loadAverage = busy();
  const report = await measured(given).catch((error: unknown): Report => ({ kind: "failed", reason: String(error) }));
  return { round, loadAverage, cell, report, said: summary(report) };
}

async function measured({ cell, round, settings, ground, programs, text, textFile, results }: Given): Promise<Report> {
  const { subject, transport } = cell;
  const inspect = cell.kind === "idle" || settings.profile;
  const server = await startServer({ subject, ground, programs, firstText: textFile, inspect });
  try {
    const load = loadOf(cell, settings);
    const tables = subject === "entrepairs" ? withOrigin(await seat(load, text), server.origin) : plainTables(load);
    const seed = settings.seed + round;
    const common = { subject, transport, origin: server.origin, pids: server.pids, tables, firstText: text, seed };
    const order = orderOf(cell, { ...common, pace: settings.pace }, settings);
    const profiled = settings.profile ? await inspector(server.inspectPort ?? 0) : null;
    await profiled?.startProfile();
    const report = await ask(programs, order, { limitMs: limitOf(order), inspectPort: server.inspectPort, root });
    if (profiled) {
      const file = `${subject}-${cell.kind}-${load.documents}x${load.writers}-${transport}-${round}.cpuprofile`;
      writeFileSync(join(results, file), await profiled.stopProfile());
      profiled.close();
    }
    return report;
  } finally {
    await server.stop();
  }
}

function loadOf(cell: Cell, { steps, idle }: Settings): Load {
  if (cell.kind === "load") return cell.load;
  if (cell.kind === "ramp") return { name: "ramp", documents: 1, writers: steps.at(-1) ?? 0, readers: 0 };
  return { name: "idle", documents: 1, writers: 0, readers: idle.after };
}

type Common = Omit<Extract<Order, { kind: "load" }>, "kind" | "warmMs" | "windowMs" | "drainMs">;

function orderOf(cell: Cell, common: Common, settings: Settings): Order {
  const { warmMs, windowMs, drainMs, limitMs } = settings;
  if (cell.kind === "load") return { kind: "load", ...common, warmMs, windowMs, drainMs };
  if (cell.kind === "idle") return { kind: "idle", ...common, ...settings.idle, settleMs: settings.idleSettleMs };
  const settleMs = Math.min(2_000, warmMs);
  return {
    kind: "ramp",
    ...common,
    steps: settings.steps,
    settleMs,
    windowMs: settings.rampWindowMs,
    drainMs,
    limitMs,
  };
}

/** Twice what the order takes by itself, and two minutes for the arrivals. */
function limitOf(order: Order): number {
  if (order.kind === "load") return 120_000 + 2 * (order.warmMs + order.windowMs + order.drainMs);
  if (order.kind === "idle") return 120_000 + 4 * order.settleMs;
  return 120_000 + 2 * order.steps.length * (order.settleMs + order.windowMs) + order.drainMs;
}

/** A browser names the page it comes from. */
const withOrigin = (tables: Table[], origin: string): Table[] =>
  tables.map((table) => {
    const dressed = ({ headers }: Table["writers"][number]) => ({ headers: { ...headers, origin } });
    return { ...table, writers: table.writers.map(dressed), readers: table.readers.map(dressed) };
  });

function plainTables({ documents, writers, readers }: Load): Table[] {
  const seats = (count: number) => Array.from({ length: count }, () => ({ headers: {} }));
  return Array.from({ length: documents }, (_, nth) => ({
    document: `scenario-${nth + 1}`,
    writers: seats(writers),
    readers: seats(readers),
  }));
}

const ms = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : value === Number.POSITIVE_INFINITY ? "never" : value.toFixed(1);

function summary(report: Report): string {
  if (report.kind === "failed") return `FAILED: ${report.reason}`;
  if (report.kind === "ramp")
    return `${report.steps.map(({ writers, p95 }) => `${writers}: ${ms(p95)}`).join(", ")} ms; ${report.stopped}`;
  if (report.kind === "idle") return `${(report.before / 1e6).toFixed(1)} → ${(report.after / 1e6).toFixed(1)} MB`;
  const { delivery: d, acknowledgement: a, ...m } = report.measured;
  const ack = a ? `, ack ${ms(a.p50)} / ${ms(a.p95)} / ${ms(a.p99)} ms` : "";
  const lost =
    m.missing + m.unacknowledged + m.refused > 0
      ? `, ${m.missing} missing, ${m.unacknowledged} without ack, ${m.refused} refused`
      : "";
  return (
    `${ms(m.serverMicros)} µs (+ PostgreSQL ${ms(m.postgresMicros)}, worker ${ms(m.workerMicros)}), ` +
    `delivery ${ms(d.p50)} / ${ms(d.p95)} / ${ms(d.p99)} ms${ack}; n ${m.deliveries}, ` +
    `server ${Math.round(m.serverShare * 100)} %, generator ${Math.round(m.generatorShare * 100)} %${lost}`
  );
}

export type { Running };
