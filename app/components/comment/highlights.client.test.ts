import { getSchema, type JSONContent } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import type { DecorationSet } from "@tiptap/pm/view";
import { prosemirrorJSONToYDoc, ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import type * as Y from "yjs";
import { type Anchor, anchorText, layOut } from "~/editor/anchors";
import { fragmentName } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { highlights, placesIn, telling } from "./highlights.client";

const schema = getSchema(scenarioExtensions);
const p = (text: string): JSONContent => ({ type: "paragraph", content: [{ type: "text", text }] });

/** An editor that shows a shared text, as far as its state goes. */
function opened(...lines: string[]) {
  const document = prosemirrorJSONToYDoc(schema, { type: "doc", content: lines.map(p) }, fragmentName);
  const fragment = document.getXmlFragment(fragmentName);
  const plugin = highlights(document, () => undefined);
  const doc = yXmlFragmentToProseMirrorRootNode(fragment, schema);
  let state = EditorState.create({ doc, plugins: [plugin] });
  const shown = () => {
    const marks = plugin.props.decorations?.call(plugin, state) as DecorationSet;
    return marks.find().map(({ from, to }) => state.doc.textBetween(from, to));
  };
  return {
    document,
    shown,
    gone: (id: string) => placesIn(state).get(id) === null,
    tell: (told: Parameters<typeof telling>[1]) => {
      state = state.apply(telling(state.tr, told));
    },
    /** One's own key: the editor is ahead of the shared text. */
    type: (text: string, at: number) => {
      state = state.apply(state.tr.insertText(text, at));
    },
    /** Somebody else's change: the shared text is ahead, and the editor puts all of it in the place of what it had. */
    receive: (change: (fragment: Y.XmlFragment) => void) => {
      document.transact(() => change(fragment));
      const all = yXmlFragmentToProseMirrorRootNode(fragment, schema).content;
      const transaction = state.tr.replaceWith(0, state.doc.content.size, all);
      state = state.apply(transaction.setMeta(ySyncPluginKey, { isChangeOrigin: true }));
    },
    anchor: (words: string): Anchor => {
      const layout = layOut(fragment);
      const segment = layout.segments.find((one) => one.words.includes(words));
      const from = (segment?.at ?? 0) + (segment?.words.indexOf(words) ?? 0);
      return anchorText(layout, from, from + words.length) as Anchor;
    },
  };
}
const textOf = (fragment: Y.XmlFragment, line: number) => (fragment.get(line) as Y.XmlElement).get(0) as Y.XmlText;

test("passages are shown where they stand, through one's own keys and through what others write", () => {
  const editor = opened("Lire un graphique", "Relever les températures");
  const threads = ["un graphique", "températures"].map((words) => ({ id: words, anchor: editor.anchor(words) }));
  editor.tell({ threads });
  expect(editor.shown()).toEqual(["un graphique", "températures"]);
  editor.type("Bien : ", 1);
  expect(editor.shown()).toEqual(["un graphique", "températures"]);
});

test("what others write replaces the whole text and loses no passage", () => {
  const editor = opened("Lire un graphique", "Relever les températures");
  editor.tell({ threads: [{ id: "one", anchor: editor.anchor("températures") }] });
  editor.receive((fragment) => textOf(fragment, 0).insert(0, "Savoir "));
  expect(editor.shown()).toEqual(["températures"]);
  editor.receive((fragment) => textOf(fragment, 1).insert(15, "é"));
  expect(editor.shown()).toHaveLength(1);
  expect(editor.gone("one")).toBe(false);
  editor.receive((fragment) => fragment.delete(1, 1));
  expect(editor.shown()).toEqual([]);
  expect(editor.gone("one")).toBe(true);
});

test("a draft is shown while it is written, and nothing else is left of it", () => {
  const editor = opened("Lire un graphique");
  editor.tell({ draft: editor.anchor("Lire") });
  expect(editor.shown()).toEqual(["Lire"]);
  editor.tell({ draft: null });
  expect(editor.shown()).toEqual([]);
});
