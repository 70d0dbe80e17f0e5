import { expect, test } from "vitest";
import { missionSteps, whyNotRecordFact } from "./steps";
import { awaitsWord, lastWordOf, nextSeq, whyNotSay } from "./words";

const word = (seq: number, refused = false, afterEnd = false) =>
  ({ kind: "DECISION_RECTEUR", seq, refused, afterEnd }) as const;
const service = { kind: "SERVICE_FAIT", seq: 1, refused: false, afterEnd: false } as const;
const channel = "IFIC";

test("the last word stands, in whatever order they are read", () => {
  expect(lastWordOf([word(2, true), word(1), service])).toEqual(word(2, true));
  expect(lastWordOf([service])).toBeNull();
  expect([nextSeq([]), nextSeq([word(1), word(2, true)])]).toEqual([1, 3]);
});

test("a mission that was left waits for a word said since", () => {
  expect(awaitsWord(false, [])).toBe(false);
  expect(awaitsWord(true, [word(1)])).toBe(true);
  expect(awaitsWord(true, [word(1), word(2, false, true)])).toBe(false);
  expect(awaitsWord(true, [word(1), word(2, true, true)])).toBe(false);
});

test.each([
  ["decides first", { channel, refused: false, ended: false }, [], null],
  ["refuses first", { channel, refused: true, ended: false }, [], null],
  ["decides anew", { channel, refused: false, ended: false }, [word(1)], null],
  ["refuses what he decided", { channel, refused: true, ended: false }, [word(1)], null],
  ["refuses twice", { channel, refused: true, ended: false }, [word(1, true)], "mission.refusedAlready"],
  ["undoes a refusal", { channel, refused: false, ended: false }, [word(1, true)], null],
  [
    "decides once the service is attested",
    { channel, refused: false, ended: false },
    [word(1), service],
    "mission.decidedAfterService",
  ],
  [
    "refuses once the service is attested",
    { channel, refused: true, ended: false },
    [word(1), service],
    "mission.decidedAfterService",
  ],
  ["decides what was left and attested", { channel, refused: false, ended: true }, [word(1), service], null],
  [
    "decides it twice",
    { channel, refused: false, ended: true },
    [word(1), service, word(2, false, true)],
    "mission.decidedAfterService",
  ],
  [
    "decides an IMP that nobody asked him of",
    { channel: "IMP", refused: false, ended: false },
    [],
    "mission.factNotExpected",
  ],
  ["refuses an IMP", { channel: "IMP", refused: true, ended: false }, [], null],
  ["decides an IMP that was left", { channel: "IMP", refused: false, ended: true }, [], null],
  ["undoes the refusal of a Pacte", { channel: "PACTE", refused: false, ended: false }, [word(1, true)], null],
  ["refuses hours", { channel: "HSE", refused: true, ended: false }, [], "mission.factNotExpected"],
] as const)("the recteur %s", (_case, saying, facts, key) => {
  expect(whyNotSay(saying, facts)?.key ?? null).toBe(key);
});

test("a refusal is a step of its own, and no service is attested after it", () => {
  const facts = [word(1), word(2, true)];
  const letter = { status: "SIGNED" } as const;
  const states = (of: "IFIC" | "IMP") =>
    missionSteps({ channel: of, letter, facts })
      .map(({ kind, state }) => `${kind} ${state}`)
      .slice(-2);
  expect(states("IFIC")).toEqual(["DECISION_RECTEUR refused", "SERVICE_FAIT later"]);
  expect(states("IMP")).toEqual(["DECISION_RECTEUR refused", "SERVICE_FAIT later"]);
  const known = facts.map((fact) => ({ ...fact, heldOn: "2012-10-10" }));
  expect(whyNotRecordFact({ channel, kind: "SERVICE_FAIT", heldOn: "2013-07-05" }, known, "2013-07-05")?.key).toBe(
    "mission.serviceRefused",
  );
});
