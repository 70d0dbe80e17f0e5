import { expect, test } from "vitest";
import { type FlatState, flatMoves, isDecided, isServed } from "./flat";

const none: FlatState = { decidedCents: null, served: false, paidCents: 0, committedCents: 0, serviceDoneCents: 0 };
const nothing = { dueCents: 0, commitCents: 0, releaseCents: 0, doneCents: 0 };

test.each<[string, Partial<FlatState>, Partial<typeof nothing>]>([
  ["nothing decided", {}, {}],
  ["decided", { decidedCents: 600 }, { commitCents: 600 }],
  ["decided and committed", { decidedCents: 600, committedCents: 600 }, {}],
  ["decided less", { decidedCents: 500, committedCents: 600 }, { releaseCents: 100 }],
  ["decided more", { decidedCents: 800, committedCents: 600 }, { commitCents: 200 }],
  ["refused", { committedCents: 600 }, { releaseCents: 600 }],
  ["refused after two ninths", { committedCents: 900, serviceDoneCents: 200, paidCents: 200 }, { releaseCents: 700 }],
  ["attested", { decidedCents: 600, committedCents: 600, served: true }, { doneCents: 600 }],
  ["attested without money", { decidedCents: 600, served: true }, { dueCents: 600, doneCents: 600 }],
  ["a ninth paid", { decidedCents: 900, committedCents: 900, paidCents: 100 }, { doneCents: 100 }],
  [
    "paid without being committed",
    { decidedCents: 900, paidCents: 100 },
    { dueCents: 100, commitCents: 800, doneCents: 100 },
  ],
  [
    "attested, then paid",
    { decidedCents: 600, committedCents: 600, served: true, serviceDoneCents: 600, paidCents: 600 },
    {},
  ],
  ["worth less once it was done", { decidedCents: 500, committedCents: 600, served: true, serviceDoneCents: 600 }, {}],
])("%s", (_case, state, moves) => {
  expect(flatMoves({ ...none, ...state })).toEqual({ ...nothing, ...moves });
});

const word = (refused = false, afterEnd = false, seq = 1) => ({ kind: "DECISION_RECTEUR", seq, refused, afterEnd });
const said = { channel: "IFIC", ended: false, letterSigned: true, answeredNo: false, facts: [] } as const;

test("an IFIC and an HSA are decided by the recteur, an IMP and a Pacte by the letter; a refusal undoes both", () => {
  expect(isDecided(said)).toBe(false);
  expect(isDecided({ ...said, letterSigned: false, facts: [word()] })).toBe(true);
  expect(isDecided({ ...said, channel: "HSA", facts: [word()] })).toBe(true);
  for (const channel of ["IMP", "PACTE"] as const) {
    expect(isDecided({ ...said, channel })).toBe(true);
    expect(isDecided({ ...said, channel, letterSigned: false })).toBe(false);
    expect(isDecided({ ...said, channel, facts: [word(true)] })).toBe(false);
    expect(isDecided({ ...said, channel, facts: [word(true), word(false, false, 2)] })).toBe(true);
  }
  expect(isDecided({ ...said, facts: [word(), word(true, false, 2)] })).toBe(false);
  expect(isDecided({ ...said, answeredNo: true, facts: [word()] })).toBe(false);
  expect(isDecided({ ...said, channel: "IMP", answeredNo: true })).toBe(false);
});

test("what was left is served once the recteur has said what it is worth", () => {
  const attested = { kind: "SERVICE_FAIT", seq: 1, refused: false, afterEnd: false };
  expect(isServed({ ...said, facts: [word()] })).toBe(false);
  expect(isServed({ ...said, facts: [word(), attested] })).toBe(true);
  expect(isServed({ ...said, ended: true, facts: [word(), attested] })).toBe(false);
  expect(isServed({ ...said, ended: true, facts: [word(), attested, word(false, true, 2)] })).toBe(true);
});
