/** Numbers that look drawn and are the same for the same seed (mulberry32). */
export type Chance = {
  /** From 0 to 1, 1 left out. */
  next: () => number;
  /** From 0 to `below`, `below` left out. */
  below: (below: number) => number;
  shuffled: <T>(items: readonly T[]) => T[];
};

export function chance(seed: string): Chance {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ sign.charCodeAt(0), 16777619);
  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    shuffled(items) {
      const left = [...items];
      for (let last = left.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [left[last], left[other]] = [left[other] as never, left[last] as never];
      }
      return left;
    },
  };
}
