import { getSchema, type JSONContent } from "@tiptap/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanAttributes } from "./attributes";
import { cleanDocument } from "./content";
import { scenarioExtensions } from "./schema";

const schema = getSchema(scenarioExtensions);
const id = "018f3a52-7d11-7c55-9d0e-2b1c3d4e5f60";
const text = (words: string) => ({ type: "text", text: words });
const paragraph = (words: string) => ({ type: "paragraph", content: [text(words)] });
const node = (type: string, ...content: unknown[]) => ({ type, content });
const doc = (...content: unknown[]) => ({ type: "doc", content });

/** The shape alone: names and words. */
function shape({ type, text: words, content }: JSONContent): unknown {
  return words ?? (content?.length ? [type, ...content.map(shape)] : type);
}
const cleaned = (...content: unknown[]) => (cleanDocument(doc(...content)).content ?? []).map(shape);

test.each<[string, unknown, unknown]>([
  [
    "phase",
    { title: "T", minutes: 3.9, modality: "REMOTE", grouping: "PAIRS", place: "CDI", hours: 4 },
    {
      title: "T",
      minutes: 3,
      modality: "REMOTE",
      grouping: "PAIRS",
      place: "CDI",
    },
  ],
  [
    "phase",
    { title: {}, minutes: -1, modality: 1, grouping: [], place: "x".repeat(121) },
    {
      title: "",
      minutes: 0,
      modality: "IN_CLASS",
      grouping: "",
      place: "x".repeat(120),
    },
  ],
  ["part", { kind: "ASSESSMENT" }, { kind: "ASSESSMENT" }],
  ["part", { kind: "<script>" }, { kind: "INSTRUCTION" }],
  [
    "competence",
    { framework: "C2I2E", version: "2010", code: "B.2-1", label: "x" },
    {
      framework: "C2I2E",
      version: "2010",
      code: "B.2-1",
    },
  ],
  ["competence", { framework: "C2I2E", version: "2010", code: "../secret" }, null],
  [
    "image",
    { imageId: id.toUpperCase(), alt: "Un graphique", caption: "", src: "https://x" },
    {
      imageId: id,
      alt: "Un graphique",
      caption: "",
    },
  ],
  ["image", { imageId: id, alt: 3, caption: "y".repeat(400) }, { imageId: id, alt: "", caption: "y".repeat(300) }],
  ["image", { imageId: "http://169.254.169.254/", alt: "x" }, null],
  [
    "tableCell",
    { colspan: 2, rowspan: 1, colwidth: [120, 80], style: "x" },
    {
      colspan: 2,
      rowspan: 1,
      colwidth: [120, 80],
    },
  ],
  [
    "tableHeader",
    { colspan: 1e9, rowspan: -4, colwidth: ["1px;position:fixed"] },
    {
      colspan: 20,
      rowspan: 1,
      colwidth: null,
    },
  ],
  ["tableCell", { colspan: "2", colwidth: [9_999, 1] }, { colspan: 2, rowspan: 1, colwidth: null }],
  ["paragraph", { style: "x" }, {}],
  ["__proto__", { a: 1 }, {}],
])("the attributes of %s %j", (type, given, expected) => {
  expect(cleanAttributes(type, given)).toEqual(expected);
});

test.each<[string, unknown[], unknown[]]>([
  [
    "a phase holds parts, competences and text",
    [node("phase", node("part", paragraph("a")), competence(), paragraph("b"))],
    [["phase", ["part", ["paragraph", "a"]], "competence", ["paragraph", "b"]]],
  ],
  [
    "a part in a part gives its text",
    [node("part", node("part", paragraph("a")), paragraph("b"))],
    [["part", ["paragraph", "a"], ["paragraph", "b"]]],
  ],
  ["a phase in a phase, too", [node("phase", node("phase", paragraph("a")))], [["phase", ["paragraph", "a"]]]],
  [
    "a phase in a quotation, too",
    [node("blockquote", node("phase", paragraph("a")))],
    [["blockquote", ["paragraph", "a"]]],
  ],
  [
    "a competence in a list has nothing to give",
    [node("bulletList", node("listItem", paragraph("a"), competence()))],
    [["bulletList", ["listItem", ["paragraph", "a"]]]],
  ],
  [
    "words alone make one paragraph",
    [text("a"), text("b"), paragraph("c")],
    [
      ["paragraph", "a", "b"],
      ["paragraph", "c"],
    ],
  ],
  [
    "an item without a list gets one",
    [node("listItem", paragraph("a"))],
    [["bulletList", ["listItem", ["paragraph", "a"]]]],
  ],
  [
    "a list item begins with a paragraph",
    [node("bulletList", node("listItem", node("heading", text("a"))))],
    [["bulletList", ["listItem", ["paragraph", "a"]]]],
  ],
  ["an empty phase can be written in", [node("phase")], [["phase", "paragraph"]]],
  [
    "a cell without a table gets one",
    [node("tableCell", paragraph("a"))],
    [["table", ["tableRow", ["tableCell", ["paragraph", "a"]]]]],
  ],
  [
    "a row without cells is nothing",
    [node("table", node("tableRow"), node("tableRow", node("tableCell")))],
    [["table", ["tableRow", ["tableCell", "paragraph"]]]],
  ],
  ["a table without rows is nothing", [node("table"), paragraph("a")], [["paragraph", "a"]]],
  [
    "a table in a cell gives its text",
    [
      node(
        "table",
        node("tableRow", node("tableCell", node("table", node("tableRow", node("tableCell", paragraph("a")))))),
      ),
    ],
    [["table", ["tableRow", ["tableCell", ["paragraph", "a"]]]]],
  ],
])("%s", (_what, given, expected) => {
  expect(cleaned(...given)).toEqual(expected);
});

function competence() {
  return { type: "competence", attrs: { framework: "C2I2E", version: "2010", code: "B.2-1" } };
}

test("a table has bounds", () => {
  const row = node("tableRow", ...Array.from({ length: 500 }, () => node("tableCell", paragraph("a"))));
  const [table] = cleanDocument(doc(node("table", ...Array.from({ length: 300 }, () => row)))).content ?? [];
  expect([table?.content?.length, table?.content?.[0]?.content?.length]).toEqual([200, 20]);
});

test("whatever comes in, a valid document leaves, the same when cleaned again", () => {
  const name = fc.constantFrom(...Object.keys(schema.nodes), "iframe", "constructor");
  const mark = fc.record({
    type: fc.constantFrom(...Object.keys(schema.marks), "x"),
    attrs: fc.record({ href: fc.constantFrom("https://exemple.fr", "javascript:alert(1)") }),
  });
  const attrs = fc.option(
    fc.dictionary(
      fc.constantFrom("title", "minutes", "kind", "imageId", "code", "colspan", "colwidth", "level", "href"),
      fc.oneof(fc.constant(id), fc.integer(), fc.constant("B.2-1"), fc.jsonValue({ maxDepth: 1 })),
    ),
    { nil: undefined },
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.record({
      type: name,
      attrs,
      text: fc.constantFrom("mots", ""),
      marks: fc.array(mark, { maxLength: 3 }),
      content: fc.oneof({ maxDepth: 5 }, fc.constant([]), fc.array(tie("tree"), { maxLength: 4 })),
    }),
  }));
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (content) => {
      const clean = cleanDocument(doc(...content));
      const document = schema.nodeFromJSON(clean);
      expect(() => document.check()).not.toThrow();
      expect(schema.nodeFromJSON(cleanDocument(clean)).eq(document)).toBe(true);
    }),
    { numRuns: 300 },
  );
}, 60_000);
