import { Fragment, type Node as PmNode } from "@tiptap/pm/model";
import { hollow } from "./removing";
import { marksOf, suggestionOf } from "./suggestion";

/** The text without what that person proposes to add, and without the holders that only stand for it. */
export function withoutProposalsOf(doc: PmNode, by: string): PmNode {
  return doc.copy(Fragment.fromArray(doc.content.content.flatMap((node) => standing(node, by))));
}

function standing(node: PmNode, by: string): PmNode[] {
  if (node.isText) return marksOf(node, "insertion").some((one) => one.by === by) ? [] : [node];
  const suggested = suggestionOf(node);
  if (suggested?.kind === "insertion" && suggested.by === by) return [];
  const left = node.content.content.flatMap((child) => standing(child, by));
  return left.length === 0 && hollow.includes(node.type.name) ? [] : [node.copy(Fragment.fromArray(left))];
}
