import qrcode from "qrcode";
import type { Struct } from "./pdf-draw.server";
import { type Doc, drawable } from "./pdf-lines.server";

/** The title of a document that goes back to its record: the code stands beside it. */
export type Masthead = { title: string; lines: string[]; qr: { text: string; alt: string } };

/** Drawn as squares, so that it stays sharp on paper; the quiet zone of 4 is part of the figure. */
export function drawQr(
  doc: Doc,
  root: Struct,
  { text, alt, size = 120 }: { text: string; alt: string; size?: number },
): void {
  if (doc.y + size > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const [x, y] = [left(doc), doc.y];
  const figure = doc.struct("Figure", { alt, bbox: [x, y, x + size, y + size] } as never, () =>
    fillQr(doc, text, x, y, size),
  );
  root.add(figure);
  doc.y = y + size + 6;
}

const QR_SIZE = 92;

export function drawMasthead(doc: Doc, root: Struct, { title, lines, qr }: Masthead): void {
  const { y } = doc;
  const width = widthOf(doc) - QR_SIZE - 12;
  const drawn = drawable(doc, "bold", title);
  doc.font("bold").fontSize(18);
  doc.text(drawn, left(doc), y, { width, structParent: root, structType: "H1" });
  doc.moveDown(0.3).font("plain").fontSize(9);
  for (const line of lines)
    doc.text(drawable(doc, "plain", line), left(doc), doc.y, {
      width,
      structParent: root,
      structType: "P",
      lineGap: 2,
    });
  const end = doc.y;
  // A title so long that it fills the page leaves the code on the next one.
  const top = doc.bufferedPageRange().count > 1 ? doc.y : y;
  const x = left(doc) + widthOf(doc) - QR_SIZE;
  const figure = doc.struct("Figure", { alt: qr.alt, bbox: [x, top, x + QR_SIZE, top + QR_SIZE] } as never, () =>
    fillQr(doc, qr.text, x, top, QR_SIZE),
  );
  root.add(figure);
  doc.x = left(doc);
  doc.y = Math.max(end, top + QR_SIZE) + 8;
}

/** The squares of a code, `size` points wide with its quiet zone of 4; filled by the caller's colour. */
function fillQr(doc: Doc, text: string, x: number, y: number, size: number): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  const side = size / (modules.size + 8);
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) doc.rect(x + (column + 4) * side, y + (row + 4) * side, side, side);
  doc.fill("#000000");
}

const left = (doc: Doc) => doc.page.margins.left;
const widthOf = (doc: Doc) => doc.page.width - doc.page.margins.left - doc.page.margins.right;
