import { expect, onTestFinished, test, vi } from "vitest";
import { groupCommit } from "./group-commit";

const never = () => false;
const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

test("nothing waits when idle, and one batch gathers while another is written", async () => {
  const batches: number[][] = [];
  const releases: (() => void)[] = [];
  const log = groupCommit<number>({
    write: (items) => {
      batches.push(items);
      return new Promise((resolve) => releases.push(resolve));
    },
    isFinal: never,
    onFailure: () => undefined,
  });
  const all = [1, 2, 3].map((item) => log.append(item, 1));
  expect(batches).toEqual([[1]]);
  releases[0]?.();
  await tick();
  expect(batches).toEqual([[1], [2, 3]]);
  releases[1]?.();
  await Promise.all(all);
  expect(log.waiting).toBe(0);
});

test("under load a batch begins so long after the one before; alone, at once", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const began: number[][] = [];
  const log = groupCommit<number>({
    write: async (items) => void began.push(items),
    isFinal: never,
    onFailure: () => undefined,
    everyMs: 40,
  });
  const first = log.append(1, 1);
  expect(began).toEqual([[1]]);
  await first;
  await vi.advanceTimersByTimeAsync(10);
  const others = [log.append(2, 1), log.append(3, 1)];
  await vi.advanceTimersByTimeAsync(29);
  expect(began).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(others);
  expect(began).toEqual([[1], [2, 3]]);
  await vi.advanceTimersByTimeAsync(100);
  void log.append(4, 1);
  expect(began).toEqual([[1], [2, 3], [4]]);
});

test("a batch that fails is tried again, in order, and nobody is told before it passes", async () => {
  const written: number[] = [];
  let failures = 2;
  const log = groupCommit<number>({
    write: async (items) => {
      if (failures-- > 0) throw new Error("away");
      written.push(...items);
    },
    isFinal: never,
    onFailure: () => undefined,
  });
  await Promise.all([log.append(1, 1), log.append(2, 1), log.append(3, 1)]);
  expect(written).toEqual([1, 2, 3]);
});

test("an item that can never be written does not keep the others off the disk", async () => {
  const written: number[] = [];
  const log = groupCommit<number>({
    write: async (items) => {
      if (items.includes(2)) throw new Error("refused");
      written.push(...items);
    },
    isFinal: () => true,
    onFailure: () => undefined,
  });
  const outcomes = await Promise.allSettled([1, 2, 3].map((item) => log.append(item, 1)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(written).toEqual([1, 3]);
});

test("what waits is bounded, and settled waits for all of it", async () => {
  let release = () => undefined as undefined;
  const log = groupCommit<number>({
    write: () => new Promise((resolve) => (release = () => void resolve())),
    isFinal: never,
    onFailure: () => undefined,
    maxBytes: 10,
  });
  const appended = log.append(1, 10);
  expect(log.isFull()).toBe(true);
  let settled = false;
  const waiting = log.settled().then(() => {
    settled = true;
  });
  await tick();
  expect(settled).toBe(false);
  release();
  await Promise.all([appended, waiting]);
  expect(log.isFull()).toBe(false);
});
