import type { PlannedPhase } from "~/editor/lesson";

export const sortable = ["number", "title", "minutes", "modality", "grouping", "place"] as const;
export type SortKey = (typeof sortable)[number];
export type Order = { by: SortKey; descending: boolean };
export const inOrder: Order = { by: "number", descending: false };

export type NumberedPhase = PlannedPhase & { number: number };

/** The phases as rows, numbered as they stand in the text, in the order asked for; equal ones stay as in the text. */
export function sorted(phases: readonly PlannedPhase[], { by, descending }: Order, wordOf: (name: string) => string) {
  const rows: NumberedPhase[] = phases.map((phase, place) => ({ ...phase, number: place + 1 }));
  const compare = (one: NumberedPhase, other: NumberedPhase) => {
    const [a, b] = [one[by], other[by]];
    if (typeof a === "number" && typeof b === "number") return a - b;
    return word(a).localeCompare(word(b), "fr");
  };
  const word = (value: string | number) =>
    by === "modality" || by === "grouping" ? wordOf(String(value)) : String(value);
  return rows.sort((one, other) => (descending ? -1 : 1) * compare(one, other) || one.number - other.number);
}

/** What an address asks for; what it does not understand it leaves out. */
export function orderIn(search: URLSearchParams): Order {
  const by = sortable.find((name) => name === search.get("tri")) ?? inOrder.by;
  return { by, descending: search.get("sens") === "desc" };
}
