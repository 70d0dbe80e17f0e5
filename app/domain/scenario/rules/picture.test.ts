import fc from "fast-check";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { isTooLarge, readPicture } from "./picture";

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : part)),
  );
const zeros = (count: number) => Array.from({ length: count }, () => 0);
const ihdr = (width: number[], height: number[]) =>
  bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", width, height, [8, 6, 0, 0, 0], zeros(4));
const app0 = [0xff, 0xe0, 0, 4, 0, 0];
const sof = (marker: number) => [0xff, marker, 0, 11, 8, 0, 90, 0, 120, 1, 0, 0, 0];

test("a real PNG is what it is", () => {
  expect(readPicture(PNG.sync.write(new PNG({ width: 12, height: 9 })))).toEqual({
    type: "image/png",
    width: 12,
    height: 9,
  });
});

test.each([
  ["PNG", ihdr([0, 0, 1, 44], [0, 0, 0, 200]), { type: "image/png", width: 300, height: 200 }],
  ["GIF", bytes("GIF89a", [44, 1, 200, 0], zeros(3)), { type: "image/gif", width: 300, height: 200 }],
  ["JPEG", bytes([0xff, 0xd8], app0, sof(0xc0)), { type: "image/jpeg", width: 120, height: 90 }],
  ["progressive JPEG", bytes([0xff, 0xd8], app0, [0xff], sof(0xc2)), { type: "image/jpeg", width: 120, height: 90 }],
  [
    "lossy WebP",
    bytes("RIFF", zeros(4), "WEBPVP8 ", zeros(4), [0, 0, 0, 0x9d, 0x01, 0x2a, 44, 1, 200, 0]),
    { type: "image/webp", width: 300, height: 200 },
  ],
  [
    "lossless WebP",
    bytes("RIFF", zeros(4), "WEBPVP8L", zeros(4), [0x2f, 43, 0xc1, 49, 0], zeros(5)),
    { type: "image/webp", width: 300, height: 200 },
  ],
  [
    "extended WebP",
    bytes("RIFF", zeros(4), "WEBPVP8X", zeros(4), zeros(4), [43, 1, 0, 199, 0, 0]),
    { type: "image/webp", width: 300, height: 200 },
  ],
])("%s", (_what, file, expected) => {
  expect(readPicture(file)).toEqual(expected);
});

test.each([
  ["nothing", bytes()],
  ["words", bytes("bonjour")],
  ["SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ["HTML named .png", bytes("<!doctype html><script>alert(1)</script>")],
  ["a PDF", bytes("%PDF-1.7", zeros(40))],
  ["a PNG cut short", ihdr([0, 0, 1, 44], [0, 0, 0, 200]).slice(0, 20)],
  ["a PNG without width", ihdr([0, 0, 0, 0], [0, 0, 0, 200])],
  ["a PNG that does not begin with its header", bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "tEXt", zeros(40))],
  ["a JPEG that never says its size", bytes([0xff, 0xd8], app0, [0xff, 0xda, 0, 4, 0, 0], zeros(40))],
  ["a JPEG of nonsense", bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0], zeros(40))],
  ["another RIFF", bytes("RIFF", zeros(4), "AVI LIST", zeros(40))],
])("%s is no picture", (_what, file) => {
  expect(readPicture(file)).toBeNull();
});

test.each([
  [8_000, 5_000, false],
  [8_001, 10, true],
  [10, 8_001, true],
  [6_400, 6_400, true],
  [30_000, 30_000, true],
])("%i × %i is too large: %s", (width, height, expected) => {
  expect(isTooLarge({ type: "image/png", width, height })).toBe(expected);
});

test("whatever the bytes, there is an answer and no fault", () => {
  const heads = fc.constantFrom(
    "\x89PNG\r\n\x1a\n",
    "GIF89a",
    "RIFF\0\0\0\0WEBPVP8X",
    "RIFF\0\0\0\0WEBPVP8 ",
    "\xff\xd8\xff",
  );
  fc.assert(
    fc.property(heads, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
      const picture = readPicture(bytes(head, [...tail]));
      if (picture) expect(picture.width * picture.height).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});
