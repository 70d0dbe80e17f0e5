import { getSchema, type JSONContent } from "@tiptap/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { cleanDocument } from "~/editor/content";
import { scenarioExtensions } from "~/editor/schema";
import { writeBlockSuggestion } from "~/editor/suggestion";
import { suggestionsIn } from "~/editor/suggestions";
import { type Locale, translator } from "~/i18n/catalogue";
import { LocaleProvider } from "~/i18n/use-t";
import { inShort, SuggestedWords } from "./suggested-words";

const schema = getSchema(scenarioExtensions);
const one = { id: "s1", by: "01930000-0000-7000-8000-00000000000a", at: 1_350_000_000_000 };
const suggestion = (kind: "insertion" | "deletion") => writeBlockSuggestion({ kind, ...one });
const gone = suggestion("deletion");
const line = (text: string): JSONContent => ({
  type: "paragraph",
  content: [{ type: "text", text, marks: [{ type: "deletion", attrs: one }] }],
});
const image = (attrs = {}): JSONContent => ({
  type: "image",
  attrs: { imageId: "0198f3a2-0000-7000-8000-000000000001", alt: "Relevé", caption: "", ...attrs },
});
const competence = {
  type: "competence",
  attrs: { framework: "C2I2E", version: "2010", code: "B.2-1", suggestion: gone },
};

function shown(content: JSONContent[], locale: Locale = "fr") {
  const [first, ...others] = suggestionsIn(schema.nodeFromJSON(cleanDocument({ type: "doc", content })));
  if (!first) throw new Error("nothing is suggested");
  expect(others).toEqual([]);
  const html = renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <SuggestedWords {...first} />
    </LocaleProvider>,
  );
  return { text: html.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " "), name: inShort(translator(locale), first) };
}

test.each<[string, JSONContent[], string, string]>([
  ["words alone", [line("Les pluies")], "Retire : Les pluies", "Les pluies"],
  [
    "words with an image",
    [line("Les pluies"), image({ suggestion: gone })],
    "Retire : Les pluies et une image",
    "Les pluies et une image",
  ],
  [
    "words with images and a competence",
    [line("Les pluies"), image({ suggestion: gone }), image({ suggestion: gone }), competence],
    "Retire : Les pluies et 2 images et une compétence",
    "Les pluies et 2 images et une compétence",
  ],
  [
    "an image inside a block that goes, whether or not it bears the mark too",
    [
      {
        type: "blockquote",
        attrs: { suggestion: gone },
        content: [
          { type: "paragraph", content: [{ type: "text", text: "Les pluies" }] },
          image({ suggestion: gone }),
          image(),
        ],
      },
    ],
    "Retire : Les pluies et 2 images",
    "Les pluies et 2 images",
  ],
  ["an image alone", [image({ suggestion: gone })], "Retire : une image", "une image"],
  ["an image that comes", [image({ suggestion: suggestion("insertion") })], "Ajoute : une image", "une image"],
  ["an empty line", [{ type: "paragraph", attrs: { suggestion: gone } }], "Retire un bloc", ""],
])("%s: all that goes is said", (_what, content, text, name) => {
  const said = shown(content);
  expect(said.text).toBe(text);
  expect(said.name).toBe(name);
});

test("in English too", () => {
  expect(shown([line("Rain"), image({ suggestion: gone })], "en").text).toBe("Removes: Rain and an image");
});
