import { getSchema, type JSONContent } from "@tiptap/core";
import { type ContentMatch, Fragment, Mark, type NodeType } from "@tiptap/pm/model";
import { cleanAttributes } from "./attributes";
import { isAllowedLink } from "./links";
import { scenarioExtensions } from "./schema";
import { readSuggestion } from "./suggestion";
import { tableLimits } from "./table";

const MAX_DEPTH = 50;

const schema = getSchema(scenarioExtensions);

/**
 * The document as it may leave the server, valid in the schema: every editor can write anything in the shared copy, by
 * hand-made frames too, so unknown nodes, marks and attributes are dropped here, known attributes brought back within
 * their bounds, and what stands where it may not is wrapped or unwrapped: words are kept.
 */
export function cleanDocument(json: unknown): JSONContent {
  const content = fitted(schema.topNodeType, childrenOf(json, 1), false);
  return { type: "doc", content };
}

/** The cleaned children of a node, not yet brought to what their parent may hold. */
function childrenOf(json: unknown, depth: number, inTable = false, most?: number): JSONContent[] {
  const given = isRecord(json) && Array.isArray(json.content) ? json.content : [];
  return given.slice(0, most).flatMap((child: unknown) => cleanNode(child, depth, inTable));
}

function cleanNode(json: unknown, depth: number, inTable: boolean): JSONContent[] {
  if (!isRecord(json) || typeof json.type !== "string" || depth > MAX_DEPTH) return [];
  const type = Object.hasOwn(schema.nodes, json.type) ? schema.nodes[json.type] : undefined;
  if (!type || json.type === "doc") return [];
  if (type.isText) {
    if (typeof json.text !== "string" || json.text === "") return [];
    return [{ type: "text", text: json.text, marks: cleanMarks(json.marks) }];
  }
  const attrs = cleanAttributes(json.type, json.attrs);
  if (!attrs) return [];
  if (type.isLeaf) return [{ type: json.type, attrs }];
  const most = { table: tableLimits.rows, tableRow: tableLimits.columns }[json.type];
  const within = inTable || type.spec.tableRole !== undefined;
  const children = childrenOf(json, depth + 1, within, most);
  // A table in a cell could be read aloud by nobody.
  if (json.type === "table" && inTable) return children.flatMap(unwrapped).flatMap(unwrapped);
  // A row without cells and a table without rows are nothing: they cannot be drawn, nor written in.
  if (most && children.length === 0) return [];
  return [{ type: json.type, attrs, content: fitted(type, children, within) }];
}

/** What the parent may hold, in its order: a child that does not fit is wrapped, or gives its own children. */
function fitted(parent: NodeType, children: JSONContent[], inTable: boolean): JSONContent[] {
  const result: JSONContent[] = [];
  let match: ContentMatch = parent.contentMatch;
  let open: JSONContent | null = null;
  const take = (child: JSONContent, at: number): void => {
    const type = schema.nodes[child.type ?? ""];
    if (!type || at > MAX_DEPTH) return;
    // Words that follow each other without a paragraph make one.
    if (open && type.isInline) {
      open.content?.push(withMarksOf(child, schema.nodes[open.type ?? ""]));
      return;
    }
    open = null;
    const next = match.matchType(type);
    if (next) {
      match = next;
      result.push(withMarksOf(child, parent));
      return;
    }
    const wrapping = match.findWrapping(type);
    const outer = wrapping?.[0];
    const after = outer && match.matchType(outer);
    if (!wrapping || !after || (inTable && wrapping.some(({ name }) => name === "table"))) {
      for (const inner of unwrapped(child)) take(inner, at + 1);
      return;
    }
    match = after;
    const wrapped = [...wrapping].reverse().reduce((inside, wrapper) => wrap(wrapper, inside), child);
    result.push(wrapped);
    if (type.isInline && wrapping.length === 1) open = wrapped;
  };
  for (const child of children) take(child, 0);
  match.fillBefore(Fragment.empty, true)?.forEach((node) => {
    result.push(...cleanNode(node.toJSON(), 1, inTable));
  });
  return result;
}

const unwrapped = ({ content = [] }: JSONContent): JSONContent[] => content;

function wrap(type: NodeType, child: JSONContent): JSONContent {
  return { type: type.name, attrs: cleanAttributes(type.name, {}) ?? {}, content: [withMarksOf(child, type)] };
}

/** Code holds plain text: its marks are not marks there. */
function withMarksOf(child: JSONContent, parent: NodeType | undefined): JSONContent {
  if (child.type !== "text" || !parent) return child;
  return { ...child, marks: (child.marks ?? []).filter(({ type }) => allows(parent, type)) };
}

function allows(parent: NodeType, name: string): boolean {
  const mark = schema.marks[name];
  return mark !== undefined && parent.allowsMarkType(mark);
}

type CleanMark = { type: string; attrs?: Record<string, string | number | boolean> };

/** Each mark once, in the order of the schema, none beside one that excludes it. */
function cleanMarks(marks: unknown): CleanMark[] {
  if (!Array.isArray(marks)) return [];
  let set: readonly Mark[] = Mark.none;
  for (const mark of marks as unknown[]) {
    if (!isRecord(mark) || typeof mark.type !== "string" || !Object.hasOwn(schema.marks, mark.type)) continue;
    const attrs = cleanMarkAttributes(mark.type, mark.attrs);
    if (attrs) set = schema.mark(mark.type, attrs).addToSet(set);
  }
  return set.map(({ type: { name }, attrs: given }) => {
    const attrs = cleanMarkAttributes(name, given) ?? {};
    return Object.keys(attrs).length > 0 ? { type: name, attrs } : { type: name };
  });
}

/** Null: the mark means nothing without what is missing, its words stay. */
function cleanMarkAttributes(name: string, attrs: unknown): CleanMark["attrs"] | null {
  const given = isRecord(attrs) ? attrs : {};
  if (name === "link") return isAllowedLink(given.href) ? { href: String(given.href) } : null;
  if (name !== "insertion" && name !== "deletion") return {};
  const suggestion = readSuggestion(given);
  if (!suggestion) return null;
  const { break: breaks, ...rest } = suggestion;
  return name === "insertion" ? { ...rest, break: breaks } : rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
