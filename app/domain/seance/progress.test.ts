import { expect, test } from "vitest";
import { stageReached } from "./progress";

const now = new Date("2012-10-17T12:00:00Z");
const past = new Date("2012-10-10T10:00:00Z");
const ahead = new Date("2012-10-17T15:00:00Z");

test.each([
  ["nothing planned", [], { done: 0, current: 1 }],
  ["the first séance is ahead", [{ endsAt: ahead, position: 1 }], { done: 0, current: 1 }],
  [
    "stages 1 and 3 are over",
    [
      { endsAt: past, position: 1 },
      { endsAt: past, position: 3 },
    ],
    { done: 3, current: 4 },
  ],
  [
    "a second séance of stage 4 is ahead",
    [
      { endsAt: past, position: 4 },
      { endsAt: ahead, position: 4 },
    ],
    { done: 3, current: 4 },
  ],
  ["the last stage is over", [{ endsAt: past, position: 7 }], { done: 7, current: 7 }],
  ["a séance outside every stage", [{ endsAt: past, position: null }], { done: 0, current: 1 }],
])("when %s", (_when, seances, reached) => {
  expect(stageReached(seances, 7, now)).toEqual(reached);
});
