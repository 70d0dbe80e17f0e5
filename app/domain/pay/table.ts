import { decimal } from "./csv";

/** A cell of a statement's table: a text, or hundredths (cents, hundredths of an hour) shown with two decimals. */
export type Cell = string | { hundredths: number };
export type Table = { title: string; header: readonly string[]; rows: readonly (readonly Cell[])[] };

/** The text of a cell, as CSV writes it. */
export const cellText = (cell: Cell): string => (typeof cell === "string" ? cell : decimal(cell.hundredths));

/** Minutes as hundredths of an hour. */
export const hoursCell = (minutes: number): Cell => ({ hundredths: Math.round((minutes * 100) / 60) });
