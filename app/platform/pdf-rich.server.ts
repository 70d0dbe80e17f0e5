import type { RichBlock } from "./pdf-blocks.server";
import { attribute, type Box, decorate, drawText, ensure, INK, type Struct } from "./pdf-draw.server";
import { drawFigure } from "./pdf-figure.server";
import { drawGrid } from "./pdf-grid.server";
import { breakLines, type Doc, drawable, lineHeight, type RichRun, widthOf } from "./pdf-lines.server";

const SIZE = 10.5;
const SMALL = 9;
const HEADING = { 2: 14, 3: 12, 4: 11, 5: 10.5 } as const;
const STEP = 18;

/** @param parent the element of the structure these blocks belong to */
export async function drawRich(doc: Doc, parent: Struct, blocks: readonly RichBlock[], box: Box): Promise<void> {
  for (const block of blocks) {
    // A long text does not keep the other requests of the process waiting.
    await new Promise((resolve) => setImmediate(resolve));
    await drawBlock(doc, parent, block, box);
  }
}

async function drawBlock(doc: Doc, parent: Struct, block: RichBlock, box: Box): Promise<void> {
  switch (block.kind) {
    case "heading": {
      const size = HEADING[block.level];
      doc.y += size * 0.7;
      // A title does not stay alone at the foot of a page.
      ensure(doc, lineHeight(size) + 2 * lineHeight(SIZE));
      const runs = block.runs.map((run) => ("text" in run ? { ...run, bold: true } : run));
      drawText(doc, parent, `H${block.level}`, breakLines(doc, runs, box.width, size), box.x, size);
      doc.y += 4;
      return;
    }
    case "paragraph": {
      const size = block.small ? SMALL : SIZE;
      drawText(doc, parent, "P", breakLines(doc, block.runs, box.width, size), box.x, size);
      doc.y += 6;
      return;
    }
    case "code": {
      const runs = block.lines.flatMap((text, index): RichRun[] => [
        ...(index > 0 ? [{ lineBreak: true } as const] : []),
        { text, code: true },
      ]);
      drawText(doc, parent, "P", breakLines(doc, runs, box.width - STEP, SMALL), box.x + STEP, SMALL);
      doc.y += 6;
      return;
    }
    case "list":
      return drawList(doc, parent, block, box);
    case "quote":
    case "group": {
      const part = doc.struct(block.kind === "quote" ? "BlockQuote" : "Div");
      parent.add(part);
      await drawRich(doc, part, block.blocks, { x: box.x + STEP, width: Math.max(60, box.width - STEP) });
      part.end();
      return;
    }
    case "rule":
      ensure(doc, 16);
      drawRule(doc, box, doc.y + 6);
      doc.y += 16;
      return;
    case "grid":
      drawGrid(doc, parent, block, box);
      return;
    case "figure":
      if (!drawFigure(doc, parent, block, box)) {
        const runs = [{ text: block.alt, italic: true }];
        drawText(doc, parent, "P", breakLines(doc, runs, box.width, SIZE), box.x, SIZE);
      }
      if (block.caption)
        drawText(doc, parent, "Caption", breakLines(doc, [{ text: block.caption }], box.width, SMALL), box.x, SMALL);
      doc.y += 8;
  }
}

async function drawList(doc: Doc, parent: Struct, list: Extract<RichBlock, { kind: "list" }>, box: Box): Promise<void> {
  const { ordered, start, items } = list;
  const element = doc.struct("L");
  attribute(doc, element, { O: "List", ListNumbering: ordered ? "Decimal" : "Disc" });
  parent.add(element);
  const labels = items.map((_, index) => (ordered ? `${start + index}.` : "•"));
  const indent = Math.max(STEP, ...labels.map((label) => widthOf(doc, "plain", label, SIZE) + 6));
  for (const [index, item] of items.entries()) {
    ensure(doc, lineHeight(SIZE));
    const [line, label, body] = [doc.struct("LI"), doc.struct("Lbl"), doc.struct("LBody")];
    element.add(line);
    line.add(label);
    const { y } = doc;
    const text = drawable(doc, "plain", labels[index] ?? "");
    label.add((() => {
      doc.font("plain").fontSize(SIZE).fillColor(INK).text(text, box.x, y, { lineBreak: false });
    }) as never);
    label.end();
    doc.y = y;
    line.add(body);
    await drawRich(doc, body, item, { x: box.x + indent, width: Math.max(60, box.width - indent) });
    body.end();
    line.end();
    // An item without a word still takes its line.
    doc.y = Math.max(doc.y - (item.length === 1 ? 3 : 0), doc.y === y ? y + lineHeight(SIZE) : 0);
  }
  element.end();
  doc.y += 4;
}

function drawRule(doc: Doc, { x, width }: Box, y: number): void {
  decorate(doc, () =>
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.7)
      .strokeColor("#5a666c")
      .stroke(),
  );
}
