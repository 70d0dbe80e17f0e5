import * as Y from "yjs";
import { cleanAttributes } from "~/editor/attributes";
import { fragmentName } from "~/editor/protocol";
import { agreedWords, isProposedBlock } from "./agreed-text";
import { countWords } from "./rules";

const MAX_DEPTH = 50;

/**
 * Words of a document and planned minutes of its phases, without what is only suggested, straight from the shared types: to clean a whole text takes a
 * hundred times as long, and people wait meanwhile.
 */
export function measure(document: Y.Doc): { words: number; minutes: number } {
  let [words, minutes] = [0, 0];
  const visit = (node: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (node instanceof Y.XmlText) words += countWords(agreedWords(node));
    else if (node instanceof Y.XmlElement && !isProposedBlock(node)) {
      if (depth === 0 && node.nodeName === "phase")
        minutes += Number(cleanAttributes("phase", node.getAttributes())?.minutes ?? 0);
      for (const child of node.toArray()) visit(child, depth + 1);
    }
  };
  for (const node of document.getXmlFragment(fragmentName).toArray()) visit(node, 0);
  return { words, minutes };
}
