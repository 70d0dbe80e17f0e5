import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { translator } from "~/i18n/catalogue";
import { type ComparedRow, Comparison } from "./comparison";

/** Shows the invisible: ␣ no-break, ⍽ narrow no-break. */
const seen = (text: string) => text.replaceAll("\u00a0", "␣").replaceAll("\u202f", "⍽");
const line = { kind: "phase", within: null, depth: 0, facts: {}, text: "" };
const row = { state: "changed", moved: false, formatted: false, by: null, line, parts: [] } as const;
const changed: ComparedRow = { ...row, parts: [], facts: [{ name: "minutes", before: 10, after: 15, by: null }] };
const drawn = (rows: ComparedRow[], cut = false) =>
  seen(renderToStaticMarkup(<Comparison rows={rows} suggestions={false} cut={cut} />));

test("what a block says is set as French is: nothing stands alone before its colon", () => {
  expect(drawn([changed])).toContain("<li>Minutes␣: <del>");
});

test("long counts are parted by thousands, in each language", () => {
  const same: ComparedRow = { ...changed, state: "same", facts: [] };
  expect(drawn([changed, ...Array.from({ length: 1_200 }, () => same)])).toContain("1⍽200 blocs inchangés");
  const [fr, en] = [translator("fr"), translator("en")];
  expect(seen(fr("version.size", { words: 12_500 }))).toBe("12⍽500 mots");
  expect(en("version.size", { words: 12_500 })).toBe("12,500 words");
  expect(seen(fr.find("errors.comment.commentsFull", { most: 2_000 }) ?? "")).toContain("2⍽000 commentaires");
});

test("a comparison that was cut does not say that the texts are the same", () => {
  const same: ComparedRow = { ...changed, state: "same", facts: [] };
  expect(drawn([same])).toContain("Les deux textes sont les mêmes");
  expect(drawn([same], true)).not.toContain("Les deux textes sont les mêmes");
});
