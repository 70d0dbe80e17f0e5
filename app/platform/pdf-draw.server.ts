import { type Doc, type Line, lineHeight, type Piece } from "./pdf-lines.server";

export type Struct = ReturnType<Doc["struct"]>;
/** Where a block is drawn: its left edge and its width, in points. */
export type Box = { x: number; width: number };

export const INK = "#1a2226";

/** Begins a page where this one has no room for so many points. */
export function ensure(doc: Doc, height: number): void {
  if (doc.y + height > bottomOf(doc) && doc.y > doc.page.margins.top) {
    doc.addPage();
    doc.y = doc.page.margins.top;
  }
}

export const bottomOf = (doc: Doc) => doc.page.height - doc.page.margins.bottom;

/** One element of the structure, over as many pages as its lines need. Nothing for a text without a word. */
export function drawText(doc: Doc, parent: Struct, tag: string, lines: readonly Line[], x: number, size: number): void {
  const hasWords = lines.some(({ pieces }) => pieces.some(({ text }) => text.trim() !== ""));
  if (!hasWords) {
    doc.y += lineHeight(size) * 0.6;
    return;
  }
  const element = doc.struct(tag);
  parent.add(element);
  for (const line of lines) {
    ensure(doc, lineHeight(size));
    drawLine(doc, element, line, x, doc.y, size);
    doc.y += lineHeight(size);
  }
  element.end();
}

export function drawLine(doc: Doc, element: Struct, { pieces }: Line, x: number, y: number, size: number): void {
  let at = x;
  for (let index = 0; index < pieces.length; ) {
    const linked = pieces[index]?.run.href;
    const group: Piece[] = [];
    for (let next = pieces[index]; next && next.run.href === linked; next = pieces[++index]) group.push(next);
    const begins = at;
    const draw = () => {
      for (const { text, face, run, width } of group) {
        doc.font(face).fontSize(size).fillColor(INK);
        doc.text(text, at, y, {
          lineBreak: false,
          underline: run.underline || linked !== undefined,
          strike: run.strike,
        });
        at += width;
      }
    };
    if (linked === undefined) element.add(draw as never);
    else drawLink(doc, element, draw, linked, () => [begins, y, at - begins, lineHeight(size)]);
  }
  doc.y = y;
}

/** An active link is an element of its own, with its address in words for whoever listens. */
function drawLink(doc: Doc, parent: Struct, draw: () => void, href: string, area: () => number[]): void {
  const link = doc.struct("Link");
  parent.add(link);
  link.add((() => {
    draw();
    const [x = 0, y = 0, width = 0, height = 0] = area();
    // The library writes a string as a name, an object as a text.
    const options = { structParent: link, Contents: new String(href) };
    doc.link(x, y, width, height, href, options as never);
  }) as never);
  // At once: the library notes the page it is on when the element ends.
  link.end();
}

export function attribute(doc: Doc, element: Struct, attributes: Record<string, unknown>): void {
  const reference = doc.ref(attributes);
  (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data.A = reference;
  (reference as unknown as { end(): void }).end();
}

/** Lines and frames are decoration: nobody who listens stops on them. No element may be open. */
export function decorate(doc: Doc, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.save();
  draw();
  doc.restore();
  doc.endMarkedContent();
}
