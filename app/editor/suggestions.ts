import type { JSONContent } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { canJoin, canSplit } from "@tiptap/pm/transform";
import type { Draft } from "./draft";
import { continues } from "./suggesting";
import {
  type BlockSuggestion,
  breakSign,
  isSuggestionMark,
  marksOf,
  readBlockSuggestion,
  readSuggestion,
  type Suggestion,
  suggestionOf,
} from "./suggestion";

export type Verdict = "accept" | "reject";

type Piece = { at: number; node: PmNode };

/** What is suggested in a text, in its order; the pieces of one suggestion together, where its first one stands. */
export type Suggested = Suggestion & {
  /** Where it begins. */
  from: number;
  /** Where its last piece ends. */
  to: number;
  inserted: string;
  deleted: string;
  blocks: { kind: BlockSuggestion["kind"]; type: string }[];
  /** Types of what comes or goes with the words and has none: images, competences, empty tables; as often as they do. */
  wordless: Record<"inserted" | "deleted", string[]>;
};

export function suggestionsIn(doc: PmNode): Suggested[] {
  const found = new Map<string, Suggested>();
  const of = ({ id, by, at }: Suggestion, from: number, to: number): Suggested => {
    const known = found.get(id);
    if (known) {
      known.to = to;
      return known;
    }
    const suggested = {
      id,
      by,
      at,
      from,
      to,
      inserted: "",
      deleted: "",
      blocks: [],
      wordless: { inserted: [], deleted: [] },
    };
    found.set(id, suggested);
    return suggested;
  };
  const counted = new Set<string>();
  for (const { node, at } of piecesOf(doc)) {
    const end = at + node.nodeSize;
    const add = (suggestion: Suggestion, what: "inserted" | "deleted", words: string) => {
      const apart = found.get(suggestion.id)?.to !== at;
      const one = of(suggestion, at, end);
      if (words) one[what] += apart && one[what] ? ` ${words}` : words;
    };
    if (node.isText) {
      for (const one of marksOf(node, "insertion")) add(one, "inserted", node.text ?? "");
      for (const one of marksOf(node, "deletion")) add(one, "deleted", node.text ?? "");
      continue;
    }
    const block = suggestionOf(node);
    if (!block) continue;
    const { kind } = block;
    if (kind === "join") of(block, at, at + 1);
    else {
      const what = kind === "insertion" ? "inserted" : "deleted";
      add(block, what, node.textBetween(0, node.content.size, " "));
      for (const { type, place } of wordlessIn(node, at)) {
        // A block inside one of the same suggestion may bear its mark too.
        if (!counted.has(`${block.id} ${place}`)) found.get(block.id)?.wordless[what].push(type);
        counted.add(`${block.id} ${place}`);
      }
    }
    found.get(block.id)?.blocks.push({ kind, type: node.type.name });
  }
  return [...found.values()];
}

/** The blocks of one that hold no text; the block itself where it is not a line, and nothing in it can be told. */
function wordlessIn(node: PmNode, at: number): { type: string; place: number }[] {
  const found: { type: string; place: number }[] = [];
  const look = (one: PmNode, place: number) => {
    if (one.isLeaf && one.isBlock) found.push({ type: one.type.name, place });
  };
  look(node, at);
  node.descendants((child, place) => look(child, at + 1 + place));
  const empty = found.length === 0 && node.isBlock && !node.isTextblock && node.textContent === "";
  return empty ? [{ type: node.type.name, place: at }] : found;
}

/**
 * Accepts or rejects every suggestion that is wanted, but the breaks and joins that were accepted: these move words, and
 * come afterwards, in a transaction of their own. Gives how many pieces were settled.
 */
export function settle(draft: Draft, verdict: Verdict, wanted: Wanted): number {
  const pieces = piecesOf(draft.tr.doc).filter(({ node }) => suggestionsOn(node).some(wanted));
  // From the end: what is settled moves nothing that is before it.
  for (const { at } of pieces.reverse()) {
    const node = draft.tr.doc.nodeAt(at);
    // What was removed around it may have brought somebody else's here.
    if (!node || !suggestionsOn(node).some(wanted)) continue;
    if (node.isText) settleText(draft, at, node, verdict, wanted);
    else settleBlock(draft, at, node, verdict);
  }
  return pieces.length;
}

/** The breaks and joins among what is accepted. */
export function settleBreaks(tr: Transaction, wanted: Wanted): void {
  const pieces = piecesOf(tr.doc).filter(({ node }) => suggestionsOn(node).some(wanted));
  for (const { at, node } of pieces.reverse()) {
    if (node.isText && isBreak(node, wanted))
      for (let sign = at + node.nodeSize - 1; sign >= at; sign--)
        // Words that bear the mark of a break, by whatever way they came to it, are words.
        if (node.text?.[sign - at] === breakSign) breakAt(tr, sign);
        else keepAt(tr, sign, wanted);
    else if (suggestionOf(node)?.kind === "join") join(tr, at);
  }
}

type Wanted = (suggestion: Suggestion) => boolean;

const isBreak = (node: PmNode, wanted: Wanted) => marksOf(node, "insertion").some((one) => one.break && wanted(one));

function piecesOf(doc: PmNode): Piece[] {
  const pieces: Piece[] = [];
  doc.descendants((node, at) => {
    if (suggestionsOn(node).length > 0) pieces.push({ at, node });
  });
  return pieces;
}

function suggestionsOn(node: PmNode): Suggestion[] {
  if (node.isText) return [...marksOf(node, "insertion"), ...marksOf(node, "deletion")];
  return [suggestionOf(node)].filter((one) => one !== null);
}

function settleText(draft: Draft, at: number, node: PmNode, verdict: Verdict, wanted: Wanted): void {
  const end = at + node.nodeSize;
  const leaves = marksOf(node, verdict === "reject" ? "insertion" : "deletion").some(wanted);
  if (leaves) {
    draft.deleteText(at, end);
    return;
  }
  if (isBreak(node, wanted)) return;
  for (const mark of node.marks) {
    const suggestion = isSuggestionMark(mark.type.name) && readSuggestion(mark.attrs);
    if (suggestion && wanted(suggestion)) draft.mark(at, end, mark, false);
  }
}

/** The sign gives way to the break it stood for. */
function breakAt(tr: Transaction, sign: number): void {
  tr.delete(sign, sign + 1);
  const $sign = tr.doc.resolve(sign);
  const depth = $sign.depth > 1 && $sign.node(-1).type.name === "listItem" ? 2 : 1;
  const types = Array.from({ length: depth }, (_, n) => {
    const { type, attrs } = $sign.node($sign.depth - depth + 1 + n);
    return { type, attrs: { ...attrs, suggestion: null } };
  });
  if (canSplit(tr.doc, sign, depth, types)) tr.split(sign, depth, types);
  else tr.insertText(" ", sign);
}

function keepAt(tr: Transaction, at: number, wanted: Wanted): void {
  for (const mark of tr.doc.nodeAt(at)?.marks ?? []) {
    const suggestion = isSuggestionMark(mark.type.name) && readSuggestion(mark.attrs);
    if (suggestion && wanted(suggestion)) tr.removeMark(at, at + 1, mark);
  }
}

function settleBlock(draft: Draft, at: number, node: PmNode, verdict: Verdict): void {
  const kind = suggestionOf(node)?.kind;
  if (kind === (verdict === "reject" ? "insertion" : "deletion")) draft.removeBlock(at);
  else if (kind !== "join" || verdict === "reject") draft.suggest(at, null);
}

function join(tr: Transaction, at: number): void {
  tr.setNodeAttribute(at, "suggestion", null);
  const { nodeBefore, nodeAfter } = tr.doc.resolve(at);
  if (!nodeBefore || !nodeAfter || !continues(nodeBefore, nodeAfter) || !canJoin(tr.doc, at)) return;
  const lines = nodeBefore.lastChild?.isTextblock && nodeAfter.firstChild?.isTextblock;
  tr.join(at, nodeAfter.type.name === "listItem" && lines ? 2 : 1);
}

/** The text as it stands while nothing is decided: without what is proposed, with all that is proposed for removal. */
export function agreed(json: JSONContent): JSONContent {
  const marks = json.marks?.filter(({ type }) => !isSuggestionMark(type));
  const { suggestion: _, ...attrs } = json.attrs ?? {};
  const content = json.content?.flatMap((child) => (isProposed(child) ? [] : [agreed(child)]));
  return {
    ...json,
    ...(json.attrs && { attrs }),
    ...(marks && { marks }),
    ...(content && { content: mended(content) }),
  };
}

/** How many suggestions there are to decide. */
export function countSuggestions(json: JSONContent): number {
  const ids = new Set<string>();
  const look = ({ attrs, marks = [], content = [] }: JSONContent): void => {
    for (const { type, attrs: given } of marks) if (isSuggestionMark(type)) ids.add(readSuggestion(given)?.id ?? "");
    const block = readBlockSuggestion(attrs?.suggestion);
    if (block) ids.add(block.id);
    content.forEach(look);
  };
  look(json);
  ids.delete("");
  return ids.size;
}

const isProposed = ({ attrs, marks }: JSONContent): boolean =>
  readBlockSuggestion(attrs?.suggestion)?.kind === "insertion" ||
  (marks ?? []).some(({ type }) => type === "insertion");

/** Words that a suggestion had cut are one stretch again. */
function mended(content: JSONContent[]): JSONContent[] {
  const form = ({ marks }: JSONContent) => JSON.stringify(marks ?? []);
  const whole: JSONContent[] = [];
  for (const child of content) {
    const last = whole.at(-1);
    if (last?.type === "text" && child.type === "text" && form(last) === form(child))
      whole[whole.length - 1] = { ...last, text: `${last.text}${child.text}` };
    else whole.push(child);
  }
  return whole;
}
