import type { Editor } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type PlannedPhase, phasesOf } from "~/editor/lesson";
import { suggestionOf } from "~/editor/suggestion";

const childrenOf = (node: PmNode) => node.content.content.map(({ type, attrs }) => ({ type: type.name, attrs }));

/** The phases now in the editor, with their place in it; those that are only suggested do not count. */
export function phasesInEditor(editor: Editor): (PlannedPhase & { at: number })[] {
  const found: { at: number; type: string; attrs: Record<string, unknown>; content: ReturnType<typeof childrenOf> }[] =
    [];
  editor.state.doc.forEach((node, at) => {
    if (node.type.name === "phase" && suggestionOf(node)?.kind !== "insertion")
      found.push({ at, type: "phase", attrs: node.attrs, content: childrenOf(node) });
  });
  return phasesOf(found).map((phase, place) => ({ ...phase, at: found[place]?.at ?? -1 }));
}
