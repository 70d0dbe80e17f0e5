import type { Outcome } from "./cell";
import type { Machine } from "./machine";
import { type Measured, type SubjectName, subjectNames, type Transport, titles } from "./plan";
import { spread, written } from "./spread";

type Data = {
  began: string;
  minutes: number;
  machine: Machine;
  postgres: string;
  settings: { rounds: number; windowMs: number; pace: number; quick: boolean; notRun: string[]; limitMs: number };
  outcomes: Outcome[];
};

type Row = { subject: SubjectName; transport: Transport; outcomes: Outcome[] };

/** The page of a run: each figure is the median of the rounds, with the least and the most. */
export function markdown(data: Data): string {
  const { machine, settings } = data;
  const loads = [...new Set(data.outcomes.flatMap(({ cell }) => (cell.kind === "load" ? [cell.load.name] : [])))];
  const busy = spread(data.outcomes.map(({ loadAverage }) => loadAverage));
  const failed = data.outcomes.filter(({ report }) => report.kind === "failed");
  return [
    `Measured on ${data.began.slice(0, 10)}${settings.quick ? " (smoke run: these figures say nothing)" : ""}: ${machine.processors}, ` +
      `${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}; PostgreSQL ${data.postgres}.`,
    `${machine.packages}.`,
    `${settings.rounds} alternating rounds of ${settings.windowMs / 1_000} s, ${settings.pace} updates per second and writer; ` +
      `load average before each measurement ${written(busy, 2)}.`,
    ...settings.notRun.map((line) => `${line}.`),
    ...failed.map(
      ({ said, cell, round }) => `Round ${round}, ${titles[cell.subject]}, ${cell.transport}, ${cell.kind}: ${said}`,
    ),
    ...loads.flatMap((name) => ["", `### ${name}`, "", ...loadTable(rows(data, "load", name))]),
    ...limitsTable(data),
  ].join("\n");
}

function rows({ outcomes }: Data, kind: string, load?: string): Row[] {
  return subjectNames.flatMap((subject) =>
    (["websocket", "polling"] as const).flatMap((transport) => {
      const mine = outcomes.filter(
        ({ cell }) =>
          cell.kind === kind &&
          cell.subject === subject &&
          cell.transport === transport &&
          (cell.kind !== "load" || cell.load.name === load),
      );
      return mine.length > 0 ? [{ subject, transport, outcomes: mine }] : [];
    }),
  );
}

const head = (...cells: string[]) => [line(cells), line(cells.map((_, place) => (place === 0 ? "---" : "--:")))];
const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
const named = ({ subject, transport }: Row) =>
  `${titles[subject]}, ${transport === "polling" ? "long-polling" : "WebSocket"}`;

function loadTable(all: Row[]): string[] {
  return [
    ...head(
      "server",
      "server µs per delivered update",
      "PostgreSQL µs",
      "worker µs",
      "delivery p50 ms",
      "p95",
      "p99",
      "acknowledgement p50 ms",
      "p95",
      "p99",
      "rounds, deliveries",
      "never came",
      "generator %",
    ),
    ...all.map((row) => {
      const found = row.outcomes.flatMap(({ report }) => (report.kind === "load" ? [report.measured] : []));
      const of = (pick: (one: Measured) => number | null | undefined) => written(spread(found.map(pick)));
      const sum = (pick: (one: Measured) => number) => found.reduce((total, one) => total + pick(one), 0);
      return line([
        named(row),
        of((one) => one.serverMicros),
        of((one) => one.postgresMicros),
        of((one) => one.workerMicros),
        of((one) => one.delivery.p50),
        of((one) => one.delivery.p95),
        of((one) => one.delivery.p99),
        of((one) => one.acknowledgement?.p50),
        of((one) => one.acknowledgement?.p95),
        of((one) => one.acknowledgement?.p99),
        `${found.length}, ${sum((one) => one.deliveries)}`,
        String(sum((one) => one.missing + one.unacknowledged + one.refused)),
        written(spread(found.map((one) => one.generatorShare * 100)), 0),
      ]);
    }),
  ];
}

function limitsTable(data: Data): string[] {
  const ramps = rows(data, "ramp");
  const idles = rows(data, "idle");
  return [
    ...(ramps.length > 0
      ? [
          "",
          `### Authors on one document, delivery p95 within ${data.settings.limitMs} ms`,
          "",
          ...head("server", "most authors within", "rounds", "what stopped it"),
          ...ramps.map((row) => {
            const found = row.outcomes.flatMap(({ report }) => (report.kind === "ramp" ? [report] : []));
            const within = found.map(
              ({ steps }) =>
                steps.filter(({ p95 }) => p95 !== null && p95 <= data.settings.limitMs).at(-1)?.writers ?? 0,
            );
            return line([
              named(row),
              written(spread(within), 0),
              String(found.length),
              [...new Set(found.map(({ stopped }) => stopped))].join("; "),
            ]);
          }),
        ]
      : []),
    ...(idles.length > 0
      ? [
          "",
          "### Memory of an idle connection",
          "",
          ...head("server", "kB each", "rounds", "connections"),
          ...idles.map((row) => {
            const found = row.outcomes.flatMap(({ report }) => (report.kind === "idle" ? [report] : []));
            const each = found.map(({ before, after, connections }) => (after - before) / connections / 1_000);
            return line([named(row), written(spread(each)), String(found.length), String(found[0]?.connections ?? 0)]);
          }),
        ]
      : []),
  ];
}
