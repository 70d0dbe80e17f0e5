import { getSchema } from "@tiptap/core";
import * as Y from "yjs";
import { scenarioExtensions } from "./schema";

/** Bytes of a position; characters of the words kept with it, and of what stood around them. */
export const anchorLimits = { position: 128, quote: 300, around: 40 } as const;
/** What is shorter than this, with its surroundings, could stand anywhere. */
const TELLING = 8;

const { nodes } = getSchema(scenarioExtensions);

/**
 * Where a comment points to: positions in base64, and the words that stood there when it was written. `tells`: which of
 * the ways to look for them found them only there, as bits in the order of `waysTo`.
 */
export type Anchor = {
  starts: string;
  ends: string | null;
  quote: string;
  before: string;
  after: string;
  tells: number;
};
type Quote = Pick<Anchor, "quote" | "before" | "after">;
/** Positions of the editor. */
export type Place = { from: number; to: number; block: boolean };

type Segment = { text: Y.XmlText; at: number; offset: number; words: string };
export type Layout = {
  /** Where each live node begins, and its size. */
  spans: Map<unknown, { from: number; size: number }>;
  segments: Segment[];
  /** The whole text; what is not one line is parted by « \n ». */
  words: string;
};

/** Lays the shared text out in the positions of the editor, without the editor: one walk for any number of anchors. */
export function layOut(fragment: Y.XmlFragment): Layout {
  const layout: Layout = { spans: new Map(), segments: [], words: "" };
  let at = 0;
  let lineOpen = false;
  const visit = (node: unknown): void => {
    const from = at;
    if (node instanceof Y.XmlText) {
      const words = wordsOf(node);
      if (!lineOpen && layout.words !== "") layout.words += "\n";
      layout.segments.push({ text: node, at, offset: layout.words.length, words });
      layout.words += words;
      lineOpen = true;
      at += node.length;
    } else if (node instanceof Y.XmlElement) {
      lineOpen = false;
      const leaf = nodes[node.nodeName]?.isLeaf ?? false;
      at += 1;
      if (!leaf) {
        for (const child of node.toArray()) visit(child);
        at += 1;
      }
      lineOpen = false;
    }
    layout.spans.set(node, { from, size: at - from });
  };
  for (const child of fragment.toArray()) visit(child);
  return layout;
}

function wordsOf(text: Y.XmlText): string {
  const delta = text.toDelta() as { insert: unknown }[];
  return delta.map(({ insert }) => (typeof insert === "string" ? insert : "\ufffc")).join("");
}

/** An anchor on the words between two positions, without the spaces at their ends. Null where there is no word. */
export function anchorText(layout: Layout, from: number, to: number): Anchor | null {
  const covered = layout.segments.flatMap((segment) => {
    const start = Math.max(from, segment.at) - segment.at;
    const end = Math.min(to, segment.at + segment.words.length) - segment.at;
    return start < end && segment.words.slice(start, end).trim() !== "" ? [{ segment, start, end }] : [];
  });
  const [first, last] = [covered[0], covered.at(-1)];
  if (!first || !last) return null;
  const start = first.start + leading(first.segment.words.slice(first.start, first.end));
  const end = last.end - trailing(last.segment.words.slice(last.start, last.end));
  const [opens, closes] = [first.segment.offset + start, last.segment.offset + end];
  return {
    // Held by the first and the last character: what is written before or after them is not part of it.
    starts: encode(Y.createRelativePositionFromTypeIndex(first.segment.text, start, 0)),
    ends: encode(Y.createRelativePositionFromTypeIndex(last.segment.text, end, -1)),
    ...quoteOf(layout.words, opens, closes),
  };
}

/** An anchor on the block that begins at a position. Null where none does. */
export function anchorBlock(layout: Layout, from: number): Anchor | null {
  const found = [...layout.spans].find(([node, span]) => span.from === from && node instanceof Y.XmlElement);
  const [node, span] = found ?? [];
  if (!(node instanceof Y.XmlElement) || !node._item || !span) return null;
  const inside = layout.segments.filter(({ at }) => at > span.from && at < span.from + span.size);
  const [first, last] = [inside[0], inside.at(-1)];
  const quote = first && last ? quoteOf(layout.words, first.offset, last.offset + last.words.length) : noQuote;
  return { starts: encode(new Y.RelativePosition(node._item.id, null, null, 0)), ends: null, ...quote };
}

const noQuote = { quote: "", before: "", after: "", tells: 0 };
const leading = (words: string) => words.length - words.trimStart().length;
const trailing = (words: string) => words.length - words.trimEnd().length;

function quoteOf(words: string, from: number, to: number) {
  const line = { from: words.lastIndexOf("\n", from - 1) + 1, to: words.indexOf("\n", to) };
  const whole = to - from <= anchorLimits.quote;
  const quote = {
    quote: words.slice(from, Math.min(to, from + anchorLimits.quote)),
    before: from === 0 ? "" : words.slice(Math.max(line.from, from - anchorLimits.around), from),
    // What follows a quote that is cut does not follow its words.
    after: whole ? words.slice(to, Math.min(line.to < 0 ? words.length : line.to, to + anchorLimits.around)) : "",
  };
  const tells = waysTo(quote).reduce((bits, { sought }, way) => (isOnce(words, sought) ? bits | (1 << way) : bits), 0);
  return { ...quote, tells };
}

/** With what stood around the quote, with a part of it, alone. */
function waysTo({ quote, before, after }: Quote): { sought: string; lead: number }[] {
  return [
    { sought: before + quote + after, lead: before.length },
    { sought: before + quote, lead: before.length },
    { sought: quote + after, lead: 0 },
    { sought: quote, lead: 0 },
  ];
}

function isOnce(words: string, sought: string): boolean {
  const found = sought.length < TELLING ? -1 : words.indexOf(sought);
  return found >= 0 && words.indexOf(sought, found + 1) < 0;
}

/**
 * Where an anchor stands now; null once what it pointed at is gone. A block that is moved, or a line that is cut in two,
 * is written anew under other positions: where these are empty the words themselves are looked for, and count only if
 * they stood once and stand once. Of two equal passages the one that is left is not the one that is gone.
 */
export function placeOf(layout: Layout, document: Y.Doc, anchor: Anchor): Place | null {
  if (anchor.ends === null) {
    const at = resolve(document, anchor.starts);
    const span = at && layout.spans.get(at.type);
    if (span) return { from: span.from, to: span.from + span.size, block: true };
  } else {
    const [from, to] = edges(layout, resolve(document, anchor.starts), resolve(document, anchor.ends));
    if (from < to) return { from, to, block: false };
  }
  return placeOfWords(layout, anchor);
}

type At = { type: unknown; index: number } | null;

/** Where the paragraph of one end is gone, what is left of the other's. */
function edges({ spans }: Layout, first: At, last: At): [number, number] {
  const [opens, closes] = [first && spans.get(first.type), last && spans.get(last.type)];
  const from = opens && first ? opens.from + first.index : closes?.from;
  const to = closes && last ? closes.from + last.index : opens ? opens.from + opens.size : undefined;
  return from === undefined || to === undefined ? [0, 0] : [from, to];
}

function placeOfWords({ words, segments }: Layout, anchor: Anchor): Place | null {
  if (anchor.quote === "") return null;
  const way = waysTo(anchor).find(({ sought }, place) => anchor.tells & (1 << place) && isOnce(words, sought));
  if (!way) return null;
  const found = words.indexOf(way.sought) + way.lead;
  const from = positionOf(segments, found);
  const last = positionOf(segments, found + anchor.quote.length - 1);
  return from === null || last === null ? null : { from, to: last + 1, block: false };
}

function positionOf(segments: Segment[], offset: number): number | null {
  const segment = segments.find((one) => offset >= one.offset && offset < one.offset + one.words.length);
  return segment ? segment.at + offset - segment.offset : null;
}

function resolve(document: Y.Doc, position: string): At {
  const decoded = readPosition(position);
  if (!decoded) return null;
  try {
    return Y.createAbsolutePositionFromRelativePosition(decoded, document);
  } catch {
    return null;
  }
}

/** Whether this is a position that points at a character, or at a block: anything may come from outside. */
export function isPosition(position: string, of: "character" | "block"): boolean {
  const decoded = readPosition(position);
  return decoded !== null && (of === "block" ? decoded.type !== null : decoded.item !== null);
}

function readPosition(position: string): Y.RelativePosition | null {
  try {
    const bytes = Uint8Array.from(atob(position), (sign) => sign.charCodeAt(0));
    if (bytes.byteLength === 0 || bytes.byteLength > anchorLimits.position) return null;
    const decoded = Y.decodeRelativePosition(bytes);
    // A name would make a part of the document by being looked at.
    return decoded.tname === null ? decoded : null;
  } catch {
    return null;
  }
}

const encode = (position: Y.RelativePosition) => btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
