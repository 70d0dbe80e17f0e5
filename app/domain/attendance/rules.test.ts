import { expect, test } from "vitest";
import {
  isPresent,
  nextLine,
  signingState,
  whyNotDecide,
  whyNotOpen,
  whyNotPropose,
  whyNotSign,
  whyNotTick,
  whyNotUndo,
} from "./rules";

const seance = { startsAt: new Date("2012-10-17T12:00:00Z"), signingLeadMinutes: 30, status: "PLANNED" as const };
const open = { status: "OPEN" as const };
const sealed = { status: "SEALED" as const };
const present = [{ seq: 1, sign: 1 }];
const undone = [...present, { seq: 2, sign: -1 }];

test.each([
  ["31 minutes before", "2012-10-17T11:29:59Z", open, "NOT_YET"],
  ["30 minutes before", "2012-10-17T11:30:00Z", open, "OPEN"],
  ["long after the planned end, still open", "2012-10-17T20:00:00Z", open, "OPEN"],
  ["once sealed", "2012-10-17T12:30:00Z", sealed, "SEALED"],
])("signing is %s: %s", (_when, now, sheet, state) => {
  expect(signingState(seance, sheet, new Date(now))).toBe(state);
});

test("a cancelled séance is never signed", () => {
  const now = new Date("2012-10-17T12:30:00Z");
  expect(whyNotOpen({ ...seance, status: "CANCELLED" }, open, now)).toMatchObject({
    key: "attendance.seanceCancelled",
  });
});

test("present is what the last line says, in whatever order lines come", () => {
  expect([isPresent([]), isPresent(present), isPresent(undone), isPresent([...undone].reverse())]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("lines alternate and are numbered without gap", () => {
  expect([nextLine([]), nextLine(present), nextLine(undone)]).toEqual([
    { seq: 1, sign: 1 },
    { seq: 2, sign: -1 },
    { seq: 3, sign: 1 },
  ]);
});

test.each([
  ["a stranger", { enrolled: false, lines: [] }, "attendance.notEnrolled"],
  ["a person already present", { enrolled: true, lines: present }, "attendance.alreadyPresent"],
  ["a person undone", { enrolled: true, lines: undone }, null],
  ["a person expected", { enrolled: true, lines: [] }, null],
])("%s signs: %s", (_who, person, key) => {
  expect(whyNotSign(person)?.key ?? null).toBe(key);
});

const tick = { byId: "referente", personId: "teacher", enrolled: true, lines: [], reason: "Sans téléphone" };
test.each([
  ["with a reason", tick, null],
  ["without reason", { ...tick, reason: "  " }, "attendance.reasonRequired"],
  ["herself", { ...tick, personId: "referente" }, "attendance.tickSelf"],
  ["somebody of another cohort", { ...tick, enrolled: false }, "attendance.notEnrolled"],
  ["somebody present", { ...tick, lines: present }, "attendance.alreadyPresent"],
])("ticking %s: %s", (_how, given, key) => {
  expect(whyNotTick(given)?.key ?? null).toBe(key);
});

test("only its author undoes a presence, and only one that stands", () => {
  expect(whyNotUndo({ byId: "a", authorIds: ["a"], lines: present })).toBeNull();
  expect(whyNotUndo({ byId: "b", authorIds: ["a"], lines: present })?.key).toBe("attendance.undoOther");
  expect(whyNotUndo({ byId: "a", authorIds: ["a"], lines: undone })?.key).toBe("attendance.notPresent");
});

const proposal = {
  sheet: sealed,
  kind: "REMOVE" as const,
  lines: present,
  reason: "Pointée par erreur",
  byId: "referente",
  personId: "teacher",
  pending: false,
};
test.each([
  ["a wrong tick", proposal, null],
  ["a late arrival", { ...proposal, kind: "ADD" as const, lines: [] }, null],
  ["a sheet still open", { ...proposal, sheet: open }, "attendance.notSealed"],
  ["no reason", { ...proposal, reason: "" }, "attendance.reasonRequired"],
  ["herself", { ...proposal, personId: "referente" }, "attendance.correctSelf"],
  ["somebody absent already", { ...proposal, lines: undone }, "attendance.notPresent"],
  ["somebody present already", { ...proposal, kind: "ADD" as const }, "attendance.alreadyPresent"],
  ["a proposal that waits", { ...proposal, pending: true }, "attendance.correctionPending"],
])("proposing a correction for %s: %s", (_case, given, key) => {
  expect(whyNotPropose(given)?.key ?? null).toBe(key);
});

const decision = { status: "PROPOSED" as const, proposedById: "referente", deciderId: "deputy", personId: "teacher" };
test.each([
  ["a second person", decision, null],
  ["who proposed it", { ...decision, deciderId: "referente" }, "attendance.secondPerson"],
  ["whom it concerns", { ...decision, deciderId: "teacher" }, "attendance.correctSelf"],
  ["anybody, a second time", { ...decision, status: "APPROVED" as const }, "attendance.alreadyDecided"],
])("a correction decided by %s: %s", (_who, given, key) => {
  expect(whyNotDecide(given)?.key ?? null).toBe(key);
});
