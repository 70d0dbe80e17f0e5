import type { Origin } from "./agreed-text";
import type { Fact, Line } from "./lines";
import { diffWords, type Steps, someSteps } from "./words";

/** `client`: the Yjs client that wrote what was added; null where nobody can tell, and for what was removed. */
export type Part = { kind: "same" | "added" | "removed"; text: string; client: number | null };
export type ChangedFact = { name: string; before: Fact; after: Fact; client: number | null };

export type Row = {
  state: "same" | "added" | "removed" | "changed";
  /** It stands elsewhere among the others than before. */
  moved: boolean;
  /** The newer one, but of what was removed. */
  line: Line;
  parts: Part[];
  /** What the block says beside its text; `kind` among them where it became another sort of block. */
  facts: ChangedFact[];
  /** The same words, otherwise bold, linked or the like. */
  formatted: boolean;
  /** Who added the block. */
  client: number | null;
};

type Pair = { from: number; to: number };

/**
 * What happened between two states of one scenario, in the order of the newer one; removed blocks stand where they were.
 * `isNew` says whether something was written after the older state: only then its writer is named. Once the steps are used
 * up, what changed in a block is no longer looked for: its text is shown as replaced.
 */
export function compareLines(
  older: readonly Line[],
  newer: readonly Line[],
  isNew: (from: Origin) => boolean,
  steps: Steps = someSteps(),
): Row[] {
  const pairs = paired(older, newer);
  const inPlace = longestRising(pairs);
  const byNewer = new Map(pairs.map((pair) => [pair.to, pair]));
  const kept = new Set(pairs.map(({ from }) => from));
  const rows: Row[] = [];
  let at = 0;
  const removedBefore = (end: number) => {
    for (; at < end; at++) {
      const line = older[at];
      if (line && !kept.has(at)) rows.push(removedRow(line));
    }
  };
  newer.forEach((line, to) => {
    const pair = byNewer.get(to);
    const before = pair && older[pair.from];
    if (pair && inPlace.has(pair)) removedBefore(pair.from);
    rows.push(pair && before ? pairedRow(before, line, !inPlace.has(pair), { isNew, steps }) : addedRow(line, isNew));
  });
  removedBefore(older.length);
  return rows;
}

const removedRow = (line: Line): Row => ({
  state: "removed",
  moved: false,
  line,
  parts: line.text ? [{ kind: "removed", text: line.text, client: null }] : [],
  facts: [],
  formatted: false,
  client: null,
});

function addedRow(line: Line, isNew: (from: Origin) => boolean): Row {
  const parts = line.text ? writersOf(line, isNew)(0, line.text) : [];
  const client = isNew(line.origin) ? line.origin.client : null;
  return { state: "added", moved: false, line, parts, facts: [], formatted: false, client };
}

type Way = { isNew: (from: Origin) => boolean; steps: Steps };

function pairedRow(before: Line, line: Line, moved: boolean, { isNew, steps }: Way): Row {
  let at = 0;
  const written = writersOf(line, isNew);
  const parts = diffWords(before.text, line.text, steps).flatMap(({ kind, text }): Part[] => {
    if (kind === "removed") return [{ kind, text, client: null }];
    const start = at;
    at += text.length;
    return kind === "added" ? written(start, text) : [{ kind, text, client: null }];
  });
  const facts = changedFacts(before, line, isNew);
  const formatted = before.text === line.text && before.format !== line.format;
  const changed = formatted || facts.length > 0 || parts.some(({ kind }) => kind !== "same");
  return { state: changed ? "changed" : "same", moved, line, parts, facts, formatted, client: null };
}

/** The text added at `start`, cut where the writer changes. Asked for in the order of the line: its runs are read once. */
function writersOf(line: Line, isNew: (from: Origin) => boolean) {
  let [at, from] = [0, 0];
  return (start: number, text: string): Part[] => {
    const parts: Part[] = [];
    const stop = start + text.length;
    for (let run = line.runs[at]; run && from < stop; run = line.runs[at]) {
      const { client, clock, length } = run;
      const [begin, end] = [Math.max(from, start), Math.min(from + length, stop)];
      if (begin < end) {
        const by = isNew({ client, clock: clock + begin - from }) ? client : null;
        const last = parts.at(-1);
        const piece = line.text.slice(begin, end);
        // A space is nobody's work: which of two it is, the comparison of words chose at random.
        if (last && (last.client === by || piece.trim() === "")) last.text += piece;
        else parts.push({ kind: "added", text: piece, client: by });
      }
      // The rest of this run may belong to what is added next.
      if (from + length > stop) break;
      at += 1;
      from += length;
    }
    return parts;
  };
}

function changedFacts(before: Line, line: Line, isNew: (from: Origin) => boolean): ChangedFact[] {
  const names = new Set([...Object.keys(before.facts), ...Object.keys(line.facts)]);
  const changed = [...names].flatMap((name): ChangedFact[] => {
    const [was, is] = [before.facts[name] ?? null, line.facts[name] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const from = line.factOrigins[name];
    return [{ name, before: was, after: is, client: from && isNew(from) ? from.client : null }];
  });
  if (before.kind === line.kind) return changed;
  return [{ name: "kind", before: before.kind, after: line.kind, client: null }];
}

/** The same block by its identity; then what was made anew with the same words, as a move or a change of sort does. */
function paired(older: readonly Line[], newer: readonly Line[]): Pair[] {
  const pairs: Pair[] = [];
  const [freeOld, freeNew] = [new Set(older.keys()), new Set(newer.keys())];
  const match = (keyOf: (line: Line) => string | null) => {
    const waiting = new Map<string, number[]>();
    // From the end, so that the first is the last of its list: a text may be one line over and over.
    for (const from of [...freeOld].reverse()) {
      const line = older[from];
      const key = line ? keyOf(line) : null;
      const alike = key === null ? undefined : waiting.get(key);
      if (alike) alike.push(from);
      else if (key !== null) waiting.set(key, [from]);
    }
    for (const to of freeNew) {
      const line = newer[to];
      const key = line ? keyOf(line) : null;
      const from = key === null ? undefined : waiting.get(key)?.pop();
      if (from === undefined) continue;
      pairs.push({ from, to });
      freeOld.delete(from);
      freeNew.delete(to);
    }
  };
  match(({ id, kind }) => `${id} ${kind}`);
  match(({ kind, text, facts }) => `${kind} ${JSON.stringify(facts)} ${text}`);
  match(({ text }) => (text.split(/\s+/).length >= 3 ? text : null));
  return pairs.sort((one, other) => one.to - other.to);
}

/** The most pairs that keep their order: the others have moved. Patience sorting, n log n. */
function longestRising(pairs: readonly Pair[]): Set<Pair> {
  const ends: Pair[] = [];
  const previous = new Map<Pair, Pair | undefined>();
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.from ?? 0) < pair.from) low = middle + 1;
      else high = middle;
    }
    previous.set(pair, ends[low - 1]);
    ends[low] = pair;
  }
  const rising = new Set<Pair>();
  for (let pair = ends.at(-1); pair; pair = previous.get(pair)) rising.add(pair);
  return rising;
}
