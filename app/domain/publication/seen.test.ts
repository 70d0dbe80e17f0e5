import { expect, test } from "vitest";
import { seenOf } from "./seen.server";

const shown = {
  sha256: new Uint8Array(32),
  licence: "CC_BY",
  submittedAt: new Date("2012-10-10T07:00:00Z"),
  authors: ["A B", "C D"],
};

test.each([
  ["text", { sha256: new Uint8Array(32).fill(1) }],
  ["licence", { licence: "CC_BY_SA" }],
  ["date", { submittedAt: new Date("2012-10-10T07:00:00.001Z") }],
  ["authors", { authors: ["A B"] }],
  ["authors joined", { authors: ["A B, C D"] }],
])("another %s is something else to see", (_what, over) => {
  expect(seenOf(shown)).toMatch(/^[0-9a-f]{64}$/);
  expect(seenOf({ ...shown })).toBe(seenOf(shown));
  expect(seenOf({ ...shown, ...over })).not.toBe(seenOf(shown));
});
