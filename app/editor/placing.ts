import { Fragment, type NodeType, type Node as PmNode, type ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Where blocks stand side by side: what is added or moved goes from one of these places to another. */
const homes = new Set(["doc", "phase", "part"]);

/** `at`: where the block is now; `place` among the `count` blocks it stands with, from 1. */
export type Moved = { transaction: Transaction; at: number; place: number; count: number };

/**
 * Adds a block after the one that holds the caret, as deep as it may stand; in the place of an empty line. A competence
 * goes to the head of its phase. Returns the position of the new block; null where it may stand nowhere.
 */
export function insertBlock(state: EditorState, node: PmNode): { transaction: Transaction; at: number } | null {
  const { $to, to } = state.selection;
  const { tr: transaction } = state;
  const place = node.type.name === "competence" ? headOfPhase($to) : null;
  const { from, until } = place ?? placeOf($to, node.type) ?? { from: to, until: to };
  if (!fits(state.doc.resolve(from), until, node.type)) return null;
  transaction.replaceWith(from, until, node);
  const inside = node.isAtom ? from + node.nodeSize : from + 1;
  transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(inside, transaction.doc.content.size))));
  return { transaction: transaction.scrollIntoView(), at: from };
}

function fits($from: ResolvedPos, until: number, type: NodeType): boolean {
  return $from.parent.canReplaceWith($from.index(), $from.doc.resolve(until).index(), type);
}

function placeOf($pos: ResolvedPos, type: NodeType): { from: number; until: number } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const home = $pos.node(depth - 1);
    if (!homes.has(home.type.name)) continue;
    const [index, here] = [$pos.index(depth - 1), $pos.node(depth)];
    if (here.isTextblock && here.content.size === 0 && home.canReplaceWith(index, index + 1, type))
      return { from: $pos.before(depth), until: $pos.after(depth) };
    if (home.canReplaceWith(index + 1, index + 1, type)) return { from: $pos.after(depth), until: $pos.after(depth) };
  }
  return null;
}

function headOfPhase($pos: ResolvedPos): { from: number; until: number } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const phase = $pos.node(depth);
    if (phase.type.name !== "phase") continue;
    let from = $pos.start(depth);
    for (let index = 0; phase.maybeChild(index)?.type.name === "competence"; index++)
      from += phase.child(index).nodeSize;
    return { from, until: from };
  }
  return null;
}

/** The position of the block that the caret would move; null in a document of one piece. */
export function blockAt(state: EditorState): number | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && homes.has(selection.$from.parent.type.name)) return selection.from;
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--)
    if (homes.has($from.node(depth - 1).type.name)) return $from.before(depth);
  return null;
}

/**
 * Moves the block at `pos` one step: past its neighbour, into a phase next to it, or out of the one it is in, so that
 * every place is reached. Null where there is no further step. The caret stays in the block.
 */
export function moveBlock(state: EditorState, pos: number, step: "up" | "down"): Moved | null {
  const $pos = state.doc.resolve(pos);
  const node = $pos.nodeAfter;
  if (!node || !homes.has($pos.parent.type.name)) return null;
  const target = nextPlace($pos, node, step);
  return target === null ? null : moveTo(state, pos, target);
}

/** Whether the block at `pos` may stand at `target`, and would stand elsewhere than now. */
export function mayStand(doc: PmNode, pos: number, target: number): boolean {
  const node = doc.nodeAt(pos);
  if (!node || target < 0 || target > doc.content.size) return false;
  const [$pos, $target] = [doc.resolve(pos), doc.resolve(target)];
  if (!homes.has($pos.parent.type.name) || !homes.has($target.parent.type.name)) return false;
  if (target >= pos && target <= pos + node.nodeSize) return false;
  return $target.parent.canReplaceWith($target.index(), $target.index(), node.type);
}

/**
 * Moves the block at `pos` to `target`, a place between two blocks. Null where it may not stand there. The caret stays
 * in the block.
 */
export function moveTo(state: EditorState, pos: number, target: number): Moved | null {
  const $pos = state.doc.resolve(pos);
  const node = $pos.nodeAfter;
  if (!node || !mayStand(state.doc, pos, target)) return null;
  const { tr: transaction, selection } = state;
  const end = pos + node.nodeSize;
  // What it leaves must not stay without content: an empty line takes its place.
  const alone = $pos.parent.childCount === 1;
  const filler = alone ? state.schema.nodes.paragraph?.create() : null;
  transaction.replaceWith(pos, end, filler ?? Fragment.empty);
  const landed = transaction.mapping.map(target, target < pos ? -1 : 1);
  transaction.insert(landed, node);
  const within = (at: number) => landed + (at - pos);
  if (selection instanceof NodeSelection && selection.from === pos)
    transaction.setSelection(NodeSelection.create(transaction.doc, landed));
  else if (selection.from > pos && selection.to < end)
    transaction.setSelection(
      TextSelection.between(
        transaction.doc.resolve(within(selection.anchor)),
        transaction.doc.resolve(within(selection.head)),
      ),
    );
  const $landed = transaction.doc.resolve(landed);
  const { childCount: count } = $landed.parent;
  return { transaction: transaction.scrollIntoView(), at: landed, place: $landed.index() + 1, count };
}

function nextPlace($pos: ResolvedPos, node: PmNode, step: "up" | "down"): number | null {
  const end = $pos.pos + node.nodeSize;
  const neighbour = step === "up" ? $pos.nodeBefore : $pos.doc.resolve(end).nodeAfter;
  if (neighbour) {
    const far = step === "up" ? $pos.pos - neighbour.nodeSize : end + neighbour.nodeSize;
    const index = step === "up" ? neighbour.childCount : 0;
    const enters = neighbour.type.name === "phase" && neighbour.canReplaceWith(index, index, node.type);
    return enters ? (step === "up" ? $pos.pos - 1 : end + 1) : far;
  }
  if ($pos.depth === 0) return null;
  const outer = $pos.node($pos.depth - 1);
  const index = step === "up" ? $pos.index($pos.depth - 1) : $pos.indexAfter($pos.depth - 1);
  if (!outer.canReplaceWith(index, index, node.type)) return null;
  return step === "up" ? $pos.before() : $pos.after();
}
