import type { JSONContent } from "@tiptap/core";
import { cellSpan, tableLimits } from "~/editor/table";

type Place = { column: number; colspan: number; rowspan: number };
export type Placed = Place & { /** Null: nothing stands there. */ node: JSONContent | null };

/**
 * The cells of a table, each with its place. Spans come from anybody: they are cut where they would cover another cell
 * or leave the table, and a hole is filled, so that each row covers each column once.
 */
export function gridOf(rows: readonly (readonly JSONContent[])[]): { columns: number; placed: Placed[][] } {
  const taken = rows.map(() => new Set<number>());
  const placed: Placed[][] = rows.map(() => []);
  const free = (row: number, from: number) => {
    let column = from;
    while (taken[row]?.has(column)) column++;
    return column;
  };
  const put = (row: number, cell: Placed) => {
    for (let down = 0; down < cell.rowspan; down++)
      for (let across = 0; across < cell.colspan; across++) taken[row + down]?.add(cell.column + across);
    placed[row]?.push(cell);
  };

  rows.forEach((cells, row) => {
    let column = free(row, 0);
    for (const node of cells) {
      if (column >= tableLimits.columns) break;
      const colspan = roomAcross(
        taken[row],
        column,
        Math.min(cellSpan(node.attrs?.colspan), tableLimits.columns - column),
      );
      const rowspan = roomDown(taken, row, column, colspan, cellSpan(node.attrs?.rowspan));
      put(row, { node, column, colspan, rowspan });
      column = free(row, column);
    }
  });

  const columns = Math.max(0, ...taken.map((row) => (row.size === 0 ? 0 : Math.max(...row) + 1)));
  rows.forEach((_, row) => {
    for (let column = free(row, 0); column < columns; column = free(row, column))
      put(row, { node: null, column, colspan: 1, rowspan: 1 });
    placed[row]?.sort((a, b) => a.column - b.column);
  });
  return { columns, placed };
}

function roomAcross(taken: Set<number> | undefined, column: number, wanted: number): number {
  let room = 1;
  while (room < wanted && !taken?.has(column + room)) room++;
  return room;
}

function roomDown(taken: Set<number>[], row: number, column: number, colspan: number, wanted: number): number {
  const isFree = (at: number) => {
    for (let across = 0; across < colspan; across++) if (taken[at]?.has(column + across)) return false;
    return at < taken.length;
  };
  let room = 1;
  while (room < wanted && isFree(row + room)) room++;
  return room;
}
