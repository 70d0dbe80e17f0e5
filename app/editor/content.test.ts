import { expect, test } from "vitest";
import { cleanDocument } from "./content";
import { isAllowedLink } from "./links";

const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const doc = (...content: unknown[]) => ({ type: "doc", content });

test.each([
  ["https://www.education.gouv.fr/", true],
  ["mailto:classe@fictif.example", true],
  ["http://ancien.example/", false],
  ["javascript:alert(1)", false],
  ["java\tscript:alert(1)", false],
  ["data:text/html,<script>", false],
  ["//ailleurs.example", false],
  ["/scenarios", false],
  ["", false],
  [null, false],
])("link %j is allowed: %s", (href, allowed) => {
  expect(isAllowedLink(href)).toBe(allowed);
});

test("a forbidden link leaves its text, an allowed one its address and nothing else", () => {
  const linked = (href: string) => ({
    type: "text",
    text: "ici",
    marks: [{ type: "bold" }, { type: "link", attrs: { href, target: "_blank", onclick: "x()" } }],
  });
  const clean = cleanDocument(doc(paragraph(linked("javascript:alert(1)"), linked("https://exemple.fr/a"))));
  expect(clean.content?.[0]?.content?.map(({ marks }) => marks)).toEqual([
    [{ type: "bold" }],
    [{ type: "link", attrs: { href: "https://exemple.fr/a" } }, { type: "bold" }],
  ]);
});

test("nodes and attributes the schema does not know are dropped", () => {
  const clean = cleanDocument(
    doc(
      { type: "iframe", attrs: { src: "https://x" } },
      { type: "image", attrs: { src: "http://169.254.169.254/" } },
      { type: "heading", attrs: { level: 1, style: "x" }, content: [{ type: "text", text: "T" }] },
      { type: "phase", attrs: { title: 12, minutes: 1e9, modality: "MOON", hours: 40 }, content: [paragraph()] },
    ),
  );
  expect(clean.content).toEqual([
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "T", marks: [] }] },
    {
      type: "phase",
      attrs: { title: "", minutes: 600, modality: "IN_CLASS", grouping: "", place: "" },
      content: [{ type: "paragraph", attrs: {}, content: [] }],
    },
  ]);
});

test.each([[null], ["texte"], [{ type: "doc" }], [doc({ type: "doc" }, 3, null)]])(
  "%j becomes an empty document",
  (json) => {
    expect(cleanDocument(json)).toEqual({ type: "doc", content: [{ type: "paragraph", attrs: {}, content: [] }] });
  },
);

test("nesting past any plan is cut", () => {
  let deep: unknown = paragraph();
  for (let level = 0; level < 5_000; level++) deep = { type: "blockquote", content: [deep] };
  expect(() => cleanDocument(doc(deep))).not.toThrow();
});

const someone = "01930000-0000-7000-8000-00000000000a";
const suggested = (attrs: object) => ({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text: "ici", marks: [{ type: "insertion", attrs }] }] }],
});
const marksOf = (json: unknown) => cleanDocument(json).content?.[0]?.content?.[0]?.marks;

test("what is suggested keeps who and when, and nothing else", () => {
  const whole = { id: "abc123", by: someone, at: 1_350_000_000_000, break: true, onclick: "alert(1)" };
  const { onclick: _, ...kept } = whole;
  expect(marksOf(suggested(whole))).toEqual([{ type: "insertion", attrs: kept }]);
});

test.each<[string, object]>([
  ["no author", { id: "abc123", at: 1 }],
  ["a name for an id", { id: "abc 123", by: someone, at: 1 }],
  ["markup for an author", { id: "abc123", by: '"><img src=x onerror=alert(1)>', at: 1 }],
  ["an object for an instant", { id: "abc123", by: someone, at: { valueOf: 1 } }],
  ["a list of everything", { id: ["abc123"], by: [someone, someone], at: [1, 2] }],
])("a suggestion with %s is none: its words are words", (_what, attrs) => {
  expect(marksOf(suggested(attrs))).toEqual([]);
});

test("a block is suggested by three words the server knows, or not at all", () => {
  const block = (suggestion: unknown) =>
    cleanDocument({ type: "doc", content: [{ type: "horizontalRule", attrs: { suggestion } }] }).content?.[0]?.attrs;
  const known = `deletion abc123 ${someone} 1`;
  expect(block(known)).toEqual({ suggestion: known });
  for (const other of [`erase abc123 ${someone} 1`, `${known} onload=alert(1)`, { kind: "deletion" }, null, 7])
    expect(block(other)).toEqual({});
});
