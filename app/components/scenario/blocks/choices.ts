import type { Editor, JSONContent } from "@tiptap/core";
import { partKinds } from "~/editor/lesson";
import { insertBlock } from "~/editor/placing";

export type BlockChoice = "phase" | (typeof partKinds)[number] | "competence" | "image" | "table" | TextChoice;
type TextChoice = "heading" | "subheading" | "bulletList" | "orderedList" | "blockquote" | "horizontalRule";

/** What the menu offers, in its groups. */
export const choices: { group: "lesson" | "things" | "text"; names: BlockChoice[] }[] = [
  { group: "lesson", names: ["phase", ...partKinds, "competence"] },
  { group: "things", names: ["image", "table"] },
  { group: "text", names: ["heading", "subheading", "bulletList", "orderedList", "blockquote", "horizontalRule"] },
];

const line: JSONContent = { type: "paragraph" };
const row = (type: string, cells = 3) => ({
  type: "tableRow",
  content: Array.from({ length: cells }, () => ({ type, content: [line] })),
});
const table = { type: "table", content: [row("tableHeader"), row("tableCell"), row("tableCell")] };

/** Adds what was chosen where the caret is. Competences and images are asked about first, in a dialogue. */
export function addBlock(editor: Editor, choice: Exclude<BlockChoice, "competence" | "image">): void {
  const text = editor.chain().focus();
  switch (choice) {
    case "heading":
      return void text.setHeading({ level: 2 }).run();
    case "subheading":
      return void text.setHeading({ level: 3 }).run();
    case "bulletList":
      return void text.toggleBulletList().run();
    case "orderedList":
      return void text.toggleOrderedList().run();
    case "blockquote":
      return void text.toggleBlockquote().run();
    case "horizontalRule":
      return void text.setHorizontalRule().run();
    case "table":
      return void addNode(editor, table);
    case "phase": {
      const at = addNode(editor, { type: "phase", content: [line] });
      focusTitle(editor, at);
      return;
    }
    default:
      addNode(editor, { type: "part", attrs: { kind: choice }, content: [line] });
  }
}

/** Adds a node after the caret's block and puts the caret in it. Returns its position; null where it may stand nowhere. */
export function addNode(editor: Editor, json: JSONContent): number | null {
  const added = insertBlock(editor.state, editor.schema.nodeFromJSON(json));
  if (!added) return null;
  editor.view.dispatch(added.transaction);
  editor.view.focus();
  return added.at;
}

/** A new phase is named first. */
function focusTitle(editor: Editor, at: number | null): void {
  if (at === null) return;
  requestAnimationFrame(() => {
    const drawn = editor.view.nodeDOM(at);
    if (drawn instanceof HTMLElement) drawn.querySelector<HTMLInputElement>("input.ep-phase__title")?.focus();
  });
}
