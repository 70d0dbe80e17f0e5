import { expect, test } from "vitest";
import { mayWrite, saveWord } from "./status";

const calm = {
  connected: true,
  joined: true,
  synced: true,
  access: "edit",
  ended: null,
  overdue: false,
  settling: false,
  waiting: 0,
} as const;

test.each([
  ["everything is acknowledged", {}, "saved"],
  ["something is on its way", { waiting: 1 }, "saving"],
  ["everything has just been acknowledged", { settling: true }, "saving"],
  ["no acknowledgement for three seconds", { waiting: 1, overdue: true }, "unsaved"],
  ["the line is down", { connected: false, joined: false }, "offline"],
  [
    "the line is down with changes, for long",
    { connected: false, joined: false, waiting: 3, overdue: true },
    "offline",
  ],
  ["connected again, not joined yet", { joined: false }, "offline"],
  ["connected again with changes", { joined: false, waiting: 2 }, "saving"],
  ["before the first exchange", { synced: false, access: null, joined: false }, "readOnly"],
  ["a reader", { access: "read" }, "readOnly"],
  ["the right was lost with changes waiting", { access: "read", waiting: 1 }, "unsaved"],
  ["the session has ended", { ended: "session_ended", connected: false, joined: false }, "readOnly"],
  ["the session has ended with changes waiting", { ended: "session_ended", waiting: 1 }, "unsaved"],
] as const)("when %s", (_when, facts, word) => {
  expect(saveWord({ ...calm, ...facts })).toBe(word);
});

test.each([
  ["before the first exchange", { synced: false }, false],
  ["as a reader", { access: "read" }, false],
  ["after the end", { ended: "session_ended" }, false],
  ["once the text is there", {}, true],
] as const)("%s, writing is allowed: %#", (_when, facts, allowed) => {
  expect(mayWrite({ word: "saved", waiting: 0, synced: true, access: "edit", ended: null, ...facts })).toBe(allowed);
});
