import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical";

test("keys are sorted, absent ones left out, instants written in ISO", () => {
  const at = new Date("2012-10-17T15:05:00Z");
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: at, z: undefined })).toBe(
    '{"a":"2012-10-17T15:05:00.000Z","b":[1,{"c":"é","d":null}]}',
  );
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [-0]])("%d cannot be sealed", (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError);
});

/** What JSON can carry: the round trip turns -0 into 0. */
const sealable = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)));

test("the text says the value, and the order of keys never changes it", () => {
  fc.assert(
    fc.property(sealable, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
    }),
  );
});

/** The same value with the keys of every object in the opposite order. */
function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, shuffled(member)])) as T;
}
