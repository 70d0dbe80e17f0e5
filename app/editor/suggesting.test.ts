import { getSchema, type JSONContent } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { cleanDocument } from "./content";
import { Draft } from "./draft";
import { scenarioExtensions } from "./schema";
import { writeChanges } from "./shared-text";
import { type Author, asSuggestion, suggestBreak } from "./suggesting";
import { agreed, settle, settleBreaks, suggestionsIn } from "./suggestions";

const schema = getSchema(scenarioExtensions);
const anne = "01930000-0000-7000-8000-00000000000a";
const bruno = "01930000-0000-7000-8000-00000000000b";

const line = (text: string): JSONContent => ({ type: "paragraph", ...(text && { content: [{ type: "text", text }] }) });
const doc = (...content: JSONContent[]): PmNode => schema.nodeFromJSON(cleanDocument({ type: "doc", content }));

let ids = 0;
const author = (by: string): Author => ({ by, newSuggestion: () => ({ id: `s${ids++}`, by, at: 1_350_000_000_000 }) });

/** One after the other, as this person; each change is given the text as it stands. */
function suggested(start: PmNode, by: string, ...changes: ((state: EditorState) => Transaction | null)[]): PmNode {
  let state = EditorState.create({ doc: start });
  for (const change of changes) {
    const wanted = change(state);
    const proposal = wanted && asSuggestion(wanted, state, author(by));
    if (!proposal) throw new Error("it could not be proposed");
    const shared = prosemirrorToYXmlFragment(state.doc, new Y.Doc().getXmlFragment("text"));
    writeChanges(shared, state.doc, proposal.changes ?? []);
    state = state.apply(proposal.tr);
    state.doc.check();
    expect(yXmlFragmentToProseMirrorRootNode(shared, schema).eq(state.doc)).toBe(true);
  }
  return state.doc;
}

const find = (node: PmNode, words: string): number => {
  let found = -1;
  node.descendants((child, at) => {
    const place = child.text?.indexOf(words) ?? -1;
    if (found < 0 && place >= 0) found = at + place;
  });
  if (found < 0) throw new Error(`no « ${words} »`);
  return found;
};
const type = (words: string, before: string) => (state: EditorState) =>
  state.tr.insertText(words, find(state.doc, before));
const erase = (words: string) => (state: EditorState) =>
  state.tr.delete(find(state.doc, words), find(state.doc, words) + words.length);
const replace = (words: string, other: string) => (state: EditorState) =>
  state.tr.insertText(other, find(state.doc, words), find(state.doc, words) + words.length);
const enter = (before: string) => (state: EditorState) => state.tr.split(find(state.doc, before));

function settled(node: PmNode, verdict: "accept" | "reject", by?: string): PmNode {
  const draft = new Draft(EditorState.create({ doc: node }).tr);
  const wanted = (one: { by: string }) => !by || one.by === by;
  settle(draft, verdict, wanted);
  if (verdict === "accept") settleBreaks(draft.tr, wanted);
  draft.tr.doc.check();
  return draft.tr.doc;
}

const lines = (node: PmNode): string[] => {
  const found: string[] = [];
  node.descendants((child) => {
    if (child.isTextblock) found.push(child.textContent);
  });
  return found;
};

const base = doc(line("Les élèves observent."), line("Puis ils écrivent."));

test.each<[string, ((state: EditorState) => Transaction | null)[], string[]]>([
  ["typing", [type("tous ", "observent")], ["Les élèves tous observent.", "Puis ils écrivent."]],
  ["erasing", [erase("Puis ")], ["Les élèves observent.", "ils écrivent."]],
  ["replacing", [replace("observent", "dessinent")], ["Les élèves dessinent.", "Puis ils écrivent."]],
  ["a new line in the middle", [enter("observent")], ["Les élèves ", "observent.", "Puis ils écrivent."]],
  [
    "joining two lines",
    [(state) => state.tr.join(find(state.doc, "Puis") - 1)],
    ["Les élèves observent.Puis ils écrivent."],
  ],
  [
    "erasing across lines",
    [(state) => state.tr.delete(find(state.doc, "bservent"), find(state.doc, " ils"))],
    ["Les élèves o ils écrivent."],
  ],
  [
    "a block",
    [(state) => state.tr.insert(0, schema.nodes.paragraph?.create(null, schema.text("Avant")) as PmNode)],
    ["Avant", "Les élèves observent.", "Puis ils écrivent."],
  ],
  ["erasing a block", [(state) => state.tr.delete(0, 23)], ["Puis ils écrivent."]],
  ["erasing everything", [(state) => state.tr.delete(0, state.doc.content.size)], [""]],
  [
    "what one has proposed oneself",
    [type("tous ", "observent"), erase("tous ")],
    ["Les élèves observent.", "Puis ils écrivent."],
  ],
])("%s: accepted it is done, rejected it never was", (_what, changes, accepted) => {
  const text = suggested(base, anne, ...changes);
  expect(lines(settled(text, "reject"))).toEqual(lines(base));
  expect(lines(schema.nodeFromJSON(cleanDocument(agreed(text.toJSON()))))).toEqual(lines(base));
  const done = settled(text, "accept");
  expect(lines(done)).toEqual(accepted);
  for (const node of [done, settled(text, "reject")]) expect(suggestionsIn(node)).toEqual([]);
});

test("letters typed one after the other are one suggestion, and what they replace belongs to it", () => {
  const text = suggested(base, anne, replace("observent", "d"), type("e", "observent"), type("s", "observent"));
  expect(suggestionsIn(text)).toMatchObject([
    { by: anne, inserted: expect.stringContaining("d"), deleted: "observent" },
  ]);
});

test("of two people each has what they proposed, settled one by one, by person, or all", () => {
  const both = suggested(
    suggested(base, anne, type("tous ", "observent")),
    bruno,
    erase("Puis "),
    type("bien ", "écrivent"),
  );
  expect(suggestionsIn(both).map(({ by }) => by)).toEqual([anne, bruno, bruno]);
  expect(lines(settled(settled(both, "accept", anne), "reject"))).toEqual([
    "Les élèves tous observent.",
    "Puis ils écrivent.",
  ]);
  expect(lines(settled(settled(both, "reject", anne), "accept"))).toEqual([
    "Les élèves observent.",
    "ils bien écrivent.",
  ]);
  const [, second] = suggestionsIn(both);
  const draft = new Draft(EditorState.create({ doc: both }).tr);
  settle(draft, "accept", ({ id }) => id === second?.id);
  expect(suggestionsIn(draft.tr.doc)).toHaveLength(2);
});

test("what somebody else proposes is marked and stays: it is not mine to take away", () => {
  const text = suggested(suggested(base, anne, type("tous ", "observent")), bruno, erase("tous "));
  expect(lines(text)).toEqual(["Les élèves tous observent.", "Puis ils écrivent."]);
  expect(lines(settled(text, "reject"))).toEqual(lines(base));
  expect(lines(settled(text, "accept"))).toEqual(lines(base));
  expect(lines(settled(settled(text, "accept", anne), "reject", bruno))).toEqual([
    "Les élèves tous observent.",
    "Puis ils écrivent.",
  ]);
});

test("form and tables cannot be proposed, and nothing happens", () => {
  const state = EditorState.create({ doc: base });
  const bold = schema.marks.bold?.create();
  if (!bold || !schema.nodes.heading) throw new Error("no bold");
  expect(asSuggestion(state.tr.addMark(1, 5, bold), state, author(anne))).toBeNull();
  expect(asSuggestion(state.tr.setNodeMarkup(0, schema.nodes.heading), state, author(anne))).toBeNull();
  const row = (...cells: string[]) => ({
    type: "tableRow",
    content: cells.map((text) => ({ type: "tableCell", content: [line(text)] })),
  });
  const table = EditorState.create({ doc: doc({ type: "table", content: [row("a", "b"), row("c", "d")] }, line("")) });
  const second = table.doc.child(0).child(0).nodeSize + 1;
  expect(
    asSuggestion(table.tr.delete(second, second + table.doc.child(0).child(1).nodeSize), table, author(anne)),
  ).toBeNull();
});

test("« Entrée » at the end of a line proposes a new one, in a list a new item", () => {
  const list = doc({ type: "bulletList", content: [{ type: "listItem", content: [line("un")] }] }, line("après"));
  for (const [start, before] of [
    [base, "observent."],
    [list, "un"],
  ] as const) {
    let state = EditorState.create({ doc: start });
    const at = find(start, before) + before.length;
    state = state.apply(state.tr.setSelection(TextSelection.create(start, at)));
    const broken = suggestBreak(state, author(anne));
    if (!broken) throw new Error("no break");
    state = state.apply(broken.tr);
    const typed = asSuggestion(state.tr.insertText("neuf"), state, author(anne));
    if (!typed) throw new Error("nothing typed");
    state = state.apply(typed.tr);
    expect(lines(state.doc)[1]).toBe("neuf");
    expect(suggestionsIn(state.doc)).toMatchObject([{ inserted: "neuf" }]);
    expect(lines(settled(state.doc, "reject"))).toEqual(lines(start));
    expect(lines(settled(state.doc, "accept"))).toEqual(lines(state.doc));
  }
});

test("a line break pasted into one's own suggestion is a break once accepted, and no sign is left", () => {
  const { hardBreak } = schema.nodes;
  if (!hardBreak) throw new Error("no hard break");
  const paste = (state: EditorState) =>
    state.tr.replaceWith(find(state.doc, "tous") + 2, find(state.doc, "tous") + 2, [
      schema.text("un"),
      hardBreak.create(),
      schema.text("deux"),
    ]);
  const text = suggested(base, anne, type("tous ", "observent"), paste);
  expect(lines(settled(text, "accept"))).toEqual(["Les élèves toun", "deuxus observent.", "Puis ils écrivent."]);
  expect(lines(settled(text, "reject"))).toEqual(lines(base));
});

test("words between two proposed breaks are words: accepted with the breaks, none is lost", () => {
  const start = doc(line("avantaprès"));
  let state = EditorState.create({ doc: start, selection: TextSelection.create(start, 6) });
  const by = author(bruno);
  for (let breaks = 0; breaks < 2; breaks++) {
    const proposal = suggestBreak(state, by);
    if (!proposal) throw new Error("no break");
    state = state.apply(proposal.tr);
  }
  const between = find(state.doc, "¶¶") + 1;
  const typed = asSuggestion(state.tr.insertText("Bonjour", between), state, by);
  if (!typed) throw new Error("nothing typed");
  state = state.apply(typed.tr);
  const draft = new Draft(state.tr);
  settle(draft, "accept", () => true);
  state = state.apply(draft.tr);
  const { tr } = state;
  settleBreaks(tr, () => true);
  expect(tr.doc.content.content.map(({ textContent }) => textContent)).toEqual(["avant", "Bonjour", "après"]);
  expect(suggestionsIn(tr.doc)).toEqual([]);
});

test("somebody else's words under a forged mark of a break are kept when it is accepted", () => {
  const mark = schema.marks.insertion?.create({ id: "forged", by: anne, at: 1, break: true });
  const node = schema.node("doc", null, [schema.node("paragraph", null, [schema.text("mots¶", mark ? [mark] : [])])]);
  const state = EditorState.create({ doc: node });
  const { tr } = state;
  settleBreaks(tr, () => true);
  expect(tr.doc.textContent).toBe("mots");
  expect(suggestionsIn(tr.doc)).toEqual([]);
});
