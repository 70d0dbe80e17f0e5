import { getSchema, type JSONContent } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { prosemirrorJSONToYDoc, updateYFragment, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { type Anchor, anchorBlock, anchorText, isPosition, layOut, placeOf } from "./anchors";
import { moveBlock } from "./placing";
import { fragmentName } from "./protocol";
import { scenarioExtensions } from "./schema";

const schema = getSchema(scenarioExtensions);
const p = (...texts: string[]): JSONContent => ({
  type: "paragraph",
  content: texts.map((text) => ({ type: "text", text })),
});
const phase = (title: string, ...content: JSONContent[]): JSONContent => ({
  type: "phase",
  attrs: { title, minutes: 10, modality: "IN_CLASS", grouping: "", place: "" },
  content,
});

/** The text as one person has it, and as the editor of another does. */
function twoCopies(...content: JSONContent[]) {
  const document = prosemirrorJSONToYDoc(schema, { type: "doc", content }, fragmentName);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(document));
  return { document, other };
}
const fragmentOf = (document: Y.Doc) => document.getXmlFragment(fragmentName);
const layoutOf = (document: Y.Doc) => layOut(fragmentOf(document));
const nodeOf = (document: Y.Doc): PmNode => yXmlFragmentToProseMirrorRootNode(fragmentOf(document), schema);

/** Writes as the editor does: it compares what it shows with the shared text and changes what differs. */
function edit(document: Y.Doc, change: (state: EditorState) => PmNode) {
  const doc = change(EditorState.create({ doc: nodeOf(document) }));
  document.transact(() =>
    updateYFragment(document, fragmentOf(document), doc, { mapping: new Map(), isOMark: new Map() }),
  );
}
function merge(one: Y.Doc, two: Y.Doc) {
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
}

function find(document: Y.Doc, words: string) {
  let from = -1;
  nodeOf(document).descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at >= 0) from = pos + at;
  });
  return { from, to: from + words.length };
}
function on(document: Y.Doc, words: string): Anchor {
  const { from, to } = find(document, words);
  const anchor = anchorText(layoutOf(document), from, to);
  if (!anchor) throw new Error("no word there");
  return anchor;
}
function shown(document: Y.Doc, anchor: Anchor): string | null {
  const place = placeOf(layoutOf(document), document, anchor);
  return place && nodeOf(document).textBetween(place.from, place.to, "|");
}

test("the layout counts as the editor does, leaves and empty lines included", () => {
  const { document } = twoCopies(
    p("Un", " deux"),
    { type: "paragraph" },
    phase("Recherche", { type: "competence", attrs: { framework: "C2I2E", version: "2010", code: "A1" } }, p("trois")),
    { type: "horizontalRule" },
    {
      type: "paragraph",
      content: [{ type: "text", text: "ligne" }, { type: "hardBreak" }, { type: "text", text: "suite" }],
    },
  );
  const layout = layoutOf(document);
  const doc = nodeOf(document);
  for (const { at, words } of layout.segments) expect(doc.textBetween(at, at + words.length)).toBe(words);
  expect(layout.words).toBe("Un deux\ntrois\nligne\nsuite");
  expect(layout.segments).toHaveLength(4);
});

test("an anchor keeps to its words while others write before, inside and after it", () => {
  const { document, other } = twoCopies(p("Les élèves lisent le graphique en binômes."));
  const anchor = on(document, "le graphique");
  expect(anchor).toMatchObject({ quote: "le graphique", before: "Les élèves lisent ", after: " en binômes." });
  edit(other, (state) => state.tr.insertText("D'abord, ", 1).doc);
  edit(other, (state) => state.tr.insertText("grand ", find(other, "graphique").from).doc);
  const after = find(other, " en binômes").from;
  edit(other, (state) => state.tr.insertText(" projeté", after).doc);
  merge(document, other);
  expect(shown(document, anchor)).toBe("le grand graphique");
});

test("what is typed at its edges is not part of it", () => {
  const { document } = twoCopies(p("un mot ici"));
  const anchor = on(document, "mot");
  edit(document, (state) => state.tr.insertText("X", find(document, "mot").from).doc);
  edit(document, (state) => state.tr.insertText("Y", find(document, " ici").from).doc);
  expect(nodeOf(document).textContent).toBe("un XmotY ici");
  expect(shown(document, anchor)).toBe("mot");
});

test("words that are deleted are gone, also when others were put in their place meanwhile", () => {
  const { document, other } = twoCopies(p("un mot qui dérange ici"), p("reste"));
  const anchor = on(document, "qui dérange");
  edit(document, (state) => state.tr.delete(find(document, "qui dérange").from, find(document, "qui dérange").to).doc);
  edit(other, (state) => state.tr.insertText("vraiment ", find(other, "ici").from).doc);
  merge(document, other);
  expect(shown(document, anchor)).toBeNull();
  expect(shown(other, anchor)).toBeNull();
});

test("the part that is left of a passage still stands", () => {
  const { document } = twoCopies(p("début du passage"), p("puis sa fin"), p("autre"));
  const cut = find(document, "du passage");
  const anchor = anchorText(layoutOf(document), find(document, "début").from, find(document, "puis sa").to) as Anchor;
  expect(shown(document, anchor)).toBe("début du passage|puis sa");
  edit(document, (state) => state.tr.delete(cut.from, cut.to).doc);
  expect(shown(document, anchor)).toBe("début |puis sa");
  edit(document, (state) => state.tr.delete(0, state.doc.child(0).nodeSize).doc);
  expect(shown(document, anchor)).toBe("puis sa");
});

test("a paragraph that is deleted with its words is gone, whoever looks", () => {
  const { document, other } = twoCopies(p("premier"), p("à commenter ici"), p("dernier"));
  const anchor = on(document, "commenter");
  edit(other, (state) => state.tr.delete(9, 9 + (state.doc.child(1).nodeSize ?? 0)).doc);
  merge(document, other);
  expect(nodeOf(document).textContent).toBe("premierdernier");
  expect(shown(document, anchor)).toBeNull();
});

test("a line that is cut in two before the words does not lose them", () => {
  const { document } = twoCopies(p("Une longue consigne, puis le relevé des températures."));
  const anchor = on(document, "le relevé");
  edit(document, (state) => state.tr.split(find(document, "puis").from).doc);
  expect(nodeOf(document).childCount).toBe(2);
  expect(shown(document, anchor)).toBe("le relevé");
});

test("a block that is moved keeps the comments on its words", () => {
  const { document } = twoCopies(
    phase("Lancement", p("Présenter la question du jour.")),
    phase("Recherche", p("Relever les températures par deux.")),
  );
  const anchors = [on(document, "la question du jour"), on(document, "les températures")];
  edit(document, (state) => {
    const moved = moveBlock(state, 0, "down");
    if (!moved) throw new Error("nowhere to go");
    return moved.transaction.doc;
  });
  expect(nodeOf(document).firstChild?.attrs.title).toBe("Recherche");
  expect(anchors.map((anchor) => shown(document, anchor))).toEqual(["la question du jour", "les températures"]);
});

test.each([
  ["stand once", [p("Elle a bien dit oui.")], "bien dit"],
  ["stand twice, once among the same words", [p("Elle a bien dit oui."), p("bien dit, donc")], "bien dit"],
  ["stand twice among the same words", [p("Elle a bien dit oui."), p("Elle a bien dit oui.")], null],
  ["stand no more", [p("Elle a dit oui.")], null],
])("words written anew that %s", (_what, content, found) => {
  const { document: before } = twoCopies(p("Elle a bien dit oui."));
  const anchor = on(before, "bien dit");
  const { document } = twoCopies(...content);
  expect(shown(document, anchor)).toBe(found);
});

test.each([
  ["the same words elsewhere", p("Classer les températures du mois.")],
  ["the same line", p("Relever les températures par deux.")],
])("of a passage that is deleted %s do not take its comment", (_what, twin) => {
  const { document } = twoCopies(twin, p("Relever les températures par deux."));
  const anchor = on(document, "les températures");
  const last = find(document, "les températures");
  edit(document, (state) => state.tr.delete(last.from, last.to).doc);
  expect(shown(document, anchor)).toBeNull();
});

test("a word too short to be told from another is not looked for elsewhere", () => {
  const { document: before } = twoCopies(p("oui"));
  expect(shown(twoCopies(p("mais oui")).document, on(before, "oui"))).toBeNull();
});

test("a comment on a block follows the block, empty ones too, and says when it is gone", () => {
  const { document, other } = twoCopies(p("avant"), phase("Recherche", { type: "paragraph" }), {
    type: "image",
    attrs: { imageId: "0198f3a2-0000-7000-8000-000000000001", alt: "", caption: "" },
  });
  const anchor = anchorBlock(layoutOf(document), 7) as Anchor;
  const image = anchorBlock(layoutOf(document), nodeOf(document).content.size - 1) as Anchor;
  edit(other, (state) => state.tr.insert(0, schema.nodeFromJSON(p("tout avant"))).doc);
  merge(document, other);
  const place = placeOf(layoutOf(document), document, anchor);
  expect(place?.block).toBe(true);
  expect(nodeOf(document).nodeAt(place?.from ?? 0)?.type.name).toBe("phase");
  expect(nodeOf(document).nodeAt(placeOf(layoutOf(document), document, image)?.from ?? 0)?.type.name).toBe("image");
  edit(document, (state) => state.tr.delete(place?.from ?? 0, place?.to ?? 0).doc);
  expect(placeOf(layoutOf(document), document, anchor)).toBeNull();
});

test("a long passage is quoted by its beginning, spaces at its ends left out", () => {
  const { document } = twoCopies(p(`  ${"mot ".repeat(200)}`));
  const size = nodeOf(document).content.size;
  const anchor = anchorText(layoutOf(document), 0, size) as Anchor;
  expect(anchor.quote).toHaveLength(300);
  expect(shown(document, anchor)).toHaveLength(799);
  expect(anchorText(layoutOf(document), 1, 3)).toBeNull();
});

test.each([
  "",
  "!!",
  "AA",
  btoa("\x01\x07content"),
  btoa("x".repeat(200)),
  "////",
  btoa("\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
])("%j from outside is no position, and breaks nothing", (bad) => {
  const { document } = twoCopies(p("texte"));
  expect(isPosition(bad, "block")).toBe(false);
  const anchor = { starts: bad, ends: bad, quote: "", before: "", after: "", tells: 15 };
  expect(placeOf(layoutOf(document), document, anchor)).toBeNull();
  expect([...document.share.keys()]).toEqual([fragmentName]);
});

test("a position of another document, or of what was never received, points nowhere", () => {
  const { document } = twoCopies(p("ici"));
  const { document: elsewhere } = twoCopies(p("ailleurs, longuement"));
  expect(shown(document, { ...on(elsewhere, "longuement"), quote: "longuement" })).toBeNull();
});
