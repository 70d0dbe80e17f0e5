import { expect, test } from "vitest";
import { missionSteps, whyNotAttest, whyNotDecide, whyNotRecordFact } from "./steps";

const pedagogique = { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-10-01" } as const;
const administration = { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-10-08" } as const;
const proposed = { kind: "PROPOSITION", heldOn: "2012-10-09" } as const;
const decided = { kind: "DECISION_RECTEUR", heldOn: "2012-10-10" } as const;
const service = { kind: "SERVICE_FAIT", heldOn: "2012-10-10" } as const;
test.each([
  ["the opinion first", pedagogique, [], null],
  ["then the conseil d'administration", administration, [pedagogique], null],
  ["then the proposition of the head", proposed, [pedagogique, administration], null],
  ["then the recteur", decided, [pedagogique, administration, proposed], null],
  ["then the service done", service, [decided], null],
  ["the conseil d'administration alone", administration, [], "mission.factMissing"],
  ["the proposition before the councils", proposed, [pedagogique], "mission.factMissing"],
  ["the recteur without a proposition", decided, [pedagogique, administration], "mission.factMissing"],
  ["the service before the decision", service, [pedagogique, administration, proposed], "mission.factMissing"],
  [
    "the recteur before the proposition",
    { kind: "DECISION_RECTEUR", heldOn: "2012-10-08" },
    [pedagogique, administration, proposed],
    "mission.factOrder",
  ],
  ["twice", pedagogique, [pedagogique], "mission.factKnown"],
  ["in the future", { ...pedagogique, heldOn: "2012-10-11" }, [], "mission.factInFuture"],
] as const)("a fact of an IFIC recorded %s: %s", (_case, fact, known, key) => {
  expect(whyNotRecordFact({ channel: "IFIC", ...fact }, known, "2012-10-10")?.key ?? null).toBe(key);
});

test.each([
  ["IMP", service, null],
  ["IMP", proposed, "mission.factNotExpected"],
  ["PACTE", service, null],
  ["HSA", decided, null],
  ["HSE", service, "mission.factNotExpected"],
  ["VACATION", pedagogique, "mission.factNotExpected"],
] as const)("a %s and %o: %s", (channel, fact, key) => {
  expect(whyNotRecordFact({ channel, ...fact }, [], "2012-10-10")?.key ?? null).toBe(key);
});

test("service is attested from its last day on", () => {
  expect(whyNotAttest({ today: "2013-07-04", lastDay: "2013-07-05" })?.key).toBe("mission.serviceNotOver");
  expect(whyNotAttest({ today: "2013-07-05", lastDay: "2013-07-05" })).toBeNull();
});

test("another amount than the one proposed is explained", () => {
  const decide = (amountCents: number | null, reason: string | null) =>
    whyNotDecide({ proposedCents: 60_000, amountCents, reason })?.key ?? null;
  expect(decide(null, null)).toBeNull();
  expect(decide(60_000, null)).toBeNull();
  expect(decide(50_000, null)).toBe("mission.decisionReasonRequired");
  expect(decide(50_000, "Enveloppe")).toBeNull();
});

test("another word than the last is explained, though it says the amount proposed", () => {
  const again = (reason: string | null) =>
    whyNotDecide({ proposedCents: 60_000, amountCents: null, reason, again: true })?.key ?? null;
  expect(again(null)).toBe("mission.decisionAgainReason");
  expect(again("Recours accepté")).toBeNull();
});

test("the steps say what is done, what is expected now and from whom", () => {
  const steps = missionSteps({
    channel: "IFIC",
    letter: { status: "ISSUED" },
    facts: [pedagogique, administration, proposed],
  });
  expect(steps.map(({ kind, who, state }) => `${kind} ${who} ${state}`)).toEqual([
    "LETTER HEAD next",
    "CONSEIL_PEDAGOGIQUE HEAD done",
    "CONSEIL_ADMINISTRATION HEAD done",
    "PROPOSITION HEAD done",
    "DECISION_RECTEUR RECTORAT next",
    "SERVICE_FAIT HEAD later",
  ]);
  expect(missionSteps({ channel: "HSE", letter: null, facts: [] })).toEqual([]);
});
