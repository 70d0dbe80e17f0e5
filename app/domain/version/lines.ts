import * as Y from "yjs";
import { cleanAttributes } from "~/editor/attributes";
import { fragmentName } from "~/editor/protocol";
import { agreedStretches, isProposedBlock, type Origin } from "./agreed-text";

/** A stretch of a line's text, as one client wrote it. */
export type Run = Origin & { length: number };
export type Fact = string | number | number[] | null;

export type LineKind =
  | "paragraph"
  | "heading"
  | "codeBlock"
  | "phase"
  | "part"
  | "competence"
  | "image"
  | "horizontalRule";

/** One block of a scenario as a comparison sees it: what it says, and who wrote each part of it. */
export type Line = {
  /** The same in every version where the block is the same. */
  id: string;
  kind: LineKind;
  /** Where it stands: in a list, a quote, a table, or nowhere special. */
  within: "list" | "quote" | "table" | null;
  depth: number;
  facts: Record<string, Fact>;
  text: string;
  /** Bold, links and the like, as one text to compare. */
  format: string;
  runs: Run[];
  origin: Origin;
  /** Who gave each fact its value. */
  factOrigins: Record<string, Origin>;
};

const MAX_DEPTH = 50;
const texts = new Set(["paragraph", "heading", "codeBlock"]);
const heads = new Set(["phase", "part"]);
const leaves = new Set(["competence", "image", "horizontalRule"]);
const around: Record<string, Line["within"]> = {
  bulletList: "list",
  orderedList: "list",
  listItem: "list",
  blockquote: "quote",
  table: "table",
  tableRow: "table",
  tableCell: "table",
  tableHeader: "table",
};

/**
 * The blocks of a document in reading order, straight from the shared types, which alone know who wrote what. Attributes
 * are cleaned like those of any output; what the schema does not know, what is only suggested, and lines without a word,
 * are left out.
 */
export function linesOf(document: Y.Doc): Line[] {
  const lines: Line[] = [];
  const visit = (node: unknown, depth: number, within: Line["within"]): void => {
    if (!(node instanceof Y.XmlElement) || depth > MAX_DEPTH) return;
    const name = node.nodeName;
    const facts = factsOf(node);
    if (!facts || isProposedBlock(node)) return;
    const children = (inside: Line["within"], deeper: number) => {
      for (const child of node.toArray()) visit(child, deeper, inside);
    };
    if (Object.hasOwn(around, name)) children(around[name] ?? null, depth + 1);
    else if (texts.has(name)) {
      const line = { ...lineOf(node, depth, within, facts), ...textOf(node) };
      if (line.text.trim() !== "") lines.push(line);
    } else if (heads.has(name)) {
      lines.push(lineOf(node, depth, within, facts));
      children(within, depth + 1);
    } else if (leaves.has(name)) lines.push(lineOf(node, depth, within, facts));
  };
  for (const node of document.getXmlFragment(fragmentName).toArray()) visit(node, 0, null);
  return lines;
}

/** What a block says of itself; null where the schema does not know it. */
function factsOf(node: Y.XmlElement): Record<string, Fact> | null {
  const facts = cleanAttributes(node.nodeName, node.getAttributes());
  if (!facts) return null;
  const { suggestion: _, ...said } = facts;
  return said;
}

function lineOf(node: Y.XmlElement, depth: number, within: Line["within"], facts: Record<string, Fact>): Line {
  const origin = originOf(node._item) ?? { client: 0, clock: 0 };
  const given = Object.keys(facts).flatMap((name) => {
    const from = originOf(node._map.get(name) ?? null);
    return from ? [[name, from] as const] : [];
  });
  return {
    id: `${origin.client}:${origin.clock}`,
    kind: node.nodeName as LineKind,
    within,
    depth,
    facts,
    text: "",
    format: "",
    runs: [],
    origin,
    factOrigins: Object.fromEntries(given),
  };
}

const originOf = (item: Y.Item | null): Origin | null =>
  item ? { client: item.id.client, clock: item.id.clock } : null;

function textOf(node: Y.XmlElement): Pick<Line, "text" | "format" | "runs"> {
  let text = "";
  const runs: Run[] = [];
  const format: [string, object][] = [];
  const add = (words: string, { client, clock }: Origin) => {
    text += words;
    runs.push({ client, clock, length: words.length });
  };
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlElement && child.nodeName === "hardBreak" && !isProposedBlock(child))
      add("\n", originOf(child._item) ?? ANY);
    if (!(child instanceof Y.XmlText)) continue;
    for (const { words, marks, ...from } of agreedStretches(child)) {
      add(words, from);
      const last = format.at(-1);
      if (last && same(last[1], marks)) last[0] += words;
      else format.push([words, marks]);
    }
  }
  const marked = format.filter(([, marks]) => Object.keys(marks).length > 0);
  return { text, runs, format: marked.length > 0 ? JSON.stringify(marked) : "" };
}

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

const ANY: Origin = { client: 0, clock: 0 };
