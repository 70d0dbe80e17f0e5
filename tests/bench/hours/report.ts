import type { Machine } from "../machine";
import { spread, written } from "../spread";
import type { Cost, Figures } from "./measure";
import type { Size } from "./world";

export type HoursData = {
  began: string;
  quick: boolean;
  rounds: number;
  machine: Machine;
  postgres: string;
  load: number;
  measured: { size: Size; figures: Figures }[];
};

const line = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
const count = (value: number) => value.toLocaleString("en").replaceAll(",", " ");

/** The page of a run: each figure is the median of the rounds, with the least and the most. */
export function markdown({ machine, measured, ...data }: HoursData): string {
  return [
    `Measured on ${data.began.slice(0, 10)}${data.quick ? " (smoke run: these figures say nothing)" : ""}: ${machine.processors}, ` +
      `${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}; PostgreSQL ${data.postgres}; ${data.rounds} rounds; load average ${data.load}.`,
    "",
    line([
      "presences",
      "people",
      "statements",
      "lines",
      "floor ms",
      "all statements ms",
      "times the floor",
      "writing alone ms",
      "µs a line",
      "memory MB",
      "live MB",
    ]),
    line(Array(11).fill("--:")),
    ...measured.map(({ size, figures }) =>
      line([
        count(size.presences),
        count(size.people),
        figures.statements,
        count(figures.lines),
        written(spread(figures.floor.map(({ ms }) => ms)), 0),
        written(spread(figures.draft.map(({ ms }) => ms)), 0),
        written(spread(ratios(figures, ({ ms }) => ms))),
        written(spread(figures.writing.map(({ ms }) => ms)), 0),
        written(spread(figures.draft.map(({ ms }) => (ms * 1_000) / figures.lines)), 0),
        written(spread(figures.memoryMb), 0),
        figures.liveMb.toFixed(1),
      ]),
    ),
    "",
    "Processor time, ours and PostgreSQL's, which a busy machine stretches less:",
    "",
    line(["presences", "floor ms", "all statements ms, ours", "PostgreSQL", "times the floor"]),
    line(Array(5).fill("--:")),
    ...measured.map(({ size, figures }) =>
      line([
        count(size.presences),
        written(spread(figures.floor.map(({ postgresMs }) => postgresMs)), 0),
        written(spread(figures.draft.map(({ oursMs }) => oursMs)), 0),
        written(spread(figures.draft.map(({ postgresMs }) => postgresMs)), 0),
        written(spread(ratios(figures, ({ oursMs, postgresMs }, isFloor) => postgresMs + (isFloor ? 0 : oursMs)))),
      ]),
    ),
    ...measured.flatMap(({ figures }) => changesOf(figures)),
    ...measured.flatMap(({ figures: { linesPerSecond } }) =>
      linesPerSecond.length > 0
        ? [
            "",
            `Rules alone, one core: ${written(spread(linesPerSecond.map((one) => one / 1_000)), 0)} thousand lines a second.`,
          ]
        : [],
    ),
  ].join("\n");
}

/** Side by side: each round against its own floor. */
const ratios = ({ draft, floor }: Figures, of: (cost: Cost, isFloor: boolean) => number) =>
  draft.map((cost, round) => of(cost, false) / of(floor[round] as Cost, true));

function changesOf({ changes, draft }: Figures): string[] {
  const whole = spread(draft.map(({ ms }) => ms));
  if (changes.length === 0 || !whole) return [];
  return [
    "",
    line([
      "changed sheets",
      "ms",
      "less than all statements, times",
      "processor ms, ours",
      "PostgreSQL",
      "writing one line each alone ms",
    ]),
    line(Array(6).fill("--:")),
    ...changes.map(({ sheets, costs, writing }) => {
      const of = (pick: (cost: Cost) => number) => spread(costs.map(pick));
      const middle = of(({ ms }) => ms);
      return line([
        count(sheets),
        written(middle),
        middle ? (whole.median / middle.median).toFixed(0) : "–",
        written(of(({ oursMs }) => oursMs)),
        written(of(({ postgresMs }) => postgresMs)),
        written(spread(writing.map(({ ms }) => ms))),
      ]);
    }),
  ];
}
