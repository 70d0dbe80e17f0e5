import type { JSONContent } from "@tiptap/core";
import type { PartKind, PhaseGrouping, PhaseModality } from "~/editor/lesson";

// The few blocks that templates are written with.

export const p = (words = ""): JSONContent => ({
  type: "paragraph",
  ...(words === "" ? {} : { content: [{ type: "text", text: words }] }),
});

export const h = (level: 2 | 3, words: string): JSONContent => ({
  type: "heading",
  attrs: { level },
  content: [{ type: "text", text: words }],
});

export const list = (...items: string[]): JSONContent => ({
  type: "bulletList",
  content: items.map((words) => ({ type: "listItem", content: [p(words)] })),
});

export const part = (kind: PartKind, ...blocks: JSONContent[]): JSONContent => ({
  type: "part",
  attrs: { kind },
  content: blocks.length > 0 ? blocks : [p()],
});

type PhaseFacts = { title: string; minutes: number; modality?: PhaseModality; grouping?: PhaseGrouping };

export const phase = (
  { title, minutes, modality = "IN_CLASS", grouping }: PhaseFacts,
  ...blocks: JSONContent[]
): JSONContent => ({
  type: "phase",
  attrs: { title, minutes, modality, grouping: grouping ?? "", place: "" },
  content: blocks.length > 0 ? blocks : [p()],
});

const cell = (type: "tableHeader" | "tableCell", words: string): JSONContent => ({
  type,
  attrs: { colspan: 1, rowspan: 1, colwidth: null },
  content: [p(words)],
});

/** A table with a row of headers; each line begins with its own words, the other cells are to be filled in. */
export const grid = (headers: readonly string[], lines: readonly string[]): JSONContent => ({
  type: "table",
  content: [
    { type: "tableRow", content: headers.map((words) => cell("tableHeader", words)) },
    ...lines.map((words) => ({
      type: "tableRow",
      content: headers.map((_, column) =>
        column === 0 ? cell(words === "" ? "tableCell" : "tableHeader", words) : cell("tableCell", ""),
      ),
    })),
  ],
});
