import { Extension, Mark, mergeAttributes } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";

/**
 * A change somebody proposes: what is to come and what is to go both stand in the text until somebody who may write
 * decides. Several pieces bear one id where they are one change. `at`: real milliseconds.
 */
export type Suggestion = { id: string; by: string; at: number };

/** `join`: the block is to continue the one before it. */
export const blockSuggestions = ["insertion", "deletion", "join"] as const;
export type BlockSuggestion = Suggestion & { kind: (typeof blockSuggestions)[number] };

/**
 * A new paragraph proposed in the middle of another one. A sign and not a break: to cut a text in two, Yjs deletes its end
 * and writes it again, and what somebody else typed there meanwhile would be left behind.
 */
export const breakSign = "¶";

/** Blocks that may be proposed or proposed for removal as a whole. Cells are not: a table has no holes. */
export const suggestedBlocks = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "codeBlock",
  "horizontalRule",
  "hardBreak",
  "phase",
  "part",
  "competence",
  "image",
  "table",
];

export const isSuggestionMark = (name: string): boolean => name === "insertion" || name === "deletion";

const SUGGESTION = /^(insertion|deletion|join) ([a-z0-9]{1,16}) ([0-9a-f-]{36}) (\d{1,15})$/;

/** The block's attribute as the document keeps it: one word after the other, compared at a glance. */
export const writeBlockSuggestion = ({ kind, id, by, at }: BlockSuggestion): string => `${kind} ${id} ${by} ${at}`;

/** Null for what is none, whoever wrote it. */
export function readBlockSuggestion(attribute: unknown): BlockSuggestion | null {
  const [, kind, id, by, at] = SUGGESTION.exec(typeof attribute === "string" ? attribute : "") ?? [];
  if (!kind || !id || !by) return null;
  return { kind: kind as BlockSuggestion["kind"], id, by, at: Number(at) };
}

export const suggestionOf = (node: PmNode): BlockSuggestion | null => readBlockSuggestion(node.attrs.suggestion);

/** The attributes of a mark within their bounds; null where it says nothing. */
export function readSuggestion(attrs: unknown): (Suggestion & { break: boolean }) | null {
  if (typeof attrs !== "object" || attrs === null) return null;
  const { id, by, at, break: breaks } = attrs as Record<string, unknown>;
  const read = readBlockSuggestion(`insertion ${id} ${by} ${at}`);
  return read && { id: read.id, by: read.by, at: read.at, break: breaks === true };
}

/** What is suggested on a stretch of text, by whoever does. */
export function marksOf(node: PmNode, name: "insertion" | "deletion"): (Suggestion & { break: boolean })[] {
  return node.marks.flatMap(({ type, attrs }) => (type.name === name ? (readSuggestion(attrs) ?? []) : []));
}

const attributes = () => ({
  id: { default: "", rendered: false },
  by: { default: "", rendered: false },
  at: { default: 0, rendered: false },
});

/**
 * What is proposed. Whoever types beside it proposes nothing by it. Marks of two suggestions exclude each other in nothing:
 * each is written under a name of its own in Yjs, where the end of one would else end another that was written meanwhile.
 */
export const Insertion = Mark.create({
  name: "insertion",
  inclusive: false,
  excludes: "",
  addAttributes: () => ({ ...attributes(), break: { default: false, rendered: false } }),
  renderHTML: ({ mark }) => ["ins", mergeAttributes({ "data-suggested": mark.attrs.break ? "break" : "insertion" }), 0],
});

/** What is proposed for removal. */
export const Deletion = Mark.create({
  name: "deletion",
  inclusive: false,
  excludes: "",
  addAttributes: attributes,
  renderHTML: () => ["del", { "data-suggested": "deletion" }, 0],
});

/** Never written into HTML: what is copied from a text is text. */
export const BlockSuggestions = Extension.create({
  name: "blockSuggestions",
  addGlobalAttributes: () => [
    {
      types: suggestedBlocks,
      attributes: { suggestion: { default: null, rendered: false, keepOnSplit: false, parseHTML: () => null } },
    },
  ],
});
