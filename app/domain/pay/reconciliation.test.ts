import { expect, test } from "vitest";
import { type Cause, causeOf, causes, type Group, isOpen, periodOf, reconcile, type Standing } from "./reconciliation";

const hour: Standing = {
  kind: "HOUR",
  paidByHour: true,
  reversed: false,
  takesBackPaid: false,
  certification: "CERTIFIED",
  certifiedFirst: true,
  monthDeclared: true,
  contested: false,
  decision: null,
  status: null,
  paidLines: 0,
  paidAsBooked: false,
};
const paid = { decision: "ACCEPT", status: "EXPORTED", paidLines: 1, paidAsBooked: true } as const;
const counter: Standing = { ...hour, kind: "COUNTER" };
const part: Standing = { ...hour, kind: "PART", paidByHour: false, certification: null, certifiedFirst: false };

test.each<[string, Standing, Cause | null]>([
  ["not certified, month not declared", { ...hour, certification: null, monthDeclared: false }, "NOT_DECLARED"],
  ["not certified, month declared", { ...hour, certification: null }, "NOT_CERTIFIED"],
  [
    "contested before anything is said",
    { ...hour, certification: null, contested: true, monthDeclared: false },
    "CONTESTED",
  ],
  ["contested, then certified", { ...hour, contested: true }, "NOT_DRAFTED"],
  ["refused by the head", { ...hour, certification: "REFUSED" }, "REFUSED_BY_HEAD"],
  ["certified, no line", hour, "NOT_DRAFTED"],
  ["held", { ...hour, decision: "HOLD", status: "DRAFT" }, "HELD"],
  ["held in a statement that was exported", { ...hour, decision: "HOLD", status: "EXPORTED" }, "HELD"],
  ["refused by a rule", { ...hour, decision: "REFUSE", status: "DRAFT" }, "REFUSED_BY_RULE"],
  ["in a draft", { ...hour, decision: "WARN", status: "DRAFT" }, "IN_DRAFT"],
  ["in a controlled draft", { ...hour, decision: "ACCEPT", status: "CONTROLLED" }, "IN_DRAFT"],
  ["decided", { ...hour, ...paid, status: "DECIDED" }, "DECIDED_NOT_EXPORTED"],
  ["exported", { ...hour, ...paid }, null],
  ["exported, then taken back", { ...hour, ...paid, reversed: true }, null],
  ["taken back before it was paid", { ...hour, reversed: true, decision: "WARN", status: "DRAFT" }, "TAKEN_BACK"],
  ["paid twice", { ...hour, ...paid, paidLines: 2 }, "UNEXPLAINED"],
  ["paid for other minutes", { ...hour, ...paid, paidAsBooked: false }, "UNEXPLAINED"],
  ["paid and never certified", { ...hour, ...paid, certification: null }, "UNEXPLAINED"],
  ["an hour of a mission paid by an amount", { ...hour, paidByHour: false }, "PAID_AS_A_WHOLE"],
  ["counter-entry of what was not paid", counter, "TAKEN_BACK"],
  ["counter-entry of what was paid", { ...counter, takesBackPaid: true }, "CORRECTED_AFTER_PAYMENT"],
  [
    "the same in a draft",
    { ...counter, takesBackPaid: true, decision: "ACCEPT", status: "DRAFT" },
    "CORRECTED_AFTER_PAYMENT",
  ],
  ["the same decided", { ...counter, takesBackPaid: true, ...paid, status: "DECIDED" }, "DECIDED_NOT_EXPORTED"],
  ["the same exported", { ...counter, takesBackPaid: true, ...paid }, null],
  ["what was not paid, taken back from pay", { ...counter, ...paid }, "UNEXPLAINED"],
  ["a ninth in a draft", { ...part, decision: "ACCEPT", status: "DRAFT" }, "IN_DRAFT"],
  ["a ninth paid", { ...part, ...paid }, null],
  [
    "an IFIC whose service nobody attested",
    { ...part, certifiedFirst: true, decision: "REFUSE", status: "DRAFT" },
    "NOT_CERTIFIED",
  ],
  ["an IFIC paid without it", { ...part, certifiedFirst: true, ...paid }, "UNEXPLAINED"],
])("%s", (_, standing, cause) => {
  expect(causeOf(standing)).toBe(cause);
});

test("what somebody answered for good is told, not waited for", () => {
  expect(causes.filter((cause) => !isOpen(cause))).toEqual([
    "REFUSED_BY_HEAD",
    "REFUSED_BY_RULE",
    "PAID_AS_A_WHOLE",
    "TAKEN_BACK",
  ]);
});

test("three columns, and differences by cause and code, the gravest first", () => {
  const of = (standing: Standing, over: Partial<Group> = {}): Group => ({
    ...standing,
    code: null,
    count: 1,
    minutes: 180,
    cents: 11_208,
    unpriced: 0,
    paidMinutes: 0,
    paidCents: 0,
    ...over,
  });
  const { columns, differences } = reconcile([
    of({ ...hour, ...paid }, { paidMinutes: 180, paidCents: 11_208 }),
    of({ ...hour, certification: null }, { cents: 0, unpriced: 180 }),
    of({ ...hour, decision: "REFUSE", status: "DRAFT" }, { code: "HRS-05" }),
    of({ ...hour, decision: "HOLD", status: "DRAFT" }, { code: "PAY-10" }),
    of({ ...hour, decision: "HOLD", status: "CONTROLLED" }, { code: "PAY-10", count: 2, minutes: 360, cents: 22_416 }),
  ]);
  expect(columns).toEqual({
    declared: { minutes: 1_080, cents: 56_040, unpriced: 180 },
    certified: { minutes: 900, cents: 56_040, unpriced: 0 },
    paid: { minutes: 180, cents: 11_208, unpriced: 0 },
  });
  expect(differences).toEqual([
    { cause: "HELD", code: "PAY-10", count: 3, minutes: 540, cents: 33_624 },
    { cause: "NOT_CERTIFIED", code: null, count: 1, minutes: 180, cents: 0 },
    { cause: "REFUSED_BY_RULE", code: "HRS-05", count: 1, minutes: 180, cents: 11_208 },
  ]);
});

test.each([
  [{}, "2012-11-05", { schoolYear: "2012-2013", month: "2012-10" }],
  [{}, "2012-09-05", { schoolYear: "2011-2012", month: "2012-08" }],
  [{ mois: "2012-10", annee: "2011-2012" }, "2013-01-01", { schoolYear: "2012-2013", month: "2012-10" }],
  [{ annee: "2011-2012" }, "2013-01-01", { schoolYear: "2011-2012", month: null }],
])("%j asked on %s", (asked, today, period) => {
  expect(periodOf(asked, today)).toEqual(period);
});
