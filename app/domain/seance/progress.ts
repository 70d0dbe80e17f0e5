/**
 * Stages behind and the one at hand, for segments. A stage is behind once a séance of it is over and none of it is ahead;
 * a stage without séance is passed with the next one.
 */
export function stageReached(
  seances: readonly { endsAt: Date; position: number | null }[],
  total: number,
  now: Date,
): { done: number; current: number } {
  const over = Math.max(0, ...seances.filter(({ endsAt }) => endsAt <= now).map(({ position }) => position ?? 0));
  const ahead = seances.flatMap(({ endsAt, position }) => (endsAt > now && position !== null ? [position] : []));
  const done = Math.min(over, ...ahead.map((position) => position - 1));
  return { done, current: Math.min(done + 1, total) };
}
