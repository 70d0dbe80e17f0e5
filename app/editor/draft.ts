import type { Mark, Node as PmNode } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import { blockToRemove } from "./removing";

/** One small change; positions are those of the text the changes before it made. */
export type Change =
  | { kind: "insertText"; at: number; text: string; marks: readonly Mark[] }
  /** Of one block. */
  | { kind: "deleteText"; from: number; to: number }
  /** Of one block; one mark, and no other is touched. */
  | { kind: "mark"; from: number; to: number; mark: Mark; on: boolean }
  | { kind: "suggestion"; at: number; value: string | null }
  | { kind: "insertBlock"; at: number; node: PmNode }
  | { kind: "removeBlock"; at: number; instead: PmNode | null };

/** A transaction and the same changes one by one, to be written into the shared text as they are. */
export class Draft {
  /** Null once something was done that only the editor's binding can write. */
  changes: Change[] | null = [];

  constructor(readonly tr: Transaction) {}

  insertText(at: number, text: string, marks: readonly Mark[]): void {
    this.tr.insert(at, this.tr.doc.type.schema.text(text, marks));
    this.changes?.push({ kind: "insertText", at, text, marks });
  }

  deleteText(from: number, to: number): void {
    this.tr.delete(from, to);
    this.changes?.push({ kind: "deleteText", from, to });
  }

  mark(from: number, to: number, mark: Mark, on = true): void {
    if (on) this.tr.addMark(from, to, mark);
    else this.tr.removeMark(from, to, mark);
    this.changes?.push({ kind: "mark", from, to, mark, on });
  }

  /** What is suggested of a block as a whole. */
  suggest(at: number, value: string | null): void {
    this.tr.setNodeAttribute(at, "suggestion", value);
    this.changes?.push({ kind: "suggestion", at, value });
  }

  insertBlock(at: number, node: PmNode): void {
    this.tr.insert(at, node);
    this.changes?.push({ kind: "insertBlock", at, node });
  }

  /** With the holders it would leave empty. */
  removeBlock(at: number): void {
    const { from, to, instead } = blockToRemove(this.tr.doc, at);
    if (instead) this.tr.replaceWith(from, to, instead);
    else this.tr.delete(from, to);
    this.changes?.push({ kind: "removeBlock", at: from, instead });
  }

  /** Anything else. */
  step(step: Step): boolean {
    this.changes = null;
    return this.tr.maybeStep(step).failed === null;
  }
}
