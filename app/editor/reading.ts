import type { JSONContent } from "@tiptap/core";
import type { Node as DocumentNode } from "@tiptap/pm/model";
import { renderToHTMLString, serializeAttrsToHTMLString } from "@tiptap/static-renderer/pm/html-string";
import { Competence, type CompetenceWords } from "./competence";
import { Image } from "./image";
import type { PartKind, PhaseGrouping, PhaseModality } from "./lesson";
import { Part } from "./part";
import { Phase } from "./phase";
import { scenarioExtensions } from "./schema";
import { cellAttributes, tables } from "./table";

/** Everything the blocks say that is not in the text, in the reader's language. */
export type ReadingWords = {
  modality: Record<PhaseModality, string>;
  grouping: Record<PhaseGrouping, string>;
  part: Record<PartKind, string>;
  /** By `citationKey`. */
  competences: Record<string, CompetenceWords>;
  table: string;
  imageAddress: (id: string) => string;
};

/** HTML of a cleaned document, without the editor; texts and attributes are escaped by the renderer. */
export function readingHtml(content: JSONContent, words: ReadingWords): string {
  const configured = [
    Phase.configure({ modalityLabels: words.modality, groupingLabels: words.grouping }),
    Part.configure({ kindLabels: words.part }),
    Competence.configure({ words: words.competences }),
    Image.configure({ address: words.imageAddress }),
    ...tables({ label: words.table }),
  ];
  const extensions = scenarioExtensions.map((one) => configured.find(({ name }) => name === one.name) ?? one);
  return renderToHTMLString({ extensions, content, options: { nodeMapping: { tableHeader } } });
}

/** What a header stands above, or before: only its row can say. */
function tableHeader({ node, parent, children }: { node: DocumentNode; parent?: DocumentNode; children?: unknown }) {
  const isHeadRow = parent?.content.content.every(({ type }) => type.name === "tableHeader") ?? false;
  const attributes = serializeAttrsToHTMLString({ scope: isHeadRow ? "col" : "row", ...cellAttributes(node.attrs) });
  return `<th${attributes}>${[children].flat().join("")}</th>`;
}
