/**
 * Asks, and gives up after so many milliseconds, the body of the answer included. `AbortSignal.timeout` would do the same,
 * and is missing in the browsers of many a school's tablets.
 */
export async function withPatience<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ms);
  try {
    return await ask(giveUp.signal);
  } finally {
    clearTimeout(timer);
  }
}
