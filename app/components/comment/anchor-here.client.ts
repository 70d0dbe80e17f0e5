import { NodeSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type * as Y from "yjs";
import { type Anchor, anchorBlock, anchorText, layOut } from "~/editor/anchors";
import { blockAt } from "~/editor/placing";
import { fragmentName } from "~/editor/protocol";

/**
 * What a comment would be about: the chosen words, the chosen block, or the block that holds the caret. Null where
 * nothing is chosen and nobody has put the caret anywhere.
 */
export function anchorHere(editor: Editor, document: Y.Doc, touched: boolean): Anchor | null {
  const { state } = editor;
  const { selection } = state;
  const layout = layOut(document.getXmlFragment(fragmentName));
  if (!selection.empty && !(selection instanceof NodeSelection)) {
    const words = anchorText(layout, selection.from, selection.to);
    if (words) return words;
  }
  if (selection.empty && !touched) return null;
  const block = blockAt(state);
  return block === null ? null : anchorBlock(layout, block);
}
