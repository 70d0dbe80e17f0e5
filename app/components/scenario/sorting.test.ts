import { expect, test } from "vitest";
import { phasesOf } from "~/editor/lesson";
import { orderIn, type SortKey, sorted } from "./sorting";

const phases = phasesOf(
  [
    { title: "Écrire", minutes: 8, grouping: "PAIRS", modality: "REMOTE" },
    { title: "Chercher", minutes: 18, grouping: "", modality: "IN_CLASS" },
    { title: "Dire", minutes: 8, grouping: "GROUPS", modality: "IN_CLASS" },
  ].map((attrs) => ({ type: "phase", attrs })),
);
const words: Record<string, string> = {
  PAIRS: "Binômes",
  GROUPS: "Groupes",
  IN_CLASS: "En classe",
  REMOTE: "À distance",
};

test.each<[SortKey, boolean, number[]]>([
  ["number", false, [1, 2, 3]],
  ["number", true, [3, 2, 1]],
  ["title", false, [2, 3, 1]],
  ["minutes", false, [1, 3, 2]],
  ["minutes", true, [2, 1, 3]],
  ["grouping", false, [2, 1, 3]],
  ["modality", false, [1, 2, 3]],
])("by %s, descending: %s", (by, descending, expected) => {
  const rows = sorted(phases, { by, descending }, (name) => words[name] ?? name);
  expect(rows.map(({ number }) => number)).toEqual(expected);
});

test.each([
  ["", { by: "number", descending: false }],
  ["tri=minutes&sens=desc", { by: "minutes", descending: true }],
  ["tri=__proto__&sens=x", { by: "number", descending: false }],
])("%j asks for %j", (search, order) => {
  expect(orderIn(new URLSearchParams(search))).toEqual(order);
});
