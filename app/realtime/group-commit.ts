type Waiting<T> = { item: T; bytes: number; resolve: () => void; reject: (error: unknown) => void };

type Options<T> = {
  write: (items: T[]) => Promise<void>;
  /** True where the fault lies in the items, and trying again is useless. */
  isFinal: (error: unknown) => boolean;
  onFailure: (error: unknown, waiting: number) => void;
  /** From the beginning of a batch to the next, at least, milliseconds: under load a few large commits, not many small. */
  everyMs?: number;
  maxItems?: number;
  /** What may wait while the store is away. */
  maxBytes?: number;
};

/**
 * Many appends, few commits: while one batch is being written, the next one gathers; nothing waits when idle. A batch
 * that fails is kept and tried again, in order, until it passes.
 */
export function groupCommit<T>({ write, isFinal, onFailure, everyMs = 0, ...most }: Options<T>) {
  const { maxItems = 500, maxBytes = 32 * 1024 * 1024 } = most;
  const queue: Waiting<T>[] = [];
  let bytes = 0;
  let running = false;
  let beganAt = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function run() {
    running = true;
    for (let attempt = 0; queue.length > 0; ) {
      const early = beganAt + everyMs - Date.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      beganAt = Date.now();
      const batch = queue.slice(0, maxItems);
      try {
        await write(batch.map(({ item }) => item));
        leave(batch.length, (one) => one.resolve());
        attempt = 0;
      } catch (error) {
        if (isFinal(error)) await writeOneByOne(batch.length);
        else {
          onFailure(error, queue.length);
          await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 100 * 2 ** attempt++)));
        }
      }
    }
    running = false;
  }

  /** One bad item must not keep the others off the disk. */
  async function writeOneByOne(count: number) {
    for (let done = 0; done < count; done++) {
      const [first] = queue;
      if (!first) return;
      try {
        await write([first.item]);
        leave(1, (one) => one.resolve());
      } catch (error) {
        if (!isFinal(error)) return;
        leave(1, (one) => one.reject(error));
      }
    }
  }

  function leave(count: number, settle: (one: Waiting<T>) => void) {
    for (const one of queue.splice(0, count)) {
      bytes -= one.bytes;
      settle(one);
    }
  }

  return {
    /** Resolves once the item is committed; rejects only where it never can be. */
    append(item: T, size: number): Promise<void> {
      const committed = new Promise<void>((resolve, reject) => queue.push({ item, bytes: size, resolve, reject }));
      bytes += size;
      last = committed.catch(() => undefined);
      if (!running) void run();
      return committed;
    },
    /** Resolves once everything appended so far is settled. */
    settled: (): Promise<unknown> => last,
    isFull: () => bytes >= maxBytes,
    get waiting() {
      return queue.length;
    },
  };
}
