import type { T } from "~/i18n/catalogue";
import { type PdfBlock, renderPdf } from "~/platform/pdf.server";
import type { RichBlock } from "~/platform/pdf-blocks.server";
import type { Block, Cell, Plan, Totals } from "./tree";

/** A tagged PDF/UA on A4, black on white, with the way back to the record. `at` is written in its properties. */
export function toPdf({ lang, title, facts, blocks, totals, record }: Plan, at: Date, t: T): Promise<Buffer> {
  return renderPdf({
    title,
    lang,
    at,
    running: title,
    pageLabel: (page, pages) => t("exchange.file.page", { page, pages }),
    blocks: [
      { kind: "masthead", title, lines: facts, qr: { text: record.url, alt: record.qr } },
      { kind: "rich", blocks: blocks.flatMap(rich) },
      ...(totals.rows.length > 0 ? sumsOf(totals) : []),
      { kind: "paragraph", text: record.sentence, small: true },
    ],
  });
}

const sumsOf = ({ heading, columns: [name, length], rows, total }: Totals): PdfBlock[] => [
  { kind: "heading", level: 2, text: heading },
  {
    kind: "table",
    columns: [
      { header: name, rowHeader: true },
      { header: length, width: 120, align: "right" },
    ],
    rows,
    total,
  },
];

function rich(block: Block): RichBlock[] {
  const inside = (blocks: readonly Block[]) => blocks.flatMap(rich);
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "code":
    case "rule":
      return [block];
    case "list":
      return [{ ...block, items: block.items.map(inside) }];
    case "quote":
      return [{ kind: "quote", blocks: inside(block.blocks) }];
    case "table":
      return [{ kind: "grid", columns: block.columns, rows: block.rows.map((cells) => cells.map(richCell)) }];
    case "picture": {
      const { bytes = null, width = 0, height = 0 } = block.picture ?? {};
      return [{ kind: "figure", bytes, width, height, alt: block.alt, caption: block.caption }];
    }
    case "phase":
      return [
        { kind: "rule" },
        { kind: "heading", level: block.level, runs: [{ text: block.title }] },
        { kind: "paragraph", runs: [{ text: block.facts }], small: true },
        ...inside(block.blocks),
      ];
    case "part":
      return [{ kind: "group", blocks: [label(block.label), ...inside(block.blocks)] }];
    case "competences": {
      const items = block.items.map((text): RichBlock[] => [{ kind: "paragraph", runs: [{ text }] }]);
      return [{ kind: "group", blocks: [label(block.label), { kind: "list", ordered: false, start: 1, items }] }];
    }
  }
}

const richCell = (cell: Cell) => ({ ...cell, blocks: cell.blocks.flatMap(rich) });
const label = (text: string): RichBlock => ({ kind: "paragraph", runs: [{ text, bold: true }] });
