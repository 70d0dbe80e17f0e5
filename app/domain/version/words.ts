import { diffArrays } from "diff";

export type WordPart = { kind: "same" | "added" | "removed"; text: string };

/** Beyond so many words changed in one block, it is shown as replaced. */
const MOST_EDITS = 1_000;
/** Looking word by word costs the words times the changes. So much for a whole comparison: then blocks are replaced. */
const MOST_STEPS = 10_000_000;

/** Steps that are left; one for all the blocks of a comparison, since nobody else is served meanwhile. */
export type Steps = { left: number };
export const someSteps = (): Steps => ({ left: MOST_STEPS });

const word = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*['’]?|\s+|[^\p{L}\p{N}\s]/gu;

/**
 * What was added and removed, word by word. The parts that are same or added make the newer text, those that are same or
 * removed the older one, to the letter.
 */
export function diffWords(older: string, newer: string, steps: Steps = someSteps()): WordPart[] {
  if (older === newer) return older === "" ? [] : [{ kind: "same", text: older }];
  const changes = changesOf(older.match(word) ?? [], newer.match(word) ?? [], steps);
  const parts: WordPart[] = changes
    ? changes.map(({ added, removed, value }) => ({
        kind: added ? "added" : removed ? "removed" : "same",
        text: value.join(""),
      }))
    : [
        { kind: "removed", text: older },
        { kind: "added", text: newer },
      ];
  return joined(parts).filter(({ text }) => text !== "");
}

/** Null where there are too many, or too few steps left to find them. */
function changesOf(older: string[], newer: string[], steps: Steps) {
  const words = older.length + newer.length;
  const affordable = Math.min(MOST_EDITS, Math.floor(steps.left / words) - 1);
  if (affordable < 1) return null;
  const changes = diffArrays(older, newer, { maxEditLength: affordable }) ?? null;
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  steps.left -= words * ((edits ?? affordable) + 1);
  return changes;
}

/** Word for word would read « old new old new »: a lone space between two replacements belongs to both. */
function joined(parts: readonly WordPart[]): WordPart[] {
  const result: WordPart[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed) result.push({ kind: "removed", text: removed });
    if (added) result.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach(({ kind, text }, place) => {
    const next = [parts[place + 1]?.kind, parts[place + 2]?.kind];
    const between = removed && added && next.includes("removed") && next.includes("added");
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (between && /^\s+$/.test(text)) [removed, added] = [removed + text, added + text];
    else {
      flush();
      result.push({ kind, text });
    }
  });
  flush();
  return result;
}
