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
