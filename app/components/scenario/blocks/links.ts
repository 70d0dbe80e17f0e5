import type { Editor } from "@tiptap/core";

/** `href` of the link the caret is in, empty where there is none; `words`: whether it needs words of its own. */
export type LinkAsked = { href: string; words: boolean };

export function linkAt(editor: Editor): LinkAsked {
  const { href } = editor.getAttributes("link");
  const inLink = typeof href === "string" && href !== "";
  return { href: inLink ? href : "", words: !inLink && editor.state.selection.empty };
}

/** Makes a link of what is selected, or of new words; changes the one the caret is in, or takes it away: no address. */
export function setLink(editor: Editor, href: string, words: string): void {
  const text = editor.chain().focus();
  if (!linkAt(editor).words) {
    const inside = text.extendMarkRange("link");
    (href ? inside.setLink({ href }) : inside.unsetLink()).run();
    return;
  }
  if (!href) return;
  // What is typed after it is no link.
  text
    .insertContent([{ type: "text", text: words || href, marks: [{ type: "link", attrs: { href } }] }])
    .unsetMark("link")
    .run();
}
