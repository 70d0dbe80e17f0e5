import { getSchema } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import { tableEditing } from "@tiptap/pm/tables";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import { scenarioExtensions } from "./schema";
import { cellAttributes, cellSpan, columnWidths, mendOwnChanges } from "./table";

const schema = getSchema(scenarioExtensions);
const cell = { type: "tableCell", content: [{ type: "paragraph" }] };
const row = (cells: number) => ({ type: "tableRow", content: Array.from({ length: cells }, () => cell) });

/** A row of two under a row of one, with a change just made in it. */
function unevenAfter(remote: boolean) {
  const doc = schema.nodeFromJSON({ type: "doc", content: [{ type: "table", content: [row(1), row(2)] }] });
  const state = EditorState.create({ doc, plugins: [mendOwnChanges(tableEditing())] });
  const change = state.tr.insertText("a", 4);
  if (remote) change.setMeta(ySyncPluginKey, { isChangeOrigin: true });
  return state.apply(change).doc.firstChild?.firstChild?.childCount;
}

test("an uneven table is mended by who changes it", () => {
  expect(unevenAfter(false)).toBe(2);
});

test("and left as it is by who receives it", () => {
  expect(unevenAfter(true)).toBe(1);
});

test.each([
  [cellSpan(null), 1],
  [cellSpan("3"), 3],
  [cellSpan(0), 1],
  [cellSpan(1e12), 20],
  [columnWidths([100], 1), [100]],
  [columnWidths([100], 2), null],
  [columnWidths([1.5], 1), null],
  [columnWidths("100", 1), null],
  [cellAttributes({ colspan: 1, rowspan: 2, style: "x" }), { rowspan: 2 }],
])("%j is %j", (value, expected) => {
  expect(value).toEqual(expected);
});
