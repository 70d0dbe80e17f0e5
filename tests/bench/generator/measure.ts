import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Measured, Pids } from "../plan";
import { familyMicros, processorMicros } from "../processor";
import { Window } from "./arrivals";
import type { Crowd, Present } from "./crowd";
import type { Histogram } from "./histogram";
import { openLoop } from "./schedule";

type Options = {
  crowd: Crowd;
  pids: Pids;
  pace: number;
  random: () => number;
  /** Typing before the part that counts. */
  warmMs: number;
  windowMs: number;
  /** How long what was sent may still arrive. */
  drainMs: number;
};

/** Everybody types for `warmMs`, then for `windowMs` it counts; then what is under way may arrive. */
export async function measure({ crowd, pids, pace, random, warmMs, windowMs, drainMs }: Options): Promise<Measured> {
  const window = new Window();
  crowd.window = window;
  const before = { refused: crowd.refused };
  const expected = { sent: 0, deliveries: 0 };
  const others = othersOf(crowd);
  const typing = openLoop<Present>({
    writers: inTurn(crowd.present),
    pace,
    random,
    send(writer, due) {
      if (window.includes(due)) {
        expected.sent++;
        expected.deliveries += others[writer.table] ?? 0;
      }
      crowd.type(writer, due);
    },
  });

  await sleep(warmMs);
  const late = monitorEventLoopDelay({ resolution: 5 });
  late.enable();
  const start = reading(pids);
  window.from = performance.now();
  window.to = window.from + windowMs;
  window.counting = true;
  await sleep(windowMs);
  window.counting = false;
  const used = since(start, reading(pids));
  late.disable();
  typing.stop();
  const drained = performance.now() + drainMs;
  const isAllThere = () =>
    window.delivery.count >= expected.deliveries &&
    (!crowd.acknowledges || window.acknowledgement.count >= expected.sent);
  while (performance.now() < drained && !isAllThere()) await sleep(20);
  crowd.window = null;

  const missing = Math.max(0, expected.deliveries - window.delivery.count);
  const unacknowledged = crowd.acknowledges ? Math.max(0, expected.sent - window.acknowledgement.count) : 0;
  for (const one of [window.delivery, window.deliverySent]) one.addMissing(missing);
  for (const one of [window.acknowledgement, window.acknowledgementSent]) one.addMissing(unacknowledged);
  const each = (micros: number | undefined) =>
    micros === undefined || window.arrived === 0 ? null : micros / window.arrived;
  return {
    delivery: percentiles(window.delivery),
    deliverySent: percentiles(window.deliverySent),
    acknowledgement: crowd.acknowledges ? percentiles(window.acknowledgement) : null,
    acknowledgementSent: crowd.acknowledges ? percentiles(window.acknowledgementSent) : null,
    sent: expected.sent,
    deliveries: expected.deliveries,
    missing,
    unacknowledged,
    refused: crowd.refused - before.refused,
    serverMicros: each(used.server),
    postgresMicros: each(used.postgres),
    workerMicros: each(used.worker),
    serverShare: used.server / used.elapsed,
    generatorShare: used.own / used.elapsed,
    generatorLateMs: late.percentile(99) / 1e6,
  };
}

/** Writers of different documents in turn, as they would be seen from outside. */
function inTurn(present: readonly Present[]): Present[] {
  return present.filter(({ writer }) => writer).sort((a, b) => (a.writer?.place ?? 0) - (b.writer?.place ?? 0));
}

/** For each document, to how many others an update goes. */
function othersOf(crowd: Crowd): number[] {
  const count: number[] = [];
  for (const { table } of crowd.present) count[table] = (count[table] ?? -1) + 1;
  return count;
}

function percentiles(histogram: Histogram) {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => histogram.percentile(share));
  return { p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null };
}

type Reading = { at: number; server: number; postgres?: number; worker?: number; own: number };

function reading({ server, postgres, worker }: Pids): Reading {
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    server: processorMicros(server),
    ...(postgres && { postgres: familyMicros(postgres) }),
    ...(worker && { worker: processorMicros(worker) }),
    own: user + system,
  };
}

function since(start: Reading, end: Reading) {
  const spent = (a?: number, b?: number) => (a === undefined || b === undefined ? undefined : b - a);
  return {
    elapsed: (end.at - start.at) * 1_000,
    server: end.server - start.server,
    own: end.own - start.own,
    postgres: spent(start.postgres, end.postgres),
    worker: spent(start.worker, end.worker),
  };
}
