import { expect, test } from "vitest";
import { fictionalUai, isUai, programmeOf, readUai, uaiLetter } from "./rules";

test.each([
  ["0951099", "D"],
  ["9720001", "U"],
])("the letter of %s is the remainder by 23, without I, O and Q", (digits, letter) => {
  expect(uaiLetter(digits)).toBe(letter);
});

test("a UAI is read whatever its case, and refused with a wrong letter", () => {
  expect(readUai(" 0951099d")).toBe("0951099D");
  expect(readUai("0951099E")).toBeNull();
  expect(readUai("951099D")).toBeNull();
  expect(isUai("0951099d")).toBe(false);
});

test("an invented UAI is right and lies in a range no school has", () => {
  for (const serial of [0, 101, 9_999]) expect(fictionalUai(serial)).toMatch(/^990\d{4}[A-Z]$/);
  expect(isUai(fictionalUai(107))).toBe(true);
  expect(() => fictionalUai(10_000)).toThrow(RangeError);
});

test.each([
  ["ECOLE", "PUBLIC", 140],
  ["COLLEGE", "PUBLIC", 141],
  ["LYCEE", "PUBLIC", 141],
  ["EREA", "PUBLIC", 141],
  ["ECOLE", "PRIVATE_CONTRACT", 139],
  ["COLLEGE", "PRIVATE_CONTRACT", 139],
] as const)("%s %s is paid by programme %d", (type, sector, programme) => {
  expect(programmeOf({ type, sector })).toBe(programme);
});
