import * as Y from "yjs";
import { fragmentName } from "~/editor/protocol";
import { isSuggestionMark, readBlockSuggestion, readSuggestion } from "~/editor/suggestion";

// A scenario and its versions are read without what is only suggested (`agreed` in the editor). The same here, straight
// from the shared types, which alone know who wrote what.

const MAX_DEPTH = 50;

/** Which Yjs client wrote something, and where in all that it wrote. */
export type Origin = { client: number; clock: number };
/** A stretch that one client wrote, with the marks on it but those of suggestions. */
export type Stretch = Origin & { words: string; marks: Record<string, unknown> };

/** What stands in a text while nothing is decided. Code bears no mark: its words are words. */
export function agreedStretches(text: Y.XmlText): Stretch[] {
  return stretches(text).flatMap(({ proposed, ...stretch }) => (proposed ? [] : [stretch]));
}

export const agreedWords = (text: Y.XmlText): string =>
  agreedStretches(text)
    .map(({ words }) => words)
    .join("");

/** A block that is only proposed, with all that is in it. */
export const isProposedBlock = (node: Y.XmlElement): boolean => suggestedOn(node)?.kind === "insertion";

/** Whether anything waits for a decision: it is in no comparison, which has to say so. */
export function holdsSuggestions(document: Y.Doc): boolean {
  const waits = (node: unknown, depth = 0): boolean => {
    if (node instanceof Y.XmlText) return stretches(node).some(({ suggested }) => suggested);
    if (!(node instanceof Y.XmlElement) || depth > MAX_DEPTH) return false;
    return suggestedOn(node) !== null || node.toArray().some((child) => waits(child, depth + 1));
  };
  return document
    .getXmlFragment(fragmentName)
    .toArray()
    .some((node) => waits(node));
}

function stretches(text: Y.XmlText): (Stretch & { suggested: boolean; proposed: boolean })[] {
  const marks = new Map<string, unknown>();
  const found: ReturnType<typeof stretches> = [];
  const bare = text.parent instanceof Y.XmlElement && text.parent.nodeName === "codeBlock";
  for (let item: Y.Item | null = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { content, id } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) marks.delete(content.key);
      else marks.set(content.key, content.value);
    } else if (content instanceof Y.ContentString) {
      const kinds = [...marks].flatMap(([key, attrs]) => (!bare && readSuggestion(attrs) ? markOf(key) : []));
      found.push({
        client: id.client,
        clock: id.clock,
        words: content.str,
        marks: Object.fromEntries([...marks].filter(([key]) => !isSuggestionMark(markOf(key)))),
        suggested: kinds.some(isSuggestionMark),
        proposed: kinds.includes("insertion"),
      });
    }
  }
  return found;
}

const suggestedOn = (node: Y.XmlElement) => readBlockSuggestion(node.getAttribute("suggestion"));

/** Marks that may lie over each other have names of their own in Yjs: « insertion--» and a hash. */
const markOf = (key: string): string => key.split("--")[0] ?? key;
