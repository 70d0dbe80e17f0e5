import type { Node as PmNode } from "@tiptap/pm/model";

/** Holders that mean nothing without what they hold. */
export const hollow = ["bulletList", "orderedList", "listItem", "blockquote"];

/** What goes with a block: the holders it would leave empty; where something must stand, an empty line comes instead. */
export function blockToRemove(doc: PmNode, at: number): { from: number; to: number; instead: PmNode | null } {
  let $at = doc.resolve(at);
  while ($at.depth > 0 && $at.parent.childCount === 1 && hollow.includes($at.parent.type.name))
    $at = doc.resolve($at.before());
  const from = $at.pos;
  const to = from + ($at.nodeAfter?.nodeSize ?? 0);
  const index = $at.index();
  const mayGo = $at.parent.inlineContent || $at.parent.canReplace(index, index + 1);
  return { from, to, instead: mayGo ? null : (doc.type.schema.nodes.paragraph?.create() ?? null) };
}
