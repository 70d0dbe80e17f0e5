/** Buckets of 1 % from 1 µs to about 100 s: a percentile is off by half a bucket at most. */
const GROWTH = Math.log(1.01);
const FLOOR_MS = 0.001;
const BUCKETS = 1_860;

/** Counts durations in milliseconds without keeping them. */
export class Histogram {
  private readonly counts = new Uint32Array(BUCKETS);
  private recorded = 0;
  private unanswered = 0;
  private longest = 0;

  add(ms: number): void {
    const place = ms <= FLOOR_MS ? 0 : Math.min(BUCKETS - 1, Math.floor(Math.log(ms / FLOOR_MS) / GROWTH));
    this.counts[place] = (this.counts[place] ?? 0) + 1;
    this.recorded++;
    if (ms > this.longest) this.longest = ms;
  }

  /** What never came counts as longer than anything that did. */
  addMissing(count: number): void {
    this.unanswered += count;
  }

  get count(): number {
    return this.recorded;
  }

  get max(): number {
    return this.longest;
  }

  /** The duration that `share` (0–1) of all do not pass; null without any, Infinity where it never came. */
  percentile(share: number): number | null {
    const all = this.recorded + this.unanswered;
    if (all === 0) return null;
    const rank = Math.ceil(all * share);
    let below = 0;
    for (let place = 0; place < BUCKETS; place++) {
      below += this.counts[place] ?? 0;
      if (below >= rank) return Math.min(this.longest, FLOOR_MS * Math.exp((place + 0.5) * GROWTH));
    }
    return Number.POSITIVE_INFINITY;
  }
}
