import { getSchema, type JSONContent } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { initProseMirrorDoc, prosemirrorJSONToYDoc, updateYFragment } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { type Chance, chance } from "../../tests/faults/chance";
import { cleanDocument } from "./content";
import { Draft } from "./draft";
import { fragmentName } from "./protocol";
import { scenarioExtensions } from "./schema";
import { writeChanges } from "./shared-text";
import { asSuggestion } from "./suggesting";
import type { Suggestion } from "./suggestion";
import { agreed, settle, settleBreaks, suggestionsIn, type Verdict } from "./suggestions";

// SUGGESTION_RUNS says how many stories; SUGGESTION_SEED plays one series again.
const runs = Number(process.env.SUGGESTION_RUNS ?? 25);
const seed = process.env.SUGGESTION_SEED ?? String(Date.now() % 1_000_000);
const schema = getSchema(scenarioExtensions);

const line = (text: string): JSONContent => ({ type: "paragraph", content: [{ type: "text", text }] });
const item = (text: string): JSONContent => ({ type: "listItem", content: [line(text)] });
const base = cleanDocument({
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Les ombres" }] },
    line("On observe une lampe."),
    { type: "phase", attrs: { title: "Essai", minutes: 10 }, content: [line("Chacun dessine."), line("On compare.")] },
    { type: "bulletList", content: [item("papier"), item("crayons de couleur")] },
    line("Bilan au tableau."),
  ],
});

/** One person's copy, written in the way of the editor's binding, on line or off. */
class Person {
  readonly copy = new Y.Doc();
  private made = 0;

  constructor(
    start: Uint8Array,
    readonly by: string,
    private readonly drawn: Chance,
  ) {
    Y.applyUpdate(this.copy, start);
  }

  get fragment() {
    return this.copy.getXmlFragment(fragmentName);
  }

  /** As the editor shows it: where nothing is left of the text, an empty line. */
  private read() {
    const { doc, meta } = initProseMirrorDoc(this.fragment, schema);
    const shown = schema.topNodeType.createAndFill(null, doc.content);
    if (!shown) throw new Error("the text cannot be shown");
    return { doc: shown, meta };
  }

  get text(): PmNode {
    return this.read().doc;
  }

  /** As the editor's binding does. */
  private bind(change: (state: EditorState) => Transaction): void {
    const { doc, meta } = this.read();
    const tr = change(EditorState.create({ doc }));
    tr.doc.check();
    this.copy.transact(() => updateYFragment(this.copy, this.fragment, tr.doc, meta));
  }

  private write({ tr, changes }: Draft): void {
    tr.doc.check();
    if (changes) writeChanges(this.fragment, tr.before, changes);
    else this.bind(() => tr);
    expect(signs(this.text)).toEqual(signs(tr.doc));
  }

  suggest(): void {
    const id = `${this.by.slice(-1)}${this.made++}`;
    const author = { by: this.by, newSuggestion: () => ({ id, by: this.by, at: 1 }) };
    const state = EditorState.create({ doc: this.text });
    const draft = asSuggestion(this.wanted(state), state, author);
    if (draft) this.write(draft);
  }

  edit(): void {
    this.bind((state) => this.wanted(state));
  }

  settle(verdict: Verdict): void {
    const all = suggestionsIn(this.text);
    const one = all[this.drawn.below(all.length || 1)];
    const how = this.drawn.below(3);
    const wanted = ({ id, by }: Suggestion) => how === 0 || (how === 1 ? id === one?.id : by === one?.by);
    const draft = new Draft(EditorState.create({ doc: this.text }).tr);
    settle(draft, verdict, wanted);
    this.write(draft);
    if (verdict === "accept")
      this.bind(({ tr }) => {
        settleBreaks(tr, wanted);
        return tr;
      });
  }

  /** Something a person does: types, erases, replaces, cuts a line, adds a block. */
  private wanted({ doc, tr }: EditorState): Transaction {
    const drawn = this.drawn;
    const places: number[] = [];
    doc.descendants((node, at) => {
      if (node.isTextblock) for (let place = at + 1; place <= at + 1 + node.content.size; place++) places.push(place);
    });
    if (places.length === 0) return tr.insert(0, schema.nodeFromJSON(line("seul")));
    const [one = 1, other = 1] = [0, 0].map(() => places[drawn.below(places.length)]);
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    const word = `${this.by.slice(-1)}${drawn.below(100)}`;
    switch (drawn.below(6)) {
      case 0:
        return tr.deleteSelection().delete(from, Math.min(to, from + drawn.below(12)));
      case 1:
        return tr.insertText(word, from, Math.min(from + drawn.below(6), doc.resolve(from).end()));
      case 2:
        return doc.resolve(from).depth === 1 ? tr.split(from) : tr.insertText(word, from);
      case 3: {
        const block = schema.nodeFromJSON(line(word));
        const after = doc.resolve(from).after(1);
        return tr.insert(after, block);
      }
      case 4: {
        const before = doc.resolve(from).before(1);
        return tr.delete(before, doc.resolve(from).after(1)).docChanged && tr.doc.childCount > 0
          ? tr
          : tr.insertText(word, 1);
      }
      default:
        return tr.insertText(word, from);
    }
  }

  hears(other: Person): void {
    Y.applyUpdate(this.copy, Y.encodeStateAsUpdate(other.copy, Y.encodeStateVector(this.copy)));
  }
}

/** Every sign with its marks, in whatever order they are kept. */
function signs(text: PmNode): string[] {
  const found: string[] = [];
  text.descendants((node) => {
    const marks = node.marks.map((mark) => JSON.stringify(mark.toJSON())).sort();
    if (node.isText) for (const sign of node.text ?? "") found.push(`${sign}${marks}`);
    else found.push(`${node.type.name}${JSON.stringify(node.attrs)}`);
  });
  return found;
}

function people(drawn: Chance): Person[] {
  const start = Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(schema, base, fragmentName));
  return ["a", "b", "c"].map((letter) => new Person(start, `01930000-0000-7000-8000-00000000000${letter}`, drawn));
}

function meet(all: Person[]): void {
  for (const one of all) for (const other of all) one.hears(other);
  for (const one of all) for (const other of all) one.hears(other);
}

const settledAll = (text: PmNode, verdict: Verdict): PmNode => {
  const draft = new Draft(EditorState.create({ doc: text }).tr);
  settle(draft, verdict, () => true);
  if (verdict === "accept") settleBreaks(draft.tr, () => true);
  draft.tr.doc.check();
  return draft.tr.doc;
};
const cleaned = (node: PmNode | JSONContent) => cleanDocument("toJSON" in node ? node.toJSON() : node);

test("three people who only suggest, on line and off: rejected it never was, accepted nothing is left to decide", {
  timeout: 3_600_000,
}, () => {
  process.stdout.write(`suggestions: seed ${seed}, ${runs} stories\n`);
  for (let run = 0; run < runs; run++) {
    const drawn = chance(`${seed}-${run}`);
    const all = people(drawn);
    for (let step = 0; step < 40; step++) {
      const one = all[drawn.below(3)];
      const other = all[drawn.below(3)];
      if (!one || !other) continue;
      one.suggest();
      if (drawn.below(3) === 0) one.hears(other);
    }
    meet(all);
    const [text = null, ...others] = all.map((one) => one.text);
    if (!text) throw new Error("nobody");
    for (const same of others) expect(same.eq(text), `story ${seed}-${run}`).toBe(true);
    text.check();
    expect(suggestionsIn(text).length).toBeGreaterThan(0);
    expect(cleaned(settledAll(text, "reject")), `story ${seed}-${run}`).toEqual(base);
    expect(cleaned(agreed(text.toJSON())), `story ${seed}-${run}`).toEqual(base);
    expect(suggestionsIn(settledAll(text, "accept")), `story ${seed}-${run}`).toEqual([]);
  }
});

test("while some write, suggest, accept and reject all at once, everybody ends with one valid text", {
  timeout: 3_600_000,
}, () => {
  for (let run = 0; run < runs; run++) {
    const drawn = chance(`${seed}-mixed-${run}`);
    const all = people(drawn);
    for (let step = 0; step < 40; step++) {
      const one = all[drawn.below(3)];
      const other = all[drawn.below(3)];
      if (!one || !other) continue;
      const does = drawn.below(8);
      if (does < 4) one.suggest();
      else if (does < 6) one.edit();
      else one.settle(does === 6 ? "accept" : "reject");
      if (drawn.below(3) === 0) one.hears(other);
    }
    meet(all);
    const [text = null, ...others] = all.map((one) => one.text);
    if (!text) throw new Error("nobody");
    for (const same of others) expect(same.eq(text), `story ${seed}-mixed-${run}`).toBe(true);
    text.check();
    for (const verdict of ["accept", "reject"] as const)
      expect(suggestionsIn(settledAll(text, verdict)), `story ${seed}-mixed-${run}`).toEqual([]);
  }
});
