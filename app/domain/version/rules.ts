/** How old the last version is when an edited scenario is due for another, and how many automatic ones are kept. */
export const automatic = { afterMs: 15 * 60_000, dayMs: 24 * 3_600_000, most: 200 } as const;

type Kept = { id: string; createdAt: Date };

/**
 * The automatic versions that may go: all of the last day stay, then the last of each day (UTC), 200 in all. The newest
 * always stays. The order they are given in does not matter.
 */
export function thinned(versions: readonly Kept[], now: Date): string[] {
  const days = new Set<string>();
  let kept = 0;
  return [...versions]
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    .flatMap(({ id, createdAt }, place) => {
      const day = createdAt.toISOString().slice(0, 10);
      const recent = now.getTime() - createdAt.getTime() < automatic.dayMs;
      const stays = kept < automatic.most && (place === 0 || recent || !days.has(day));
      days.add(day);
      if (stays) kept++;
      return stays ? [] : [id];
    });
}

/** What stands between spaces and holds a letter or a digit. */
export const countWords = (text: string): number => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
