import type { Machine } from "../machine";
import { type Spread, spread, written } from "../spread";
import type { Figures } from "./measure";
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
      "µs a line",
      "memory MB",
    ]),
    line(Array(9).fill("--:")),
    ...measured.map(({ size, figures }) =>
      line([
        count(size.presences),
        count(size.people),
        figures.statements,
        count(figures.lines),
        written(spread(figures.floorMs), 0),
        written(spread(figures.draftMs), 0),
        written(spread(ratios(figures))),
        written(spread(figures.draftMs.map((ms) => (ms * 1_000) / figures.lines)), 0),
        written(spread(figures.memoryMb), 0),
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
const ratios = ({ draftMs, floorMs }: Figures) => draftMs.map((ms, round) => ms / (floorMs[round] ?? Number.NaN));

function changesOf({ changes, draftMs }: Figures): string[] {
  const whole = spread(draftMs);
  if (changes.length === 0 || !whole) return [];
  const less = (one: Spread | null) => (one ? (whole.median / one.median).toFixed(0) : "–");
  return [
    "",
    line(["changed sheets", "ms", "less than all statements, times"]),
    line(Array(3).fill("--:")),
    ...changes.map(({ sheets, ms }) => line([count(sheets), written(spread(ms)), less(spread(ms))])),
  ];
}
