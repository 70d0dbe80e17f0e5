import { expect, test } from "vitest";
import type { Licence } from "../scenario/licences";
import { creditOf, hasText, licenceTrouble, plainWords, searchedWords, wordsQuery } from "./rules";

test.each([
  ["Élève à l'œuvre", "eleve a l oeuvre"],
  ["  C'est\tDÉJÀ — l’été ! ", "c est deja l ete"],
  ["<script>alert(1)</script>", "script alert 1 script"],
  ["ﬁn\u0000", "fin"],
])("%j is searched as %j", (typed, words) => {
  expect(plainWords(typed)).toBe(words);
});

test("title, text, phases and alternatives are searched", () => {
  const blocks = [
    { attrs: { title: "Recherche" }, content: [{ content: [{ text: "Un graphique" }] }] },
    { attrs: { alt: "Relevé", caption: "Pluies", imageId: "x" } },
  ];
  expect(searchedWords("Les volcans", blocks)).toBe("les volcans recherche un graphique releve pluies");
});

test.each([
  ["graphique tableur", "graphique:* & tableur:*"],
  ["  ", null],
  ["!!! | & ( :*", null],
  ["a' & b:*", "a:* & b:*"],
])("%j asks for %j", (asked, query) => {
  expect(wordsQuery(asked)).toBe(query);
});

test.each<[Licence, string | null, string | null, string | null]>([
  ["CC_BY", null, null, null],
  ["ETALAB_2", "CC_BY", null, null],
  ["CC_BY_SA", "CC_BY_SA", null, null],
  ["CC_BY", "CC_BY_SA", null, "licenceShareAlike"],
  ["ETALAB_2", "CC_BY_SA", "ETALAB_2", "licenceShareAlike"],
  ["CC_BY", null, "CC_BY_SA", "licenceSettled"],
  ["CC_BY", null, "CC_BY", null],
])("%s from %s after %s: %s", (licence, originLicence, publishedLicence, trouble) => {
  expect(licenceTrouble(licence, { originLicence, publishedLicence })).toBe(trouble);
});

test("a title alone is not a text", () => {
  const title = { content: [{ text: "Les volcans" }] };
  expect(hasText([title, { content: [] }, { content: [{ content: [{ text: " … " }] }] }])).toBe(false);
  expect(hasText([title, { content: [{ content: [{ text: "Observer" }] }] }])).toBe(true);
});

test("a credit names title, authors, licence, address, and what it comes from", () => {
  const url = "https://entrepairs.example/mediatheque/1";
  expect(creditOf({ title: "T", authors: ["A B", "C D"], licence: "CC_BY", url, origin: null })).toBe(
    `« T », A B, C D, CC BY 4.0, ${url}`,
  );
  expect(creditOf({ title: "T", authors: [], licence: "CC_BY_SA", url, origin: "« O »" })).toBe(
    `« T », CC BY-SA 4.0, ${url} ; d'après « O »`,
  );
});
