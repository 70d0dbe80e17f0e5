import {
  BorderStyle,
  ExternalHyperlink,
  type FileChild,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { type Block, type Cell, isText, type Picture, type Plan, type Run, type TextRun as Words } from "./tree";

const WIDTH_PX = 640;
const HEIGHT_PX = 760;
/** Twips. */
const STEP = 400;
const HANGING = 340;
const PAGE_WIDTH = 9_638;

/** Where a block stands: how far to the right, in which list, how its paragraphs look. */
type Place = { left: number; item: { reference: string; level: number } | null; depth: number; bold?: boolean };

const headings = {
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
  5: HeadingLevel.HEADING_5,
} as const;

export class DocxWriter {
  /** Where each numbered list begins: each has a numbering of its own, or it would go on with the one before. */
  readonly starts: number[] = [];

  plan({ title, facts, blocks, totals, record }: Plan): FileChild[] {
    const small = (words: string) => new TextRun({ text: words, size: 20 });
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] }),
      ...facts.map((fact, index) => {
        const after = index === facts.length - 1 ? 240 : 0;
        return new Paragraph({ spacing: { after }, children: [small(fact)] });
      }),
      ...this.all(blocks, { left: 0, item: null, depth: 0 }),
      ...(totals.rows.length > 0
        ? [new Paragraph({ heading: HeadingLevel.HEADING_2, text: totals.heading }), totalsTable(totals)]
        : []),
      new Paragraph({ spacing: { before: 300 }, children: [small(record.sentence)] }),
    ];
  }

  private all(blocks: readonly Block[], place: Place): FileChild[] {
    return blocks.flatMap((block, index) =>
      // The sign of a list item stands before its first block only.
      this.block(block, index === 0 ? place : { ...place, item: null }),
    );
  }

  private block(block: Block, place: Place): FileChild[] {
    const paragraph = (children: ParagraphChild[], over: IParagraphOptions = {}) =>
      new Paragraph({ spacing: { after: 100 }, ...where(place), ...over, children });
    const inner = { ...place, item: null, left: place.left + STEP };
    switch (block.kind) {
      case "heading":
        return [paragraph(runs(block.runs), { heading: headings[block.level], spacing: undefined })];
      case "paragraph":
        return [paragraph(runs(block.runs, place.bold))];
      case "code":
        return [
          paragraph(block.lines.map((text, index) => new TextRun({ text, font: "Courier New", break: index ? 1 : 0 }))),
        ];
      case "list":
        return this.list(block, place);
      case "quote":
        return this.all(block.blocks, inner);
      case "rule":
        return [paragraph([], { border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: "8d97a1" } } })];
      case "table":
        return [this.table(block), paragraph([])];
      case "picture":
        return [
          paragraph([picture(block)]),
          ...(block.caption ? [paragraph([new TextRun({ text: block.caption, italics: true, size: 20 })])] : []),
        ];
      case "phase":
        return [
          paragraph([new TextRun(block.title)], { heading: headings[block.level], spacing: undefined }),
          paragraph([new TextRun({ text: block.facts, size: 20 })], { keepNext: true }),
          ...this.all(block.blocks, place),
        ];
      case "part":
        return [label(block.label, inner), ...this.all(block.blocks, inner)];
      case "competences": {
        const items = block.items.map((text): Block[] => [{ kind: "paragraph", runs: [{ text }] }]);
        return [label(block.label, inner), ...this.list({ kind: "list", ordered: false, start: 1, items }, inner)];
      }
    }
  }

  private list({ ordered, start, items }: Extract<Block, { kind: "list" }>, place: Place): FileChild[] {
    const reference = ordered ? `numbers-${this.starts.push(start) - 1}` : "bullets";
    // Word knows nine levels: what is deeper stays on the ninth.
    const item = { reference, level: Math.min(place.depth, 8) };
    const inside = { ...place, item, depth: place.depth + 1, left: place.left + STEP };
    return items.flatMap((blocks) => this.all(blocks.length > 0 ? blocks : [{ kind: "paragraph", runs: [] }], inside));
  }

  private table({ columns, rows }: Extract<Block, { kind: "table" }>): Table {
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: Array.from({ length: columns }, () => Math.floor(PAGE_WIDTH / columns)),
      rows: rows.map(
        (cells, index) =>
          new TableRow({
            cantSplit: false,
            tableHeader: index === 0 && cells.every(({ header }) => header),
            children: cells.map((cell) => this.cell(cell)),
          }),
      ),
    });
  }

  private cell({ header, colspan, rowspan, blocks }: Cell): TableCell {
    const children = this.all(blocks, { left: 0, item: null, depth: 0, bold: header });
    return new TableCell({
      columnSpan: colspan > 1 ? colspan : undefined,
      rowSpan: rowspan > 1 ? rowspan : undefined,
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      // A cell ends with a paragraph, or the file is said to be damaged.
      children: (children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({})]) as (
        | Paragraph
        | Table
      )[],
    });
  }
}

const where = ({ left, item }: Place): IParagraphOptions => {
  if (item) return { numbering: { ...item, instance: 0 }, indent: { left, hanging: HANGING } };
  return left > 0 ? { indent: { left } } : {};
};

const label = (text: string, place: Place) =>
  new Paragraph({
    ...where(place),
    keepNext: true,
    spacing: { before: 120 },
    children: [new TextRun({ text, bold: true })],
  });

function runs(all: readonly Run[], bold = false): ParagraphChild[] {
  return all.map((run) => {
    if (!isText(run)) return new TextRun({ break: 1 });
    return run.href
      ? new ExternalHyperlink({ link: run.href, children: [words(run, bold, "Hyperlink")] })
      : words(run, bold);
  });
}

const words = ({ text, bold, italic, underline, strike, code }: Words, allBold: boolean, style?: string) =>
  new TextRun({
    text,
    style,
    bold: bold || allBold || undefined,
    italics: italic,
    underline: underline ? {} : undefined,
    strike,
    font: code ? "Courier New" : undefined,
  });

type Drawn = Extract<Picture["type"], "image/png" | "image/jpeg" | "image/gif">;
const kinds: Record<Drawn, "png" | "jpg" | "gif"> = { "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif" };

/** Word draws no WebP: the words that stand for the picture take its place. */
function picture({ picture: found, alt }: Extract<Block, { kind: "picture" }>): ParagraphChild {
  const type = found && found.type in kinds ? kinds[found.type as Drawn] : null;
  if (!found || !type) return new TextRun({ text: alt, italics: true });
  const scale = Math.min(1, WIDTH_PX / found.width, HEIGHT_PX / found.height);
  return new ImageRun({
    type,
    data: found.bytes,
    transformation: { width: Math.round(found.width * scale), height: Math.round(found.height * scale) },
    altText: { name: alt, title: alt, description: alt },
  });
}

function totalsTable({ columns, rows, total }: Plan["totals"]): Table {
  const line = (cells: readonly string[], bold: boolean, tableHeader = false) =>
    new TableRow({
      tableHeader,
      children: cells.map(
        (text) =>
          new TableCell({
            margins: { top: 60, bottom: 60, left: 90, right: 90 },
            children: [new Paragraph({ children: [new TextRun({ text, bold })] })],
          }),
      ),
    });
  return new Table({
    columnWidths: [4_000, 2_000],
    rows: [line(columns, true, true), ...rows.map((row) => line(row, false)), line(total, true)],
  });
}
