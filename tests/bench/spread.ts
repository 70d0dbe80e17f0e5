/** Median and extremes of the rounds; null where no round gave a figure. */
export type Spread = { median: number; min: number; max: number; n: number };

export function spread(values: readonly (number | null | undefined)[]): Spread | null {
  const known = values.filter((one): one is number => typeof one === "number").sort((a, b) => a - b);
  const middle = known.length / 2;
  const [low, high] = [known[Math.ceil(middle) - 1], known[Math.floor(middle)]];
  const [min, max] = [known[0], known.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined) return null;
  return { median: (low + high) / 2, min, max, n: known.length };
}

/** « 4.2 (3.9–4.8) »; « – » without any figure. */
export function written(one: Spread | null, digits = 1): string {
  if (!one) return "–";
  const say = (value: number) => (Number.isFinite(value) ? value.toFixed(digits) : "never");
  return one.min === one.max ? say(one.median) : `${say(one.median)} (${say(one.min)}–${say(one.max)})`;
}
