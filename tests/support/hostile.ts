import { getSchema } from "@tiptap/core";
import { Fragment, type NodeType, type Node as PmNode } from "@tiptap/pm/model";
import { scenarioExtensions } from "~/editor/schema";

// Read from the schema: a node, a mark or an attribute that comes later is swept without anybody thinking of it.

export const schema = getSchema(scenarioExtensions);

/** « phase.title », « link.href »: every attribute that a node or a mark may carry. */
export const everyAttribute: { type: string; name: string }[] = [
  ...Object.values(schema.nodes),
  ...Object.values(schema.marks),
].flatMap((type) => Object.keys(type.spec.attrs ?? {}).map((name) => ({ type: type.name, name })));

/** The payload as what somebody would call with it: alone in one attribute after the other, then in all at once. */
export function carriers(payload: string): PmNode[] {
  const types = [...new Set(everyAttribute.map(({ type }) => type))];
  const alone = everyAttribute.map(({ type, name }) => standing(type, { [name]: payload }, payload));
  const all = types.map((type) =>
    standing(
      type,
      Object.fromEntries(everyAttribute.filter((one) => one.type === type).map(({ name }) => [name, payload])),
      payload,
    ),
  );
  return [...alone, ...all];
}

/** A block of the first level with this node or mark in it. */
function standing(name: string, attrs: Record<string, unknown>, words: string): PmNode {
  const mark = schema.marks[name];
  if (mark) return paragraph(words, [mark.create(attrs)]);
  const type = schema.nodes[name];
  if (!type) throw new Error(`no node ${name}`);
  const node = filled(type, attrs, words);
  const around = schema.topNodeType.contentMatch.findWrapping(type) ?? [];
  return around.reduceRight((inner, outer) => outer.create(null, inner), node);
}

function filled(type: NodeType, attrs: Record<string, unknown>, words: string): PmNode {
  if (type.isLeaf) return type.create(attrs);
  if (type.inlineContent) return type.create(attrs, schema.text(words));
  const first = paragraph(words);
  const holds = type.contentMatch.matchType(first.type) ? first : type.contentMatch.fillBefore(Fragment.empty, true);
  return type.create(attrs, holds);
}

function paragraph(words: string, marks: Parameters<typeof schema.text>[1] = []): PmNode {
  return schema.node("paragraph", null, [schema.text(words, marks)]);
}
