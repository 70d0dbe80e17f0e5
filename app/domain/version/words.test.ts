import { expect, test } from "vitest";
import { diffWords } from "./words";

const older = (parts: ReturnType<typeof diffWords>) =>
  parts.flatMap(({ kind, text }) => (kind === "added" ? [] : [text])).join("");
const newer = (parts: ReturnType<typeof diffWords>) =>
  parts.flatMap(({ kind, text }) => (kind === "removed" ? [] : [text])).join("");

test.each([
  ["Lire un graphique.", "Lire et construire un graphique."],
  ["les élèves lisent", "Les élèves écrivent, puis lisent"],
  ["aujourd'hui l’élève", "aujourd’hui l'élève"],
  ["", "tout est neuf"],
  ["tout s'en va", ""],
  ["👩‍🏫 présente", "👩‍🏫 explique"],
  ["ligne\nsuivante", "ligne suivante"],
])("« %s » → « %s » is found again on both sides", (before, after) => {
  const parts = diffWords(before, after);
  expect(older(parts)).toBe(before);
  expect(newer(parts)).toBe(after);
});

test("whole words change, what is the same stays", () => {
  expect(diffWords("Lire un graphique simple.", "Lire un tableau simple.")).toEqual([
    { kind: "same", text: "Lire un " },
    { kind: "removed", text: "graphique" },
    { kind: "added", text: "tableau" },
    { kind: "same", text: " simple." },
  ]);
});

test("several words replaced in a row read as one passage", () => {
  const parts = diffWords("un deux trois fin", "one two three fin");
  expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added", "same"]);
});

// WORDS_SEED plays a series again.
const seed = Number(process.env.WORDS_SEED ?? Date.now() % 1_000_000);

test("of any two texts the parts make both, to the letter", () => {
  let state = seed;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const pieces = ["a", "b", "é", " ", "  ", "\n", ",", "l'", "mot", "👍", "«", "42", "-"];
  const text = () => Array.from({ length: draw(30) }, () => pieces[draw(pieces.length)]).join("");
  for (let run = 0; run < 2_000; run++) {
    const [before, after] = [text(), text()];
    const parts = diffWords(before, after);
    expect(older(parts), `seed ${seed}`).toBe(before);
    expect(newer(parts), `seed ${seed}`).toBe(after);
  }
});

test("two long texts without a word in common are one replacement", () => {
  const many = (word: string) => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(" ");
  const parts = diffWords(many("a"), many("b"));
  expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
});
