import { getSchema, type JSONContent } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { blockAt, insertBlock, moveBlock, moveTo } from "./placing";
import { scenarioExtensions } from "./schema";

const schema = getSchema(scenarioExtensions);
const line = (text: string): JSONContent => ({
  type: "paragraph",
  ...(text ? { content: [{ type: "text", text }] } : {}),
});
const block = (type: string, ...content: JSONContent[]): JSONContent => ({ type, content });
const cited = { type: "competence", attrs: { framework: "C2I2E", version: "2010", code: "B.2-1" } };

/** The caret stands in the words « ici », or in the empty line where there are none. */
function stateOf(...content: JSONContent[]): EditorState {
  const doc = schema.nodeFromJSON({ type: "doc", content });
  doc.check();
  let caret = 0;
  doc.descendants((node, at) => {
    if (node.text === "ici" || (node.isTextblock && node.content.size === 0 && !caret))
      caret = node.isText ? at : at + 1;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, caret) });
}

function shape(node: PmNode): unknown {
  if (node.isTextblock) return node.textContent;
  const children: unknown[] = [];
  node.forEach((child) => {
    children.push(shape(child));
  });
  return [node.type.name, ...children];
}
const inDoc = (doc: PmNode) => (shape(doc) as unknown[]).slice(1);
const part = (...content: JSONContent[]) => block("part", ...content);
const phase = (...content: JSONContent[]) => block("phase", ...content);
const list = block("bulletList", block("listItem", line("ici")));

test.each<[string, string, JSONContent[], unknown[]]>([
  [
    "phase",
    "a phase after the phase it is asked in",
    [phase(line("ici"), line("b")), line("c")],
    [["phase", "ici", "b"], ["phase", "+"], "c"],
  ],
  [
    "part",
    "a part inside the phase, after the line",
    [phase(line("ici"), line("b"))],
    [["phase", "ici", ["part", "+"], "b"]],
  ],
  [
    "part",
    "a part after the part it is asked in",
    [phase(part(line("ici")))],
    [["phase", ["part", "ici"], ["part", "+"]]],
  ],
  ["part", "a part in the place of an empty line", [phase(line(""), line("b"))], [["phase", ["part", "+"], "b"]]],
  ["part", "a part after the whole list", [list, line("b")], [["bulletList", ["listItem", "ici"]], ["part", "+"], "b"]],
  ["heading", "a heading inside a part", [part(line("ici"))], [["part", "ici", "+"]]],
])("%s: %s", (type, _what, content, expected) => {
  const state = stateOf(...content);
  const child = type === "heading" ? schema.text("+") : schema.nodes.paragraph?.create(null, schema.text("+"));
  const added = insertBlock(state, schema.node(type, null, child ? [child] : []));
  expect(inDoc(added?.transaction.doc as PmNode)).toEqual(expected);
  added?.transaction.doc.check();
});

test.each<[string, JSONContent[], unknown[]]>([
  ["at the head of its phase", [phase(line("a"), line("ici"))], [["phase", ["competence"], "a", "ici"]]],
  [
    "after those already cited",
    [phase(cited, part(line("ici")))],
    [["phase", ["competence"], ["competence"], ["part", "ici"]]],
  ],
  ["after the line outside a phase", [line("ici"), line("b")], ["ici", ["competence"], "b"]],
])("a competence goes %s", (_where, content, expected) => {
  const added = insertBlock(stateOf(...content), schema.nodeFromJSON(cited));
  expect(inDoc(added?.transaction.doc as PmNode)).toEqual(expected);
});

test.each<[string, "up" | "down", JSONContent[], unknown[] | null]>([
  ["past its neighbour", "up", [line("a"), line("ici"), line("b")], ["ici", "a", "b"]],
  ["past its neighbour", "down", [line("a"), line("ici"), line("b")], ["a", "b", "ici"]],
  ["no further than the end", "down", [line("a"), line("ici")], null],
  ["into the phase above, at its end", "up", [phase(line("a")), line("ici")], [["phase", "a", "ici"]]],
  ["into the phase below, at its head", "down", [line("ici"), phase(line("a"))], [["phase", "ici", "a"]]],
  ["out of its phase", "up", [phase(line("ici"), line("a"))], ["ici", ["phase", "a"]]],
  ["out of its phase, which keeps a line", "down", [phase(line("ici"))], [["phase", ""], "ici"]],
  ["with its list", "up", [line("a"), list], [["bulletList", ["listItem", "ici"]], "a"]],
  ["inside its part", "up", [part(line("a"), line("ici"))], [["part", "ici", "a"]]],
  ["out of its part", "down", [part(line("a"), line("ici"))], [["part", "a"], "ici"]],
])("a block moves %s (%s)", (_how, step, content, expected) => {
  const state = stateOf(...content);
  const moved = moveBlock(state, blockAt(state) ?? -1, step);
  if (!expected) return expect(moved).toBeNull();
  const { doc, selection } = moved?.transaction ?? state;
  expect(inDoc(doc)).toEqual(expected);
  expect(selection.$from.parent.textContent).toBe("ici");
  doc.check();
});

test("a phase moves whole, past the phases around it, and says where it is", () => {
  const state = stateOf(phase(line("a")), phase(line("b")), phase(line("ici")));
  const at = state.doc.content.size - (state.doc.lastChild?.nodeSize ?? 0);
  const moved = moveBlock(state, at, "up");
  expect(inDoc(moved?.transaction.doc as PmNode)).toEqual([
    ["phase", "a"],
    ["phase", "ici"],
    ["phase", "b"],
  ]);
  expect([moved?.place, moved?.count]).toEqual([2, 3]);
  expect(moved?.transaction.selection.$from.parent.textContent).toBe("ici");
});

test("a block dragged to any place where it may stand stands there, whole, and nothing else moved", () => {
  const state = stateOf(line("a"), phase(cited, line("ici"), part(line("b"))), part(line("c"), list), phase(line("d")));
  const blocks: number[] = [];
  const places: number[] = [];
  for (let at = 0; at <= state.doc.content.size; at++) {
    if (["doc", "phase", "part"].includes(state.doc.resolve(at).parent.type.name)) places.push(at);
    if (places.at(-1) === at && state.doc.nodeAt(at)) blocks.push(at);
  }
  let [moves, refusals] = [0, 0];
  for (const at of blocks)
    for (const target of places) {
      const moved = moveTo(state, at, target);
      const node = state.doc.nodeAt(at) as PmNode;
      if (!moved) {
        refusals++;
        continue;
      }
      moves++;
      const { doc } = moved.transaction;
      doc.check();
      expect(doc.nodeAt(moved.at)?.eq(node)).toBe(true);
      const left = EditorState.create({ doc }).tr.delete(moved.at, moved.at + node.nodeSize).doc.textContent;
      expect(left).toBe(state.tr.delete(at, at + node.nodeSize).doc.textContent);
    }
  expect(moves).toBeGreaterThan(60);
  expect(refusals).toBeGreaterThan(20);
});

test.each([
  ["a phase into a phase", (doc: PmNode) => [doc.content.size - (doc.lastChild?.nodeSize ?? 0), 1]],
  ["a block into itself", (doc: PmNode) => [0, (doc.firstChild?.nodeSize ?? 0) - 1]],
  ["a block where it is", () => [0, 0]],
  ["what is no block", () => [2, 0]],
  ["past the end", (doc: PmNode) => [0, doc.content.size + 5]],
])("%s: refused", (_what, where) => {
  const state = stateOf(phase(line("ici")), phase(line("a")));
  const [at = 0, target = 0] = where(state.doc);
  expect(moveTo(state, at, target)).toBeNull();
});
