import { imageAlt, imageCaption, imageId } from "./images";
import {
  boundedInteger,
  citation,
  partKind,
  phaseGrouping,
  phaseMinutes,
  phaseModality,
  phasePlace,
  phaseTitle,
} from "./lesson";
import { readBlockSuggestion, suggestedBlocks, writeBlockSuggestion } from "./suggestion";
import { cellSpan, columnWidths } from "./table";

type Given = Record<string, unknown>;
export type Attributes = Record<string, string | number | number[] | null>;

const cell = ({ colspan, rowspan, colwidth }: Given): Attributes => ({
  colspan: cellSpan(colspan),
  rowspan: cellSpan(rowspan),
  colwidth: columnWidths(colwidth, cellSpan(colspan)),
});

/** How each node's attributes come back within their bounds; null where the node means nothing without them. */
const cleaners: Record<string, (given: Given) => Attributes | null> = {
  phase: ({ title, minutes, modality, grouping, place }) => ({
    title: phaseTitle(title),
    minutes: phaseMinutes(minutes),
    modality: phaseModality(modality),
    grouping: phaseGrouping(grouping),
    place: phasePlace(place),
  }),
  part: ({ kind }) => ({ kind: partKind(kind) }),
  competence: citation,
  image: ({ imageId: given, alt, caption }) => {
    const id = imageId(given);
    return id === null ? null : { imageId: id, alt: imageAlt(alt), caption: imageCaption(caption) };
  },
  heading: ({ level }) => ({ level: level === 3 ? 3 : 2 }),
  orderedList: ({ start }) => ({ start: boundedInteger(start, 1, 9_999) }),
  tableCell: cell,
  tableHeader: cell,
};

/** Attributes of a node as they may leave the server; null: drop the node. What is not listed is not kept. */
export function cleanAttributes(type: string, attrs: unknown): Attributes | null {
  const given = typeof attrs === "object" && attrs !== null ? (attrs as Given) : {};
  const known = Object.hasOwn(cleaners, type) ? (cleaners[type]?.(given) ?? null) : {};
  if (!known || !suggestedBlocks.includes(type)) return known;
  const suggestion = readBlockSuggestion(given.suggestion);
  return suggestion ? { ...known, suggestion: writeBlockSuggestion(suggestion) } : known;
}
