import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { RichBlock } from "./pdf-blocks.server";
import { INK } from "./pdf-draw.server";
import { type Doc, drawable, faces } from "./pdf-lines.server";
import { drawMasthead, drawQr, type Masthead } from "./pdf-qr.server";
import { drawRich } from "./pdf-rich.server";

type Cell = { text: string; align?: "left" | "right"; bold?: boolean };

export type PdfColumn = {
  header: string;
  /** Points; a column without a width shares what is left. */
  width?: number;
  align?: "left" | "right";
  /** The cell that names its row for a screen reader. */
  rowHeader?: boolean;
};

/** What a document is made of, in reading order. */
export type PdfBlock =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; text: string; bold?: boolean; small?: boolean }
  | { kind: "list"; items: string[] }
  | { kind: "keyValues"; items: { label: string; value: string }[] }
  | { kind: "table"; columns: PdfColumn[]; rows: string[][]; total?: string[] }
  | { kind: "qr"; text: string; alt: string; size?: number }
  | ({ kind: "masthead" } & Masthead)
  | { kind: "rich"; blocks: RichBlock[] }
  | { kind: "space"; height?: number };

export type PdfContent = {
  title: string;
  lang: "fr" | "en";
  /** Instant written in the file's properties. */
  at: Date;
  author?: string;
  landscape?: boolean;
  /** At the foot of each page, beside its number. */
  running?: string;
  /** « Page 1 sur 2 » */
  pageLabel: (page: number, pages: number) => string;
  blocks: PdfBlock[];
};

const font = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
const RULE = "#9aa8ad";
const SIZE = { 1: 18, 2: 13, 3: 11 } as const;

/** A real tagged PDF/UA-1: document, headings, paragraphs, lists, tables with header cells, figures with a text. */
export async function renderPdf(content: PdfContent): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    layout: content.landscape ? "landscape" : "portrait",
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    pdfVersion: "1.7",
    subset: "PDF/UA" as never, // @types/pdfkit does not know it yet.
    tagged: true,
    displayTitle: true,
    lang: content.lang === "fr" ? "fr-FR" : "en-GB",
    bufferPages: true,
    // PDF/UA forbids fonts that are not embedded: the default one must never load.
    font: font("DejaVuSans"),
    info: {
      // Written bare into the XML of the metadata.
      Title: content.title.replace(/[<>&]/g, " "),
      Author: (content.author ?? "EntrePairs").replace(/[<>&]/g, " "),
      Creator: "EntrePairs",
      CreationDate: content.at,
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, font(file));
  const root = doc.struct("Document");
  doc.addStructure(root);
  for (const block of content.blocks)
    if (block.kind === "rich") await drawRich(doc, root, block.blocks, { x: left(doc), width: widthOf(doc) });
    else draw(doc, root, block);
  root.end();
  numberPages(doc, content);
  doc.end();
  return done;
}

type Struct = ReturnType<Doc["struct"]>;

function draw(doc: Doc, root: Struct, block: Exclude<PdfBlock, { kind: "rich" }>): void {
  doc.fillColor(INK);
  switch (block.kind) {
    case "heading":
      doc.moveDown(block.level === 1 ? 0.2 : 0.8);
      doc
        .font("bold")
        .fontSize(SIZE[block.level])
        .text(block.text, left(doc), doc.y, {
          structParent: root,
          structType: `H${block.level}`,
        });
      doc.moveDown(0.4);
      break;
    case "paragraph":
      doc.font(block.bold ? "bold" : "plain").fontSize(block.small ? 8.5 : 10.5);
      doc.text(block.text, left(doc), doc.y, { structParent: root, structType: "P", lineGap: 2 });
      doc.moveDown(0.5);
      break;
    case "list":
      doc.font("plain").fontSize(10.5);
      drawList(doc, root, block.items);
      break;
    case "keyValues":
      drawTable(doc, root, {
        widths: [160, "*"],
        rows: block.items.map(({ label, value }) => [{ text: label, bold: true }, { text: value }]),
        rowHeader: 0,
      });
      break;
    case "table":
      drawTable(doc, root, {
        header: block.columns.map(({ header, align }) => ({ text: header, align, bold: true })),
        widths: block.columns.map(({ width }) => width ?? "*"),
        rows: [
          ...block.rows.map((row) => cellsOf(row, block.columns, false)),
          ...(block.total ? [cellsOf(block.total, block.columns, true)] : []),
        ],
        rowHeader: Math.max(
          0,
          block.columns.findIndex((column) => column.rowHeader),
        ),
      });
      break;
    case "qr":
      drawQr(doc, root, block);
      break;
    case "masthead":
      drawMasthead(doc, root, block);
      break;
    case "space":
      doc.y += block.height ?? 12;
  }
}

const left = (doc: Doc) => doc.page.margins.left;
const widthOf = (doc: Doc) => doc.page.width - doc.page.margins.left - doc.page.margins.right;

function cellsOf(texts: string[], columns: PdfColumn[], bold: boolean): Cell[] {
  return columns.map(({ align }, index) => ({ text: texts[index] ?? "", align, bold }));
}

function drawList(doc: Doc, root: Struct, items: string[]): void {
  const list = doc.struct("L");
  root.add(list);
  for (const item of items) {
    const body = doc.struct("LBody");
    const line = doc.struct("LI");
    list.add(line);
    line.add(body);
    doc.text(`•  ${item}`, left(doc), doc.y, { structParent: body, structType: "P", lineGap: 2 });
    body.end();
    line.end();
  }
  list.end();
  doc.moveDown(0.5);
}

type Grid = { header?: Cell[]; widths: (number | "*")[]; rows: Cell[][]; rowHeader: number };

function drawTable(doc: Doc, root: Struct, { header, widths, rows, rowHeader }: Grid): void {
  const styled = (cell: Cell, type: "TH" | "TD", scope?: "Row" | "Column") => ({
    // A cell without a text would be an empty element.
    text: cell.text || " ",
    type,
    scope,
    align: { x: cell.align ?? "left", y: "top" } as const,
    font: { src: cell.bold ? "bold" : "plain", size: 9 },
    border: type === "TH" && scope === "Column" ? { bottom: 1 } : { bottom: 0.5 },
    borderColor: RULE,
    textColor: INK,
    padding: 4,
  });
  doc.table({
    // The document's own x: a table drawn after a figure must not start beside it.
    position: { x: left(doc), y: doc.y },
    structParent: root,
    columnStyles: widths,
    defaultStyle: { border: 0 },
    data: [
      ...(header ? [header.map((cell) => styled(cell, "TH", "Column"))] : []),
      ...rows.map((row) =>
        row.map((cell, index) => (index === rowHeader ? styled(cell, "TH", "Row") : styled(cell, "TD"))),
      ),
    ],
  } as never);
  doc.x = left(doc);
  doc.y += 10;
}

/** Page numbers are decoration: marked so, a screen reader does not stop on them. */
function numberPages(doc: Doc, { pageLabel, running }: PdfContent): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    const { width, height, margins } = doc.page;
    const y = height - margins.bottom + 24;
    // Text below the margin would start a page of its own.
    margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("plain").fontSize(8).fillColor("#4a5960");
    const across = width - margins.left - margins.right;
    if (running)
      doc.text(drawable(doc, "plain", running), margins.left, y, { width: across - 90, height: 10, ellipsis: true });
    doc.text(pageLabel(page - start + 1, count), margins.left, y, { width: across, align: "right", lineBreak: false });
    doc.endMarkedContent();
  }
}
