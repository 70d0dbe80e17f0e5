import { afterEach, beforeEach } from "vitest";

// An error nobody expected is a failure, even if every assertion held. A test that expects one spies on console.error.
const original = console.error;
let unexpected: unknown[][] = [];

beforeEach(() => {
  unexpected = [];
  console.error = (...words: unknown[]) => {
    unexpected.push(words);
  };
});

afterEach(() => {
  console.error = original;
  const [first] = unexpected;
  if (first) throw new Error(`console.error: ${first.map(String).join(" ")}`);
});
