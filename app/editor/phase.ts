import { mergeAttributes, Node } from "@tiptap/core";

import { type PhaseModality, phaseModality } from "./lesson";

type PhaseOptions = {
  /** Written beside the title where the text is only read. */ modalityLabels: Partial<Record<PhaseModality, string>>;
};

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    phase: { insertPhase: () => ReturnType };
  }
}

/** A block of the lesson plan: title, planned minutes (integer), modality; its text is inside. */
export const Phase = Node.create<PhaseOptions>({
  name: "phase",
  group: "lesson",
  content: "block+",
  defining: true,
  isolating: true,

  addOptions() {
    return { modalityLabels: {} };
  },

  addAttributes() {
    return {
      title: { default: "", parseHTML: (element) => element.getAttribute("data-title") ?? "" },
      minutes: { default: 0, parseHTML: (element) => Number(element.getAttribute("data-minutes") ?? 0) },
      modality: { default: "IN_CLASS", parseHTML: (element) => element.getAttribute("data-modality") ?? "IN_CLASS" },
    };
  },

  parseHTML() {
    return [{ tag: "section[data-phase]" }];
  },

  renderHTML({ node, HTMLAttributes }) {
    const { title, minutes, modality, ...rest } = HTMLAttributes;
    const data = { "data-phase": "", "data-title": title, "data-minutes": minutes, "data-modality": modality };
    const label = this.options.modalityLabels[phaseModality(modality)];
    const heading = [
      ...(title ? [["h3", { class: "ep-phase__title" }, String(title)]] : []),
      ...(label ? [["p", { class: "ep-phase__tag" }, label]] : []),
    ];
    return [
      "section",
      mergeAttributes(rest, data, { class: "ep-phase" }),
      ["p", { class: "ep-phase__minutes" }, `${node.attrs.minutes} min`],
      ["div", { class: "ep-phase__body" }, ["div", { class: "ep-phase__head" }, ...heading], ["div", {}, 0]],
    ];
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-p": () => this.editor.commands.insertPhase() };
  },

  addCommands() {
    return {
      /** After the block of first level that holds the caret: a phase never stands inside another. */
      insertPhase:
        () =>
        ({ state, chain }) => {
          const { $to } = state.selection;
          const at = $to.depth === 0 ? state.selection.to : $to.after(1);
          return chain()
            .insertContentAt(at, { type: this.name, content: [{ type: "paragraph" }] })
            .setTextSelection(at + 2)
            .run();
        },
    };
  },
});
