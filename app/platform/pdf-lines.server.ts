import type PDFDocument from "pdfkit";

export type Doc = InstanceType<typeof PDFDocument>;

export type RichText = {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  code?: boolean;
  /** An address that was checked: it is made active. */
  href?: string;
};
export type RichRun = RichText | { lineBreak: true };

/** Part of a line, in one face; `width` in points. */
export type Piece = { run: RichText; text: string; face: Face; width: number };
export type Line = { pieces: Piece[] };
export type Face = "plain" | "bold" | "italic" | "boldItalic" | "mono" | "monoBold";

export const faces: Record<Face, string> = {
  plain: "DejaVuSans",
  bold: "DejaVuSans-Bold",
  italic: "DejaVuSans-Oblique",
  boldItalic: "DejaVuSans-BoldOblique",
  mono: "DejaVuSansMono",
  monoBold: "DejaVuSansMono-Bold",
};

export const lineHeight = (size: number) => size * 1.38;

/**
 * Runs of several faces broken into lines of `width` points, after spaces and hyphens; a longer word is cut. The
 * library's own wrapping knows one face per text.
 */
export function breakLines(doc: Doc, runs: readonly RichRun[], width: number, size: number): Line[] {
  const lines: Line[] = [{ pieces: [] }];
  let used = 0;
  const add = (piece: Piece) => {
    const line = lines.at(-1);
    const last = line?.pieces.at(-1);
    if (last && last.run === piece.run) {
      last.text += piece.text;
      last.width += piece.width;
    } else line?.pieces.push({ ...piece });
    used += piece.width;
  };
  const turn = () => {
    lines.push({ pieces: [] });
    used = 0;
  };
  for (const word of wordsOf(doc, runs, size)) {
    if (word === "break") {
      turn();
      continue;
    }
    const needed = word.reduce((sum, piece) => sum + piece.width, 0) - spaceAtEnd(doc, word, size);
    if (used > 0 && used + needed > width) turn();
    if (needed <= width) word.forEach(add);
    else
      for (const sign of word.flatMap((piece) => signsOf(doc, piece, size))) {
        if (used > 0 && used + sign.width > width) turn();
        add(sign);
      }
  }
  return lines;
}

/** Pieces that stay together: up to a space or a hyphen, over the limits of runs. */
function wordsOf(doc: Doc, runs: readonly RichRun[], size: number): (Piece[] | "break")[] {
  const words: (Piece[] | "break")[] = [];
  let word: Piece[] = [];
  const end = () => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (const run of runs) {
    if (!("text" in run)) {
      end();
      words.push("break");
      continue;
    }
    const face = faceOf(run);
    for (const text of drawable(doc, face, run.text).match(/[^ -]*[ -]+|[^ -]+/g) ?? []) {
      word.push({ run, text, face, width: widthOf(doc, face, text, size) });
      if (/[ -]$/.test(text)) end();
    }
  }
  end();
  return words;
}

const spaceAtEnd = (doc: Doc, word: readonly Piece[], size: number) => {
  const last = word.at(-1);
  const spaces = last ? last.text.length - last.text.trimEnd().length : 0;
  return last && spaces > 0 ? widthOf(doc, last.face, " ".repeat(spaces), size) : 0;
};

const signsOf = (doc: Doc, piece: Piece, size: number): Piece[] =>
  [...piece.text].map((text) => ({ ...piece, text, width: widthOf(doc, piece.face, text, size) }));

function faceOf({ bold, italic, code }: RichText): Face {
  if (code) return bold ? "monoBold" : "mono";
  if (bold) return italic ? "boldItalic" : "bold";
  return italic ? "italic" : "plain";
}

/** Widths at one point, which do not change with the document. Set aside when there are too many. */
const widths = new Map<string, number>();
const WIDTHS_MAX = 20_000;

export function widthOf(doc: Doc, face: Face, text: string, size: number): number {
  const key = `${face} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = doc.font(face).fontSize(100).widthOfString(text) / 100;
    if (widths.size >= WIDTHS_MAX) widths.clear();
    if (text.length < 40) widths.set(key, width);
  }
  return width * size;
}

type Glyphs = { hasGlyphForCodePoint(code: number): boolean };

/** PDF/UA forbids a sign that the font cannot draw: a white square stands for it, nothing for invisible ones. */
export function drawable(doc: Doc, face: Face, text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain Latin is always there.
  if (/^[\u0000-\u017f]*$/.test(text)) return text;
  const glyphs = (doc.font(face) as unknown as { _font: { font: Glyphs } })._font.font;
  return [...text]
    .map((sign) => {
      if (/\p{Cf}|\p{Mn}|\p{Variation_Selector}/u.test(sign) && sign !== "\u00ad") return "";
      return glyphs.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : "\u25a1";
    })
    .join("");
}
