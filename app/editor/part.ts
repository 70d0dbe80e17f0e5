import { Node } from "@tiptap/core";
import { type PartKind, partKind } from "./lesson";

type PartOptions = { kindLabels: Partial<Record<PartKind, string>> };

/** A typed block of the lesson: objective, material, instruction to pupils… Never inside another one. */
export const Part = Node.create<PartOptions>({
  name: "part",
  group: "lesson",
  content: "block+",
  defining: true,
  isolating: true,

  addOptions() {
    return { kindLabels: {} };
  },

  addAttributes() {
    return {
      kind: { default: "INSTRUCTION", parseHTML: (element) => partKind(element.getAttribute("data-part")) },
    };
  },

  parseHTML() {
    return [
      {
        tag: "div[data-part]",
        contentElement: (element) => element.querySelector<HTMLElement>(".ep-part__text") ?? element,
      },
    ];
  },

  renderHTML({ node }) {
    const kind = partKind(node.attrs.kind);
    return [
      "div",
      { "data-part": kind, class: `ep-part ep-part--${kind.toLowerCase()}` },
      ["p", { class: "ep-part__label" }, this.options.kindLabels[kind] ?? kind],
      ["div", { class: "ep-part__text" }, 0],
    ];
  },
});
