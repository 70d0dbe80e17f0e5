import { expect, test } from "vitest";
import { citation, citationsOf, minutesByModality, partKind, phaseGrouping, phasePlace, phasesOf } from "./lesson";

const phase = (title: string, minutes: unknown, more: object = {}) => ({
  type: "phase",
  attrs: { title, minutes, ...more },
});
const plain = { modality: "IN_CLASS", grouping: "", place: "", competences: [] };
const cited = { framework: "C2I2E", version: "2010", code: "B.2-1" };

test("phases add up in their order", () => {
  const paragraph = { type: "paragraph" };
  expect(phasesOf([phase("a", 8), paragraph, phase("b", "18"), phase("c", "x"), phase("d", -3)])).toEqual([
    { title: "a", minutes: 8, startsAt: 0, ...plain },
    { title: "b", minutes: 18, startsAt: 8, ...plain },
    { title: "c", minutes: 0, startsAt: 26, ...plain },
    { title: "d", minutes: 0, startsAt: 26, ...plain },
  ]);
});

test("a phase says how, with whom, where, and what for", () => {
  const content = [{ type: "competence", attrs: cited }, { type: "paragraph" }, { type: "competence", attrs: {} }];
  const attrs = { modality: "REMOTE", grouping: "PAIRS", place: "salle 104" };
  expect(phasesOf([{ ...phase("a", 8, attrs), content }])).toEqual([
    { title: "a", minutes: 8, startsAt: 0, ...attrs, competences: [cited] },
  ]);
});

test("minutes by modality leave out what has none", () => {
  const phases = phasesOf([
    phase("a", 8, { modality: "REMOTE" }),
    phase("b", 10),
    phase("c", 0, { modality: "ON_SITE" }),
    phase("d", 5),
  ]);
  expect(minutesByModality(phases)).toEqual([
    { modality: "REMOTE", minutes: 8 },
    { modality: "IN_CLASS", minutes: 15 },
  ]);
});

test.each([
  [cited, cited],
  [{ ...cited, hours: 3 }, cited],
  [{ ...cited, code: "<img>" }, null],
  [{ ...cited, version: "" }, null],
  [{ ...cited, framework: "X".repeat(21) }, null],
  [{ ...cited, code: 21 }, null],
  [undefined, null],
])("%j cites %j", (attrs, expected) => {
  expect(citation(attrs)).toEqual(expected);
});

test("each competence of a document is named once, however deep it stands", () => {
  const one = { type: "competence", attrs: cited };
  const other = { type: "competence", attrs: { ...cited, code: "A.1-1" } };
  expect(citationsOf([one, { type: "phase", content: [other, one] }, { type: "heading", attrs: cited }])).toEqual([
    cited,
    other.attrs,
  ]);
});

test.each([
  [phaseGrouping("PAIRS"), "PAIRS"],
  [phaseGrouping("TRIOS"), ""],
  [phaseGrouping(null), ""],
  [phasePlace("x".repeat(500)).length, 120],
  [phasePlace(12), ""],
  [partKind("MATERIAL"), "MATERIAL"],
  [partKind("__proto__"), "INSTRUCTION"],
])("%j is %j", (value, expected) => {
  expect(value).toEqual(expected);
});
