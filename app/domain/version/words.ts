import { diffArrays } from "diff";

export type WordPart = { kind: "same" | "added" | "removed"; text: string };

/** Beyond so many words changed in one block, it is shown as replaced: looking for more costs the square of it. */
const MOST_EDITS = 1_000;
const word = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*['’]?|\s+|[^\p{L}\p{N}\s]/gu;

/**
 * What was added and removed, word by word. The parts that are same or added make the newer text, those that are same or
 * removed the older one, to the letter.
 */
export function diffWords(older: string, newer: string): WordPart[] {
  if (older === newer) return older === "" ? [] : [{ kind: "same", text: older }];
  const changes = diffArrays(older.match(word) ?? [], newer.match(word) ?? [], { maxEditLength: MOST_EDITS });
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
