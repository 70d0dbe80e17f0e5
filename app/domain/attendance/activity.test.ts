import { expect, test } from "vitest";
import { AttestActivity, isHeldAsSeance, whyNotAttest, whyNotDecideWithdrawal, whyNotWithdraw } from "./activity";

const activity = { stageId: "stage", modality: "IN_CLASS" as const };

test.each([
  ["a séance of its stage and modality", [{ stageId: "stage", modality: "IN_CLASS" as const }], true],
  ["a séance of its stage on site", [{ stageId: "stage", modality: "ON_SITE" as const }], false],
  ["a séance of another stage", [{ stageId: "other", modality: "IN_CLASS" as const }], false],
  ["a séance of no stage", [{ stageId: null, modality: "IN_CLASS" as const }], false],
  ["no séance", [], false],
])("an activity with %s is held as a séance: %s", (_what, seances, held) => {
  expect(isHeldAsSeance(activity, seances)).toBe(held);
});

const asked = { cohortStatus: "OPEN" as const, held: false, ticked: 1, present: [{ personId: "anna" }], byId: "rené" };

test.each([
  ["all is well", {}, null],
  ["the session is in preparation", { cohortStatus: "PREPARATION" as const }, "attendance.sessionNotRunning"],
  ["it is held as a séance", { held: true }, "attendance.activityIsSeance"],
  ["somebody ticked is not of the session", { ticked: 2 }, "attendance.notInSession"],
  ["it is one's own", { byId: "anna" }, "attendance.attestSelf"],
])("attesting where %s", (_what, over, key) => {
  expect(whyNotAttest({ ...asked, ...over })?.key ?? null).toBe(key);
});

test.each([
  [{ withdrawn: false, pending: false }, null],
  [{ withdrawn: true, pending: false }, "attendance.alreadyWithdrawn"],
  [{ withdrawn: false, pending: true }, "attendance.withdrawalPending"],
])("withdrawing where %o", (state, key) => {
  expect(whyNotWithdraw(state)?.key ?? null).toBe(key);
});

test.each([
  ["rené", "anna", "attendance.secondPerson"],
  ["lise", "lise", "attendance.withdrawSelf"],
  ["lise", null, null],
  ["lise", "anna", null],
])("%s decides what rené proposed of the activity of %s", (deciderId, concernedId, key) => {
  expect(whyNotDecideWithdrawal({ deciderId, proposedById: "rené", concernedId })?.key ?? null).toBe(key);
});

test("one box or several of one name; the same person twice is once; none is said", () => {
  const [activityId, one] = ["01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058"];
  expect(AttestActivity.parse({ activityId, enrolmentIds: one }).enrolmentIds).toEqual([one]);
  expect(AttestActivity.parse({ activityId, enrolmentIds: [one, one] }).enrolmentIds).toEqual([one]);
  expect(AttestActivity.safeParse({ activityId }).error?.issues[0]?.message).toBe("attendance.nobodyTicked");
});
