/** At most `burst` at once and `perSecond` in the long run. `now` in milliseconds. */
export function tokenBucket(perSecond: number, burst: number) {
  let tokens = burst;
  let last = Date.now();
  return (now = Date.now()): boolean => {
    tokens = Math.min(burst, tokens + ((now - last) / 1_000) * perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
