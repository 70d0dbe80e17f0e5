import type { Mark, Node as PmNode, Schema } from "@tiptap/pm/model";
import { prosemirrorToYXmlFragment, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { Change } from "./draft";

/**
 * Writes changes into the shared text one by one, and nothing else. The editor's binding writes a whole paragraph anew with
 * the form of each of its words: it moves the ends of marks that are somebody else's, and where they are moved while their
 * owner takes them away, a mark runs on over words it was never meant for.
 * `before` is the text the first change speaks of. @throws where the shared text is another one; nothing is written then
 */
export function writeChanges(fragment: Y.XmlFragment, before: PmNode, changes: readonly Change[]): void {
  const { doc } = fragment;
  if (!doc) throw new Error("a text in no document");
  const emptied = isEmptied(fragment, before);
  if (!emptied) checkSame(fragment, before);
  doc.transact(() => {
    if (emptied) fragment.insert(0, before.children.map(blockOf));
    for (const change of changes) write(fragment, before.type.schema, change);
  }, ySyncPluginKey);
}

type Holder = Y.XmlFragment | Y.XmlElement;

function write(fragment: Y.XmlFragment, schema: Schema, change: Change): void {
  switch (change.kind) {
    case "insertText": {
      const { text, index } = textAt(fragment, schema, change.at);
      text.insert(index, change.text, attributesOf(schema, change.marks));
      return;
    }
    case "deleteText":
      for (const { text, index, length } of stretches(fragment, schema, change.from, change.to))
        text.delete(index, length);
      return;
    case "mark": {
      const [[key, value] = []] = Object.entries(attributesOf(schema, [change.mark]));
      if (!key) return;
      for (const { text, index, length } of stretches(fragment, schema, change.from, change.to))
        text.format(index, length, { [key]: change.on ? value : null });
      return;
    }
    case "suggestion": {
      const { holder, index } = childAt(fragment, schema, change.at);
      const element = holder.get(index);
      if (!(element instanceof Y.XmlElement)) throw new Error("no block there");
      if (change.value === null) element.removeAttribute("suggestion");
      else element.setAttribute("suggestion", change.value);
      return;
    }
    case "insertBlock": {
      const { holder, index } = childAt(fragment, schema, change.at);
      holder.insert(index, [blockOf(change.node)]);
      return;
    }
    default: {
      const { holder, index } = childAt(fragment, schema, change.at);
      holder.delete(index, 1);
      if (change.instead) holder.insert(index, [blockOf(change.instead)]);
    }
  }
}

/** The holder of a position and how far into it: the walk of ProseMirror's positions over the shared text. */
function holderAt(fragment: Y.XmlFragment, schema: Schema, position: number): { holder: Holder; offset: number } {
  let holder: Holder = fragment;
  let left = position;
  for (;;) {
    const inside = innerAt(holder, schema, left);
    if (!inside) return { holder, offset: left };
    holder = inside.element;
    left = inside.offset;
  }
}

function innerAt(holder: Holder, schema: Schema, offset: number): { element: Y.XmlElement; offset: number } | null {
  let left = offset;
  for (const child of childrenOf(holder)) {
    const size = sizeOf(child, schema);
    if (left === 0) return null;
    if (left < size) return child instanceof Y.XmlElement ? { element: child, offset: left - 1 } : null;
    left -= size;
  }
  return null;
}

const childrenOf = (holder: Holder) => holder.toArray() as (Y.XmlElement | Y.XmlText)[];

function sizeOf(node: Y.XmlElement | Y.XmlText, schema: Schema): number {
  if (node instanceof Y.XmlText) return node.length;
  if (schema.nodes[node.nodeName]?.isLeaf) return 1;
  return childrenOf(node).reduce((sum, child) => sum + sizeOf(child, schema), 2);
}

/** Which child begins there. */
function childAt(fragment: Y.XmlFragment, schema: Schema, position: number): { holder: Holder; index: number } {
  const { holder, offset } = holderAt(fragment, schema, position);
  let left = offset;
  const children = childrenOf(holder);
  for (let index = 0; index <= children.length; index++) {
    if (left === 0) return { holder, index };
    const child = children[index];
    left -= child ? sizeOf(child, schema) : left + 1;
    if (left < 0) break;
  }
  throw new Error("no child begins there");
}

/** Where words may be written; a text is made in an empty line. */
function textAt(fragment: Y.XmlFragment, schema: Schema, position: number): { text: Y.XmlText; index: number } {
  const { holder, offset } = holderAt(fragment, schema, position);
  let left = offset;
  const children = childrenOf(holder);
  for (const [place, child] of children.entries()) {
    if (child instanceof Y.XmlText && left <= child.length) return { text: child, index: left };
    if (left === 0) return { text: newText(holder, place), index: 0 };
    left -= sizeOf(child, schema);
  }
  return { text: newText(holder, children.length), index: 0 };
}

function newText(holder: Holder, place: number): Y.XmlText {
  const text = new Y.XmlText();
  holder.insert(place, [text]);
  return text;
}

function stretches(fragment: Y.XmlFragment, schema: Schema, from: number, to: number) {
  const { holder, offset } = holderAt(fragment, schema, from);
  const found: { text: Y.XmlText; index: number; length: number }[] = [];
  let start = 0;
  for (const child of childrenOf(holder)) {
    const size = sizeOf(child, schema);
    const [first, last] = [Math.max(start, offset), Math.min(start + size, offset + to - from)];
    if (child instanceof Y.XmlText && first < last)
      found.push({ text: child, index: first - start, length: last - first });
    start += size;
  }
  return found;
}

/** The names the binding gives to marks in the shared text are its own: it is asked for them. */
function attributesOf(schema: Schema, marks: readonly Mark[]): Record<string, unknown> {
  const line = schema.nodes.paragraph?.create(null, schema.text("x", marks));
  const text = line && built(line).get(0);
  return (text instanceof Y.XmlText && (text.toDelta()[0]?.attributes as Record<string, unknown>)) || {};
}

const blockOf = (node: PmNode): Y.XmlElement => built(node).clone();

/** In a document of its own. */
function built(node: PmNode): Y.XmlElement {
  const fragment = new Y.Doc().getXmlFragment("block");
  prosemirrorToYXmlFragment(node.type.schema.topNodeType.create(null, node), fragment);
  const made = fragment.get(0);
  if (!(made instanceof Y.XmlElement)) throw new Error("no block");
  return made;
}

/** Where people took away each other's last blocks the editor shows an empty line that the shared text does not hold yet. */
const isEmptied = (fragment: Y.XmlFragment, { type, content }: PmNode): boolean =>
  fragment.length === 0 && !!type.createAndFill()?.content.eq(content);

function checkSame(fragment: Y.XmlFragment, before: PmNode): void {
  const size = childrenOf(fragment).reduce((sum, child) => sum + sizeOf(child, before.type.schema), 0);
  if (size !== before.content.size) throw new Error("the shared text has changed");
}
