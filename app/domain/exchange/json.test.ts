import { doc, p } from "@tests/support/exchange";
import { expect, test } from "vitest";
import { schemaVersion } from "~/editor/protocol";
import { fullName, plainName } from "./file-name";
import { countNodes, depthOf, readFile, toJson } from "./json";

const written = () => toJson({ title: "Lire un graphique", plannedMinutes: 55, document: doc(p("x")), images: {} });
const bytes = (text: string) => new TextEncoder().encode(text);
const changed = (over: object) => JSON.stringify({ ...JSON.parse(written()), ...over });

test("a file reads back, as bytes, as text, and with the mark some editors add", () => {
  for (const given of [written(), bytes(written()), bytes(`\ufeff${written()}`)])
    expect(readFile(given)).toMatchObject({ ok: true, file: { title: "Lire un graphique", document: doc(p("x")) } });
});

test("what is owed for the text travels with it; a file from before owes nothing", () => {
  const owed = { credit: "« Les volcans », A B, CC BY-SA 4.0", licence: "CC_BY_SA" };
  const file = toJson({ title: "Copie", plannedMinutes: 55, document: doc(p("x")), images: {}, owed });
  expect(readFile(file)).toMatchObject({ ok: true, file: { origin: owed } });
  expect(readFile(written())).toMatchObject({ ok: true, file: { origin: null } });
  expect(written()).not.toContain("origin");
});

test.each<[string, Uint8Array | string]>([
  ["fileRequired", ""],
  ["packed", new Uint8Array([0x50, 0x4b, 3, 4, 20])],
  ["packed", new Uint8Array([0x1f, 0x8b, 8, 0])],
  ["notJson", new Uint8Array([0xff, 0xfe, 0x00])],
  ["notJson", "{"],
  ["notJson", "<scenario/>"],
  ["otherFile", "[]"],
  ["otherFile", "null"],
  ["otherFile", '{"format":"autre"}'],
  ["newer", changed({ schema: schemaVersion + 1 })],
  ["incomplete", changed({ title: "" })],
  ["incomplete", changed({ title: 12 })],
  ["incomplete", changed({ plannedMinutes: 1e9 })],
  ["incomplete", changed({ schema: "2" })],
  ["incomplete", changed({ document: [] })],
  ["incomplete", changed({ images: { a: { base64: "%%" } } })],
  ["incomplete", changed({ origin: { credit: "« T »", licence: "CC_BY_NC" } })],
  ["incomplete", changed({ origin: { credit: "", licence: "CC_BY" } })],
  ["incomplete", changed({ origin: { credit: "x".repeat(4_001), licence: "CC_BY" } })],
  ["incomplete", changed({ origin: { licence: "CC_BY" } })],
  [
    "tooDeep",
    changed({ document: 0 }).replace('"document":0', `"document":${"[".repeat(100_000)}${"]".repeat(100_000)}`),
  ],
  ["tooLarge", " ".repeat(30_000_001)],
])("%s is refused in words", (name, given) => {
  expect(readFile(given)).toEqual({ ok: false, key: `exchange.${name}` });
});

test("brackets inside texts are not depth", () => {
  expect(depthOf('{"a":["[[[{{{","\\"[",1]}')).toBe(2);
  expect(countNodes(doc(p("a", "b"), p()))).toBe(5);
});

test.each([
  ["Léa & les fractions : œuvre n° 2", "lea-les-fractions-uvre-n-2.pdf", "Léa & les fractions œuvre n° 2.pdf"],
  ["../../etc/passwd", "etc-passwd.pdf", "etc passwd.pdf"],
  ["\r\nSet-Cookie: a=b", "set-cookie-a-b.pdf", "Set-Cookie a=b.pdf"],
  ["…", "scenario.pdf", "….pdf"],
  ["\u202efdp.exe", "fdp-exe.pdf", "fdp.exe.pdf"],
  ["  .  ", "scenario.pdf", "scenario.pdf"],
])("%j is called %s and %s", (title, plain, full) => {
  expect(plainName(title, "pdf")).toBe(plain);
  expect(fullName(title, "pdf")).toBe(full);
});
