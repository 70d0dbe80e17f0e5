import { expect, test, vi } from "vitest";
import { withPatience } from "./patience";

const never = (signal: AbortSignal) =>
  new Promise<string>((_, fail) => signal.addEventListener("abort", () => fail(new Error("given up"))));

test("an answer that does not come is given up; one that came leaves no timer behind", async () => {
  vi.useFakeTimers();
  const late = expect(withPatience(5_000, never)).rejects.toThrow("given up");
  await vi.advanceTimersByTimeAsync(5_000);
  await late;
  expect(await withPatience(5_000, async ({ aborted }) => aborted)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
