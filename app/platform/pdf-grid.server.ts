import type { RichBlock, RichCell } from "./pdf-blocks.server";
import { attribute, type Box, bottomOf, decorate, drawLine, ensure, type Struct } from "./pdf-draw.server";
import { breakLines, type Doc, type Line, lineHeight, type RichRun } from "./pdf-lines.server";

type Grid = { columns: number; rows: RichCell[][] };
/** A cell with the lines of each of its paragraphs. */
type Laid = { cell: RichCell; x: number; width: number; paragraphs: Line[][] };
/** One line with the element it belongs to. */
type Placed = { line: Line; element: Struct };
type Opened = Laid & { lines: Placed[] };

const PAD = 4;

/** A table with spans, over as many pages as it needs; a row higher than a page is cut between its lines. */
export function drawGrid(doc: Doc, parent: Struct, { columns, rows }: Grid, box: Box): void {
  const table = doc.struct("Table");
  parent.add(table);
  const size = columns > 6 ? 8 : 9;
  const step = box.width / columns;
  const whole = bottomOf(doc) - doc.page.margins.top;
  for (const [first, group] of groupsOf(rows)) {
    const asked = group.map((cells) => cells.map((cell) => lay(doc, cell, box.x, step, size)));
    const heights = heightsOf(asked, size);
    const total = sum(heights);
    // What is joined over more than a page is drawn apart: each row then stands for itself.
    const apart = group.length > 1 && total > whole;
    const drawn = apart
      ? separated(group).map((cells) => cells.map((cell) => lay(doc, cell, box.x, step, size)))
      : asked;
    if (!apart && total <= whole) ensure(doc, total);
    const y0 = doc.y;
    drawn.forEach((cells, index) => {
      const row = doc.struct("TR");
      table.add(row);
      const opened = cells.map((laid) => open(doc, row, laid, first + index));
      if (group.length > 1 && !apart)
        drawJoined(doc, opened, y0 + sum(heights.slice(0, index)), heights.slice(index), size);
      else drawRow(doc, opened, size);
      row.end();
    });
    if (group.length > 1 && !apart) doc.y = y0 + total;
  }
  table.end();
  doc.x = doc.page.margins.left;
  doc.y += 10;
}

/** Rows that a cell joins stay together. */
function groupsOf(rows: RichCell[][]): [first: number, group: RichCell[][]][] {
  const groups: [number, RichCell[][]][] = [];
  let joinedUpTo = 0;
  rows.forEach((cells, index) => {
    const last = groups.at(-1);
    if (last && index < joinedUpTo) last[1].push(cells);
    else groups.push([index, [cells]]);
    joinedUpTo = Math.max(joinedUpTo, ...cells.map(({ rowspan }) => index + rowspan));
  });
  return groups;
}

function separated(group: RichCell[][]): RichCell[][] {
  return group.map((cells, index) => {
    const covered = group.slice(0, index).flatMap((above, from) => above.filter((cell) => from + cell.rowspan > index));
    const blank = covered.map((cell) => ({ ...cell, blocks: [] }));
    return [...cells, ...blank].map((cell) => ({ ...cell, rowspan: 1 })).sort((a, b) => a.column - b.column);
  });
}

function lay(doc: Doc, cell: RichCell, x: number, step: number, size: number): Laid {
  const width = step * cell.colspan;
  const room = Math.max(8, width - 2 * PAD);
  const paragraphs = cell.blocks.flatMap((block) => flat(block, cell.header));
  return {
    cell,
    x: x + step * cell.column,
    width,
    paragraphs: paragraphs.map((runs) => breakLines(doc, runs, room, size)),
  };
}

const heightOf = ({ paragraphs }: Laid, size: number) =>
  Math.max(1, sum(paragraphs.map(({ length }) => length))) * lineHeight(size) + 2 * PAD;
const sum = (heights: number[]) => heights.reduce((all, height) => all + height, 0);

function heightsOf(rows: Laid[][], size: number): number[] {
  const heights = rows.map((cells) =>
    Math.max(
      lineHeight(size) + 2 * PAD,
      ...cells.filter(({ cell }) => cell.rowspan === 1).map((laid) => heightOf(laid, size)),
    ),
  );
  rows.forEach((cells, index) => {
    for (const laid of cells.filter(({ cell }) => cell.rowspan > 1)) {
      const last = index + laid.cell.rowspan - 1;
      const missing = heightOf(laid, size) - sum(heights.slice(index, last + 1));
      if (missing > 0) heights[last] = (heights[last] ?? 0) + missing;
    }
  });
  return heights;
}

/**
 * The element of a cell and its paragraphs, in the order they are read whatever the pages. Only for what will be drawn:
 * the file waits for each element that was begun.
 */
function open(doc: Doc, row: Struct, laid: Laid, index: number): Opened {
  const { cell, paragraphs } = laid;
  const element = doc.struct(cell.header ? "TH" : "TD");
  attribute(doc, element, {
    O: "Table",
    ...(cell.header ? { Scope: index === 0 ? "Column" : "Row" } : {}),
    ...(cell.colspan > 1 ? { ColSpan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { RowSpan: cell.rowspan } : {}),
  });
  row.add(element);
  const lines = paragraphs.flatMap((some) => {
    const paragraph = doc.struct("P");
    element.add(paragraph as never);
    return some.map((line) => ({ line, element: paragraph }));
  });
  return { ...laid, lines };
}

/** Cells of one row among joined ones: there is room for all of it. */
function drawJoined(doc: Doc, cells: Opened[], y: number, heights: number[], size: number): void {
  for (const { cell, x, width, lines } of cells) {
    lines.forEach(({ line, element }, at) => {
      drawLine(doc, element, line, x + PAD, y + PAD + at * lineHeight(size), size);
    });
    frame(doc, x, y, width, sum(heights.slice(0, cell.rowspan)));
  }
}

function drawRow(doc: Doc, cells: Opened[], size: number): void {
  const left = cells.map(({ lines }) => [...lines]);
  const most = () => Math.max(1, ...left.map((lines) => lines.length));
  if (most() * lineHeight(size) + 2 * PAD <= bottomOf(doc) - doc.page.margins.top)
    ensure(doc, most() * lineHeight(size) + 2 * PAD);
  do {
    ensure(doc, lineHeight(size) + 2 * PAD);
    const { y } = doc;
    const room = Math.max(1, Math.floor((bottomOf(doc) - y - 2 * PAD) / lineHeight(size)));
    const now = Math.min(room, most());
    cells.forEach(({ x, width }, index) => {
      for (const [at, { line, element }] of (left[index]?.splice(0, now) ?? []).entries())
        drawLine(doc, element, line, x + PAD, y + PAD + at * lineHeight(size), size);
      frame(doc, x, y, width, now * lineHeight(size) + 2 * PAD);
    });
    doc.y = y + now * lineHeight(size) + 2 * PAD;
  } while (left.some((lines) => lines.length > 0));
}

const frame = (doc: Doc, x: number, y: number, width: number, height: number) =>
  decorate(doc, () => doc.rect(x, y, width, height).lineWidth(0.5).strokeColor("#5a666c").stroke());

/** The blocks of a cell as paragraphs: a cell is too narrow for more. */
function flat(block: RichBlock, bold: boolean): RichRun[][] {
  switch (block.kind) {
    case "heading":
      return [emboldened(block.runs)];
    case "paragraph":
      return [bold ? emboldened(block.runs) : block.runs];
    case "code":
      return block.lines.map((text) => [{ text, code: true }]);
    case "list":
      return block.items.flatMap((item, index) => {
        const [first = [], ...others] = item.flatMap((one) => flat(one, bold));
        return [[{ text: block.ordered ? `${block.start + index}. ` : "• " }, ...first], ...others];
      });
    case "quote":
    case "group":
      return block.blocks.flatMap((one) => flat(one, bold));
    case "figure":
      return [[{ text: block.alt, italic: true }], ...(block.caption ? [[{ text: block.caption }]] : [])];
    case "grid":
      return block.rows.flatMap((cells) => cells.flatMap(({ blocks }) => blocks.flatMap((one) => flat(one, bold))));
    case "rule":
      return [];
  }
}

const emboldened = (runs: readonly RichRun[]) => runs.map((run) => ("text" in run ? { ...run, bold: true } : run));
