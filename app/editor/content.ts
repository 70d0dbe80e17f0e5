import { getSchema, type JSONContent } from "@tiptap/core";
import { boundedInteger, phaseMinutes, phaseModality, phaseTitle } from "./lesson";
import { isAllowedLink } from "./links";
import { scenarioExtensions } from "./schema";

const MAX_DEPTH = 50;

/**
 * The document as it may leave the server: every editor can write anything in the shared copy, by hand-made frames too,
 * so unknown nodes, marks and attributes are dropped here and known attributes brought back within their bounds.
 */
export function cleanDocument(json: unknown): JSONContent {
  const content = contentOf(json).flatMap((child) => cleanNode(child, 1) ?? []);
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] };
}

const schema = getSchema(scenarioExtensions);

function cleanNode(json: unknown, depth: number): JSONContent | null {
  if (!isRecord(json) || typeof json.type !== "string" || depth > MAX_DEPTH) return null;
  const type = schema.nodes[json.type];
  if (!type || json.type === "doc") return null;
  if (json.type === "text") {
    if (typeof json.text !== "string" || json.text === "") return null;
    return { type: "text", text: json.text, marks: cleanMarks(json.marks) };
  }
  const node: JSONContent = { type: json.type, attrs: cleanAttributes(json.type, json.attrs) };
  if (!type.isLeaf) node.content = contentOf(json).flatMap((child) => cleanNode(child, depth + 1) ?? []);
  return node;
}

function cleanAttributes(type: string, attrs: unknown): Record<string, string | number> {
  const given = isRecord(attrs) ? attrs : {};
  if (type === "phase")
    return {
      title: phaseTitle(given.title),
      minutes: phaseMinutes(given.minutes),
      modality: phaseModality(given.modality),
    };
  if (type === "heading") return { level: given.level === 3 ? 3 : 2 };
  if (type === "orderedList") return { start: boundedInteger(given.start, 1, 9_999) };
  return {};
}

function cleanMarks(marks: unknown): { type: string; attrs?: Record<string, string> }[] {
  if (!Array.isArray(marks)) return [];
  return marks.flatMap((mark: unknown) => {
    if (!isRecord(mark) || typeof mark.type !== "string" || !schema.marks[mark.type]) return [];
    if (mark.type !== "link") return [{ type: mark.type }];
    const href = isRecord(mark.attrs) ? mark.attrs.href : undefined;
    return isAllowedLink(href) ? [{ type: "link", attrs: { href: String(href) } }] : [];
  });
}

function contentOf(json: unknown): unknown[] {
  return isRecord(json) && Array.isArray(json.content) ? json.content : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
