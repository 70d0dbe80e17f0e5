import { expect, test } from "vitest";
import { callAt, isOpen, matching } from "./calling";

test.each([
  ["@", 1, ""],
  ["Bonjour @cla", 12, "cla"],
  ["Bonjour @claire del", 19, "claire del"],
  ["(@Él", 4, "Él"],
  ["une ligne\n@jean-p", 17, "jean-p"],
  ["@claire delmas a dit", 20, null],
  ["claire@exemple", 14, null],
  ["@claire, oui", 12, null],
  ["@claire et moi", 7, "claire"],
])("%j with the caret at %i calls %j", (text, caret, sought) => {
  expect(callAt(text, caret)?.sought ?? null).toBe(sought);
});

test("the sign itself is replaced with the name", () => {
  expect(callAt("Bonjour @cla", 12)?.from).toBe(8);
});

const people = ["Claire Delmas", "Élise Roux", "Jean-Pierre Clastres"].map((name) => ({ id: name, name }));
test.each([
  ["", 3],
  ["cla", 2],
  ["elise r", 1],
  ["delmas", 1],
  ["pierre", 1],
  ["laire", 0],
])("%j finds %i", (sought, count) => {
  expect(matching(people, sought)).toHaveLength(count);
});

test.each([
  ["cla", true],
  ["xyz", true],
  ["claire del", true],
  ["claire delmas", false],
  ["claire delmas ", false],
  ["claire dit", false],
])("after %j there is something to offer: %s", (sought, offered) => {
  expect(isOpen(people, sought)).toBe(offered);
});
