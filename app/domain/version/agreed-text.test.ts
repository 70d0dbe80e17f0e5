import { getSchema, type JSONContent } from "@tiptap/core";
import { prosemirrorJSONToYDoc, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { cleanDocument } from "~/editor/content";
import { fragmentName } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { writeBlockSuggestion } from "~/editor/suggestion";
import { agreed } from "~/editor/suggestions";
import { holdsSuggestions } from "./agreed-text";
import { compareLines } from "./compare";
import { linesOf } from "./lines";
import { measure } from "./measure";

const schema = getSchema(scenarioExtensions);
const by = "019ac000-0000-7000-8000-000000000001";
const mark = (type: string, id = "s1", over: object = {}) => ({ type, attrs: { id, by, at: 1, ...over } });
const words = (text: string, ...marks: object[]) => ({ type: "text", text, marks }) as JSONContent;
const p = (...content: JSONContent[]): JSONContent => ({ type: "paragraph", content });
const proposed = (kind: "insertion" | "deletion", block: JSONContent): JSONContent => ({
  ...block,
  attrs: { ...block.attrs, suggestion: writeBlockSuggestion({ kind, id: "s2", by, at: 1 }) },
});
const shared = (...content: JSONContent[]) => prosemirrorJSONToYDoc(schema, { type: "doc", content }, fragmentName);
const phase = { type: "phase", attrs: { title: "Essai", minutes: 10 }, content: [p(words("dedans"))] };

const before = [p(words("Lire un graphique en gras", { type: "bold" })), p(words("On compare.")), phase];
const after = [
  p(
    words("Lire ", { type: "bold" }),
    words("un ", { type: "bold" }, mark("deletion")),
    words("deux ", { type: "bold" }, mark("insertion"), mark("insertion", "s3")),
    words("¶", mark("insertion", "s4", { break: true })),
    words("graphique en gras", { type: "bold" }),
  ),
  proposed("deletion", p(words("On compare."))),
  proposed("insertion", p(words("Un bloc de plus."))),
  phase,
  proposed("insertion", { ...phase, attrs: { title: "Bilan", minutes: 15 } }),
];

test("what is only suggested is in no comparison and in no count, and the comparison can say so", () => {
  const [older, newer] = [shared(...before), shared(...after)];
  const rows = compareLines(linesOf(older), linesOf(newer), () => true);
  expect(rows.map(({ state, line, facts }) => [state, line.text, facts])).toEqual([
    ["same", "Lire un graphique en gras", []],
    ["same", "On compare.", []],
    ["same", "", []],
    ["same", "dedans", []],
  ]);
  expect(JSON.stringify(rows)).not.toContain(by);
  expect(measure(newer)).toEqual(measure(older));
  expect([holdsSuggestions(older), holdsSuggestions(newer)]).toEqual([false, true]);
  expect(holdsSuggestions(shared(p(words("un", mark("deletion")))))).toBe(true);
});

test("the lines are those of the text as it is read", () => {
  const json = cleanDocument(yXmlFragmentToProsemirrorJSON(shared(...after).getXmlFragment(fragmentName)));
  const read = shared(...(agreed(json).content ?? []));
  const seen = (document: Y.Doc) =>
    linesOf(document).map(({ kind, facts, text, format }) => [kind, facts, text, format]);
  expect(seen(shared(...after))).toEqual(seen(read));
});

test("what no suggestion could be is text, and code has none", () => {
  const document = new Y.Doc();
  const text = new Y.XmlText("gardé");
  const [paragraph, code] = [new Y.XmlElement("paragraph"), new Y.XmlElement("codeBlock")];
  document.getXmlFragment(fragmentName).insert(0, [paragraph, code]);
  paragraph.insert(0, [text]);
  text.format(0, 5, { insertion: { id: "<script>", by: "x", at: 0 } });
  const inCode = new Y.XmlText("let x");
  code.insert(0, [inCode]);
  inCode.format(0, 5, { insertion: mark("insertion").attrs });
  expect(linesOf(document).map((line) => line.text)).toEqual(["gardé", "let x"]);
  expect(holdsSuggestions(document)).toBe(false);
});
