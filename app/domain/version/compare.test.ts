import { expect, test } from "vitest";
import * as Y from "yjs";
import { compareLines, type Part } from "./compare";
import { type Line, linesOf } from "./lines";
import { someSteps } from "./words";

type Edit = (content: Y.XmlFragment) => void;

/** Each edit by the Yjs client whose number it has, one after the other; the state after each. */
function history(...edits: [number, Edit][]): Y.Doc[] {
  let state = Y.encodeStateAsUpdate(new Y.Doc());
  return edits.map(([client, edit]) => {
    const document = new Y.Doc();
    Y.applyUpdate(document, state);
    document.clientID = client;
    document.transact(() => edit(document.getXmlFragment("content")));
    state = Y.encodeStateAsUpdate(document);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, state);
    return kept;
  });
}

function compare([older, newer]: Y.Doc[]) {
  if (!older || !newer) throw new Error("two states");
  const known = Y.decodeStateVector(Y.encodeStateVector(older));
  return compareLines(linesOf(older), linesOf(newer), ({ client, clock }) => clock >= (known.get(client) ?? 0));
}

const element = (name: string, attributes: Record<string, unknown>, ...children: (Y.XmlElement | string)[]) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(
    0,
    children.map((child) => (typeof child === "string" ? new Y.XmlText(child) : child)),
  );
  return made;
};
const p = (text: string) => element("paragraph", {}, text);
const text = (content: Y.XmlFragment, place: number) => (content.get(place) as Y.XmlElement).get(0) as Y.XmlText;

test("words added are their writer's, each where two wrote side by side; words removed are nobody's", () => {
  const [first, , last] = history(
    [1, (content) => content.push([p("Lire un graphique.")])],
    [
      2,
      (content) => {
        text(content, 0).delete(5, 2);
        text(content, 0).insert(5, "deux");
      },
    ],
    [3, (content) => text(content, 0).insert(9, " ou trois")],
  );
  const [row] = compare([first, last] as Y.Doc[]);
  expect(row).toMatchObject({ state: "changed", moved: false });
  expect(row?.parts).toEqual([
    { kind: "same", text: "Lire ", client: null },
    { kind: "removed", text: "un", client: null },
    { kind: "added", text: "deux", client: 2 },
    { kind: "same", text: " ", client: null },
    { kind: "added", text: "ou trois ", client: 3 },
    { kind: "same", text: "graphique.", client: null },
  ]);
});

test("a block added, one removed where it stood, one the same", () => {
  const rows = compare(
    history(
      [1, (content) => content.push([p("un"), p("deux"), p("trois")])],
      [
        2,
        (content) => {
          content.delete(1, 1);
          content.push([p("quatre")]);
        },
      ],
    ),
  );
  expect(rows.map(({ state, line, client }) => [state, line.text, client])).toEqual([
    ["same", "un", null],
    ["removed", "deux", null],
    ["same", "trois", null],
    ["added", "quatre", 2],
  ]);
});

test("what a phase says is compared fact by fact, with who changed it", () => {
  const rows = compare(
    history(
      [1, (content) => content.push([element("phase", { title: "Accueil", minutes: 10 }, p("Bonjour."))])],
      [4, (content) => (content.get(0) as Y.XmlElement).setAttribute("minutes", 15 as unknown as string)],
    ),
  );
  expect(rows[0]).toMatchObject({ state: "changed", facts: [{ name: "minutes", before: 10, after: 15, client: 4 }] });
  expect(rows[1]).toMatchObject({ state: "same", line: { depth: 1 } });
});

test("a block written anew elsewhere with the same words has moved", () => {
  const rows = compare(
    history(
      [1, (content) => content.push([p("le premier des trois"), p("le deuxième des trois"), p("le dernier")])],
      [
        2,
        (content) => {
          content.delete(0, 1);
          content.push([p("le premier des trois")]);
        },
      ],
    ),
  );
  expect(rows.map(({ state, moved, line }) => [state, moved, line.text])).toEqual([
    ["same", false, "le deuxième des trois"],
    ["same", false, "le dernier"],
    ["same", true, "le premier des trois"],
  ]);
});

test("the same words in bold are a change of form alone", () => {
  const rows = compare(
    history(
      [1, (content) => content.push([p("à retenir")])],
      [1, (content) => text(content, 0).format(0, 2, { bold: true })],
    ),
  );
  expect(rows[0]).toMatchObject({ state: "changed", formatted: true, facts: [] });
  expect(rows[0]?.parts.map(({ kind }) => kind)).toEqual(["same"]);
});

test("what no editor could have written is left out, or brought within its bounds", () => {
  const rows = compare(
    history(
      [1, (content) => content.push([p("sage")])],
      [
        6,
        (content) => {
          const evil = element("phase", { title: "x".repeat(5_000), minutes: "<script>" }, p("dedans"));
          content.push([element("iframe", { src: "javascript:alert(1)" }, p("caché")), evil, element("paragraph", {})]);
          content.push([element("image", { imageId: "../../etc" }), element("constructor", {})]);
        },
      ],
    ),
  );
  expect(rows.map(({ line }) => line.kind)).toEqual(["paragraph", "phase", "paragraph"]);
  expect(rows[1]?.line.facts).toMatchObject({ minutes: 0 });
  expect(String(rows[1]?.line.facts.title)).toHaveLength(200);
});

/** A text of so many paragraphs, as it would be read from a document. */
const paragraphs = (count: number, textOf: (n: number) => string, idOf = (n: number) => `1:${n}`): Line[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: idOf(n), kind: "paragraph", within: null, depth: 0, facts: {}, format: "", factOrigins: {} },
    text: textOf(n),
    runs: [{ client: 2, clock: n * 10_000, length: textOf(n).length }],
    origin: { client: 1, clock: n },
  }));
const older = (parts: Part[]) => parts.flatMap(({ kind, text }) => (kind === "added" ? [] : text)).join("");
const newer = (parts: Part[]) => parts.flatMap(({ kind, text }) => (kind === "removed" ? [] : text)).join("");

test("two texts of 5 000 paragraphs, each rewritten, take so many steps and no more, and lose no word", () => {
  const words = (n: number, of: string) => Array.from({ length: 60 }, (_, place) => `${of}${n}.${place}`).join(" ");
  const [before, after] = ["ancien", "nouveau"].map((of) => paragraphs(5_000, (n) => `Étape ${words(n, of)} fin`));
  const steps = someSteps();
  const { left } = steps;
  const rows = compareLines(before ?? [], after ?? [], () => true, steps);
  expect(left).toBe(10_000_000);
  expect(steps.left).toBeGreaterThanOrEqual(0);
  expect(rows).toHaveLength(5_000);
  expect(rows[0]?.parts[0]).toEqual({ kind: "same", text: "Étape ", client: null });
  expect(rows.at(-1)?.parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  rows.forEach(({ parts }, n) => {
    expect(older(parts)).toBe(before?.[n]?.text);
    expect(newer(parts)).toBe(after?.[n]?.text);
  });
});

test("one line over and over is paired in its order", () => {
  const same = (of: string) =>
    paragraphs(
      5_000,
      () => "la même ligne toujours",
      (n) => `${of}:${n}`,
    );
  const rows = compareLines(same("1"), same("2"), () => true);
  expect(rows.filter(({ state, moved }) => state !== "same" || moved)).toEqual([]);
});

test("many short runs of several writers are read once, each word under its own", () => {
  const text = "un deux trois quatre";
  const [before] = paragraphs(1, () => "un trois");
  const [line] = paragraphs(1, () => text);
  const runs = [...text].map((_, place) => ({ client: place < 8 ? 3 : 4, clock: place, length: 1 }));
  const rows = compareLines([before as Line], [{ ...(line as Line), runs }], () => true);
  expect(rows[0]?.parts.filter(({ kind }) => kind === "added")).toEqual([
    { kind: "added", text: "deux ", client: 3 },
    { kind: "added", text: " quatre", client: 4 },
  ]);
});

test("a document compared with itself says nothing, and comparing never changes it", () => {
  const [state] = history([1, (content) => content.push([p("un"), element("phase", {}, p("deux"))])]);
  const before = Y.encodeStateAsUpdate(state as Y.Doc);
  expect(compare([state, state] as Y.Doc[]).map((row) => row.state)).toEqual(["same", "same", "same"]);
  expect(Y.encodeStateAsUpdate(state as Y.Doc)).toEqual(before);
});
