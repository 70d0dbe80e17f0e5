import type { Anchor } from "~/editor/anchors";
import type { Placed, ThreadView } from "./schema";

/** What a thread points at; null for the whole scenario. */
export function anchorOf({ starts, ends, quote, before, after, tells }: ThreadView): Anchor | null {
  return starts === null ? null : { starts, ends, quote, before, after, tells };
}

/** First what is about the whole scenario, then the order of the text, then what has no place left; oldest first. */
export function inOrder<T extends Placed & { at: string }>(threads: readonly T[]): T[] {
  const rank = ({ from, gone }: Placed) => (gone ? Number.POSITIVE_INFINITY : (from ?? -1));
  const between = (one: T, other: T) => {
    const [left, right] = [rank(one), rank(other)];
    return left === right ? one.at.localeCompare(other.at) : left - right;
  };
  return [...threads].sort(between);
}
