import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import type { Plugin } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { boundedInteger } from "./lesson";

export const tableLimits = { span: 20, rows: 200, columns: 20, columnWidth: 2_000 } as const;

export const cellSpan = (value: unknown): number => boundedInteger(value ?? 1, 1, tableLimits.span);

/** A width in pixels for each spanned column, or null: the browser decides. */
export function columnWidths(value: unknown, span: number): number[] | null {
  if (!Array.isArray(value) || value.length !== span) return null;
  return value.every((width) => Number.isInteger(width) && width >= 0 && width <= tableLimits.columnWidth)
    ? value.map(Number)
    : null;
}

/** Spans come from anybody who may write: a hand-made « 1e9 » must not be drawn. */
const spans = {
  colspan: { default: 1, parseHTML: (element: HTMLElement) => cellSpan(element.getAttribute("colspan")) },
  rowspan: { default: 1, parseHTML: (element: HTMLElement) => cellSpan(element.getAttribute("rowspan")) },
  colwidth: { default: null },
};
export const cellAttributes = (attrs: Record<string, unknown>) => {
  const [colspan, rowspan] = [cellSpan(attrs.colspan), cellSpan(attrs.rowspan)];
  return { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) };
};

/**
 * A table left uneven (a row added here, a column there) is mended by whoever changes it next, never on receiving: two
 * editors that each mend what the other has just mended would add cells for ever.
 */
export function mendOwnChanges(plugin: Plugin): Plugin {
  const mend = plugin.spec.appendTransaction;
  if (mend)
    plugin.spec.appendTransaction = (transactions, before, now) => {
      if (transactions.some((one) => one.getMeta(ySyncPluginKey))) return null;
      return mend.call(plugin, transactions, before, now);
    };
  return plugin;
}

type TableWords = { /** Names the part of the page that scrolls sideways. */ label: string };

/** Tables without dragged widths: they scroll inside themselves, and read the same on every screen. */
export const tables = (words: TableWords = { label: "" }) => [
  Table.extend({
    renderHTML() {
      const region = words.label ? { role: "region", tabindex: "0", "aria-label": words.label } : {};
      return ["div", { class: "ep-grid", ...region }, ["table", {}, ["tbody", {}, 0]]];
    },
    addNodeView: () => null,
    addProseMirrorPlugins() {
      return (this.parent?.() ?? []).map(mendOwnChanges);
    },
  }),
  TableRow,
  TableHeader.extend({
    addAttributes: () => spans,
    renderHTML: ({ node }) => ["th", cellAttributes(node.attrs), 0],
  }),
  TableCell.extend({
    addAttributes: () => spans,
    renderHTML: ({ node }) => ["td", cellAttributes(node.attrs), 0],
  }),
];
