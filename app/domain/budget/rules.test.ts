import { expect, test } from "vitest";
import { availableCents, whyNotAffordable, whyNotCommit, whyNotImputed, whyWrongProgramme } from "./rules";

const phase2 = { programme: 141, titre2: false, natures: [], delegatedCents: 8_054_825, committedCents: 0 };
const hse = { programme: 141, titre2: true, natures: ["HSE" as const], delegatedCents: 120_000, committedCents: 0 };
const college = { type: "COLLEGE", sector: "PUBLIC" } as const;

test.each([
  ["HSE on the phase-2 envelope", "HSE", phase2, "budget.staffOutsideTitre2"],
  ["IFIC on the phase-2 envelope", "IFIC", phase2, "budget.staffOutsideTitre2"],
  ["a vacation on the phase-2 envelope", "VACATION", phase2, "budget.staffOutsideTitre2"],
  ["reprography on the HSE allotment", "REPROGRAPHY", hse, "budget.natureNotAdmitted"],
  ["a vacation on the HSE allotment", "VACATION", hse, "budget.natureNotAdmitted"],
  ["reprography on open titre-2 credits", "REPROGRAPHY", { ...hse, natures: [] }, "budget.titre2PaysStaff"],
  ["HSE on the HSE allotment", "HSE", hse, null],
  ["reprography on the phase-2 envelope", "REPROGRAPHY", phase2, null],
  ["travel on the phase-2 envelope", "TRAVEL", phase2, null],
  [
    "travel where only reprography is admitted",
    "TRAVEL",
    { ...phase2, natures: ["REPROGRAPHY" as const] },
    "budget.natureNotAdmitted",
  ],
] as const)("BUD-01: %s", (_case, nature, envelope, key) => {
  const fault = whyNotImputed(nature, envelope);
  expect(fault?.key ?? null).toBe(key);
  if (key) expect(fault?.code).toBe("BUD-01");
});

test.each([
  ["all of it", 120_000, 0, null],
  ["one cent more", 120_001, 0, 1],
  ["what another commitment left", 11_208, 108_792, null],
  ["anything after a cut below what is committed", 1, 130_000, 10_001],
])("BUD-02: committing %s", (_case, amount, committedCents, missing) => {
  expect(whyNotAffordable(amount, { ...hse, committedCents })?.facts.missing ?? null).toBe(missing);
});

test("what is available may fall below zero: a shortage is shown, nothing is erased", () => {
  expect(availableCents({ ...hse, delegatedCents: 0, committedCents: 11_208 })).toBe(-11_208);
});

test.each([
  ["an école on 141", { type: "ECOLE", sector: "PUBLIC" }, 141, 140],
  ["a public collège on 141", college, 141, null],
  ["a public collège on 140", college, 140, 141],
  ["a private collège on 141", { type: "COLLEGE", sector: "PRIVATE_CONTRACT" }, 141, 139],
  ["a private école on 139", { type: "ECOLE", sector: "PRIVATE_CONTRACT" }, 139, null],
] as const)("BUD-03: %s", (_case, school, programme, expected) => {
  expect(whyWrongProgramme(school, { programme })?.facts.expected ?? null).toBe(expected);
});

test("the gravest reason is told first: imputation, programme, then money", () => {
  const poor = { ...phase2, programme: 140, delegatedCents: 0 };
  const expense = { nature: "HSE" as const, amountCents: 11_208, school: college };
  expect(whyNotCommit(expense, poor)?.code).toBe("BUD-01");
  expect(whyNotCommit({ ...expense, nature: "TRAVEL" }, poor)?.code).toBe("BUD-03");
  expect(whyNotCommit({ ...expense, nature: "TRAVEL" }, { ...poor, programme: 141 })?.code).toBe("BUD-02");
  expect(whyNotCommit(expense, hse)).toBeNull();
});
