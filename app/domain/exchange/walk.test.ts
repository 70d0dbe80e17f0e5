import {
  bullets,
  cell,
  competence,
  doc,
  heading,
  image,
  item,
  p,
  part,
  phase,
  planFor,
  row,
  table,
  text,
} from "@tests/support/exchange";
import { expect, test } from "vitest";
import { oneLine } from "./text";
import type { Block } from "./tree";

const blocks = (...content: Parameters<typeof doc>) => planFor(doc(...content)).blocks;
const levels = (found: readonly Block[]): number[] =>
  found.flatMap((block) => [
    ...("level" in block ? [block.level] : []),
    ...("blocks" in block ? levels(block.blocks) : []),
  ]);

test("levels of headings never skip one, whoever wrote what first", () => {
  const written = blocks(
    heading(3, "a"),
    phase({ title: "b" }, heading(3, "c"), p("…")),
    heading(3, "d"),
    heading(2, "e"),
    phase({ title: "f" }, heading(2, "g"), heading(3, "h")),
  );
  expect(levels(written)).toEqual([2, 2, 3, 3, 2, 2, 3, 4]);
});

test("a first heading that says the title again is left out, another stays", () => {
  expect(blocks(heading(2, "Lire un graphique"), p("x")).map(({ kind }) => kind)).toEqual(["paragraph"]);
  expect(blocks(heading(2, "Autre"), p("x")).map(({ kind }) => kind)).toEqual(["heading", "paragraph"]);
  expect(blocks(heading(2, ""), p("x")).map(({ kind }) => kind)).toEqual(["paragraph"]);
});

test("a phase holds its facts, its parts, and its competences as one list", () => {
  const [found] = blocks(
    phase(
      { title: "Découvrir", minutes: 12, place: "CDI" },
      part("OBJECTIVE", p("Lire")),
      competence("A.1-1"),
      competence("B.2-1"),
    ),
  );
  expect(found).toMatchObject({
    kind: "phase",
    title: "Découvrir",
    facts: "12 min · CDI",
    blocks: [
      { kind: "part", label: "part OBJECTIVE" },
      { kind: "competences", items: ["C2I2E 2010, A.1-1", "C2I2E 2010, B.2-1"] },
    ],
  });
});

test("typography is not for code", () => {
  const typeset = (words: string) => words.toUpperCase();
  const plan = planFor(doc(p(text("mot"), text("code", "code")), image("alt", "légende")), { typeset });
  expect(plan.blocks[0]).toMatchObject({ runs: [{ text: "MOT" }, { text: "code", code: true }] });
  expect(plan.blocks[1]).toMatchObject({ alt: "ALT", caption: "LÉGENDE" });
});

test("each row of a table covers each column once, whatever the spans", () => {
  const [found] = blocks(
    table(
      row(cell("a", { rowspan: 9 }), cell("b", { colspan: 20 })),
      row(cell("c"), cell("d", { colspan: 2, rowspan: 3 })),
      row(cell("e", { colspan: 5 })),
    ),
  );
  if (found?.kind !== "table") throw new Error("no table");
  const covered = found.rows.flatMap((cells, line) =>
    cells.flatMap(({ column, colspan, rowspan }) =>
      Array.from(
        { length: colspan * rowspan },
        (_, at) => `${line + Math.floor(at / colspan)},${column + (at % colspan)}`,
      ),
    ),
  );
  expect(new Set(covered).size).toBe(covered.length);
  expect(covered.length).toBe(found.rows.length * found.columns);
});

test("words come through whatever holds them, and signs no file takes do not", () => {
  expect(oneLine("a\u0000b\nc\ud800\ufffe")).toBe("ab c\ufffd");
  const [list] = blocks(bullets(item(p("x"), bullets(item(p("y"))))));
  expect(list).toMatchObject({
    items: [[{ kind: "paragraph" }, { kind: "list", items: [[{ runs: [{ text: "y" }] }]] }]],
  });
});
