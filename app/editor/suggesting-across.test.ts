import { getSchema, type JSONContent } from "@tiptap/core";
import { joinBackward } from "@tiptap/pm/commands";
import { Fragment, type Node as PmNode } from "@tiptap/pm/model";
import { liftListItem } from "@tiptap/pm/schema-list";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { initProseMirrorDoc, prosemirrorJSONToYDoc, updateYFragment } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { cleanDocument } from "./content";
import { Draft } from "./draft";
import { fragmentName } from "./protocol";
import { scenarioExtensions } from "./schema";
import { writeChanges } from "./shared-text";
import { asSuggestion } from "./suggesting";
import { agreed, settle, suggestionsIn } from "./suggestions";

// From random stories (`suggesting-together`), each cut down to what it fails by.

const schema = getSchema(scenarioExtensions);
const by = "01930000-0000-7000-8000-00000000000a";
const author = { by, newSuggestion: () => ({ id: "s1", by, at: 1 }) };
const own = { suggestion: `insertion s0 ${by} 1` };

const line = (text: string, attrs = {}): JSONContent => ({
  type: "paragraph",
  attrs,
  content: [{ type: "text", text }],
});
const block = (type: string, content: JSONContent[], attrs = {}): JSONContent => ({ type, attrs, content });
const doc = (...content: JSONContent[]): PmNode => schema.nodeFromJSON(cleanDocument({ type: "doc", content }));
const rejected = (text: PmNode): JSONContent => {
  const draft = new Draft(EditorState.create({ doc: text }).tr);
  settle(draft, "reject", () => true);
  expect(suggestionsIn(draft.tr.doc)).toEqual([]);
  return cleanDocument(draft.tr.doc.toJSON());
};
const find = (node: PmNode, words: string): number => {
  let found = -1;
  node.descendants((child, at) => {
    if (child.isText && child.text?.includes(words)) found = at + child.text.indexOf(words);
  });
  return found;
};

const phase = block("phase", [line("Chacun dessine."), line("On compare.")], { title: "Essai" });
const list = block("bulletList", [block("listItem", [line("On compare.")])]);
const quote = block("blockquote", [line("On compare.")]);

test.each([
  ["a phase", phase],
  ["a list", list],
  ["a quotation", quote],
])(
  "what one erases from the end of %s into a paragraph of one's own leaves the rest of it where it is",
  (_, before) => {
    const text = doc(before, line("b60", own));
    const { tr } = EditorState.create({ doc: text });
    tr.delete(find(text, "e.") + 1, find(text, "b60") + 1);
    const proposed = asSuggestion(tr, EditorState.create({ doc: text }), author)?.tr.doc;
    expect(proposed?.lastChild?.toJSON()).toMatchObject(line("60", own));
    expect(proposed && rejected(proposed)).toEqual(cleanDocument(doc(before).toJSON()));
    expect(proposed && cleanDocument(agreed(proposed.toJSON()))).toEqual(cleanDocument(doc(before).toJSON()));
  },
);

test("words typed over the end of a phase and the beginning of a paragraph are proposed, nothing moves", () => {
  const text = doc(phase, line("Bilan au tableau."));
  const state = EditorState.create({ doc: text });
  const tr = state.tr.insertText("puis", find(text, "compare"), find(text, "au tableau"));
  const proposed = asSuggestion(tr, state, author)?.tr.doc;
  expect(suggestionsIn(proposed ?? text)).toMatchObject([{ inserted: "puis", deleted: "compare. Bilan " }]);
  expect(proposed && rejected(proposed)).toEqual(cleanDocument(text.toJSON()));
});

test.each([
  ["a list", list],
  ["a quotation", quote],
])("« Retour arrière » at the beginning of one's own paragraph after %s: rejected it never was", (_, before) => {
  const text = doc(before, line("b60", own));
  const state = EditorState.create({ doc: text, selection: TextSelection.create(text, find(text, "b60")) });
  let wanted: Transaction = state.tr;
  joinBackward(state, (tr) => {
    wanted = tr;
  });
  expect(wanted.docChanged).toBe(true);
  const proposed = asSuggestion(wanted, state, author)?.tr.doc ?? text;
  expect(rejected(proposed)).toEqual(cleanDocument(doc(before).toJSON()));
});

test.each([
  ["one's own item", own],
  ["somebody else's item", {}],
])("%s cannot leave the middle of a list: it would be cut in two", (_, attrs) => {
  const item = (text: string, given = {}) => block("listItem", [line(text)], given);
  const text = doc(block("bulletList", [item("papier"), item("b60", attrs), item("crayons")]));
  const state = EditorState.create({ doc: text, selection: TextSelection.create(text, find(text, "b60")) });
  let wanted: Transaction = state.tr;
  if (schema.nodes.listItem)
    liftListItem(schema.nodes.listItem)(state, (tr) => {
      wanted = tr;
    });
  expect(wanted.docChanged).toBe(true);
  expect(asSuggestion(wanted, state, author)).toBeNull();
});

test("two people who take away each other's only block leave an empty line, in which one may suggest", () => {
  const start = Y.encodeStateAsUpdate(
    prosemirrorJSONToYDoc(schema, doc(line("un"), line("deux")).toJSON(), fragmentName),
  );
  const copies = [0, 1].map((taken) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, start);
    const fragment = copy.getXmlFragment(fragmentName);
    const { doc: shown, meta } = initProseMirrorDoc(fragment, schema);
    updateYFragment(copy, fragment, shown.copy(Fragment.from(shown.child(taken))), meta);
    return copy;
  });
  const [one, other] = copies;
  if (!one || !other) throw new Error("nobody");
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  const fragment = one.getXmlFragment(fragmentName);
  expect(fragment.length).toBe(0);
  // What the binding does with what it reads.
  const { tr } = EditorState.create({ doc: doc(line("un")) });
  const shown = tr.delete(0, tr.doc.content.size).doc;
  const state = EditorState.create({ doc: shown });
  const draft = asSuggestion(state.tr.insertText("neuf", 1), state, author);
  writeChanges(fragment, shown, draft?.changes ?? []);
  const text = initProseMirrorDoc(fragment, schema).doc;
  expect(text.textContent).toBe("neuf");
  expect(suggestionsIn(text)).toMatchObject([{ inserted: "neuf" }]);
  expect(rejected(text)).toEqual(cleanDocument(shown.toJSON()));
});
