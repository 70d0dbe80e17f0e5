/** Stages behind (séance over) and the one at hand, for segments; a stage without séance is passed with the next one. */
export function stageReached(
  seances: readonly { endsAt: Date; position: number | null }[],
  total: number,
  now: Date,
): { done: number; current: number } {
  const done = Math.max(0, ...seances.filter(({ endsAt }) => endsAt <= now).map(({ position }) => position ?? 0));
  return { done, current: Math.min(done + 1, total) };
}
