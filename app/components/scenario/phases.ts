import type { Editor } from "@tiptap/core";
import { type PlannedPhase, phasesOf } from "~/editor/lesson";

/** The phases now in the editor, with their place in it. */
export function phasesInEditor(editor: Editor): (PlannedPhase & { at: number })[] {
  const found: { at: number; type: string; attrs: Record<string, unknown> }[] = [];
  editor.state.doc.forEach((node, at) => {
    if (node.type.name === "phase") found.push({ at, type: "phase", attrs: node.attrs });
  });
  return phasesOf(found).map((phase, place) => ({ ...phase, at: found[place]?.at ?? -1 }));
}
