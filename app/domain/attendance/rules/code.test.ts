import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedWindows, CODE_ALPHABET, codeOf, isWindowAccepted, readCode, untilNextWindow, windowAt } from "./code";

test("the alphabet has 32 signs and none that is mistaken for another", () => {
  expect(new Set(CODE_ALPHABET).size).toBe(32);
  expect(CODE_ALPHABET).not.toMatch(/[01OI]/);
});

test("a code is accepted 45 s of real time from its first appearance, not one more millisecond", () => {
  const shown = new Date("2026-11-23T20:00:00.000Z");
  const window = windowAt(shown);
  const after = (ms: number) => isWindowAccepted(window, new Date(shown.getTime() + ms));
  expect([after(-1), after(0), after(14_999), after(15_000), after(44_999), after(45_000)]).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(acceptedWindows(shown)).toEqual([window, window - 1, window - 2]);
});

test("the next code comes within 15 s", () => {
  expect(untilNextWindow(new Date("2026-11-23T20:00:00.000Z"))).toBe(15_000);
  expect(untilNextWindow(new Date("2026-11-23T20:00:14.999Z"))).toBe(1);
});

test("any bytes make a code that is read back, whatever spaces and case it is typed with", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 32 }), (bytes) => {
      const code = codeOf(bytes);
      expect(code).toHaveLength(6);
      expect(readCode(` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)).toBe(code);
    }),
  );
});

test.each([["ABCDE"], ["ABCDEFG"], ["ABCDE0"], ["ABCDEI"], ["AB:DEF"], [""]])("%s is not a code", (typed) => {
  expect(readCode(typed)).toBeNull();
});
