import type { RichRun } from "./pdf-lines.server";

/** Text of several faces and blocks inside blocks, in reading order. */
export type RichBlock =
  | { kind: "heading"; level: 2 | 3 | 4 | 5; runs: RichRun[] }
  | { kind: "paragraph"; runs: RichRun[]; small?: boolean }
  | { kind: "code"; lines: string[] }
  | { kind: "list"; ordered: boolean; start: number; items: RichBlock[][] }
  | { kind: "quote" | "group"; blocks: RichBlock[] }
  | { kind: "rule" }
  | { kind: "grid"; columns: number; rows: RichCell[][] }
  /** Sizes in pixels. Without bytes, or with some that cannot be drawn, `alt` is written in their place. */
  | { kind: "figure"; bytes: Uint8Array | null; width: number; height: number; alt: string; caption: string };

/** `column` counts from 0; every place of the grid is covered once. */
export type RichCell = { header: boolean; column: number; colspan: number; rowspan: number; blocks: RichBlock[] };
