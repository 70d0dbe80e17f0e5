import { expect, test } from "vitest";
import { calledIn, callsIn } from "./calls";

const people = ["Jean Martin", "Jean Martinez", "Anne Roux", "Anne Roux-Lévy", "Léa D’Arc", "A. (dit) B"].map(
  (name) => ({
    id: name,
    name,
  }),
);

test.each([
  ["Voir @Jean Martinez, merci", ["Jean Martinez"]],
  ["@Jean Martin et @Jean Martinez", ["Jean Martin", "Jean Martinez"]],
  ["@Jean Martin.", ["Jean Martin"]],
  ["@Jean Martine", []],
  ["@Jean Martin2", []],
  ["@Anne Roux-Lévy", ["Anne Roux-Lévy"]],
  ["@Anne Roux - tout va bien", ["Anne Roux"]],
  ["@Anne Roux-Petit", []],
  ["@Léa D’Arc's, @A. (dit) B!", ["A. (dit) B"]],
  ["@Anne Roux\n@Anne Roux", ["Anne Roux"]],
  ["jean martin, Jean Martin", []],
])("%j calls %j", (body, names) => {
  expect(calledIn(body, people).map(({ name }) => name)).toEqual(names);
});

test("nothing of the words is lost, and two people of one name are both called", () => {
  const body = "Bonjour @Jean Martin, et @Jean Martinez";
  expect(
    callsIn(body, people)
      .map(({ text }) => text)
      .join(""),
  ).toBe(body);
  const twice = ["1", "2"].map((id) => ({ id, name: "Jean Martin" }));
  expect(calledIn(body, twice)).toEqual(twice);
  expect(callsIn("mot", [])).toEqual([{ text: "mot", called: null }]);
});
