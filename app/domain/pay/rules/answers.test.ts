import { expect, test } from "vitest";
import { decideLine, explain, isPayable, lineRules } from "../rules";
import type { Answer, AnswerKind, Channel, LineFacts, RateRowFacts, RuleCode } from "../schema";
import { answerKey, payOrNot, questionOf, sameQuestion, whichRate } from "./answers";

const today = "2012-11-02";
const formats = { money: (cents: number) => `${cents} c`, hours: String, date: (day: string) => day };
const rates: RateRowFacts[] = [
  {
    ...{ id: "r", channel: "HSE", corps: "CERTIFIE", grade: "CN", hourlyCents: 3_736, yearlyCents: 107_601 },
    ...{ firstYearlyCents: 129_121, validFrom: "2010-07-01", validTo: "2016-06-30", source: "test", rounding: "test" },
  },
];
const decide = (facts: LineFacts) => decideLine(facts, rates, today);

/** A mission paid as a whole with every fact the product sends, but what raises the question. */
const line = (channel: Channel, over: Partial<LineFacts> = {}): LineFacts => ({
  ...{
    channel,
    schoolYear: "2012-2013",
    mission: "M1",
    claimKey: "M1",
    function: "REFERENT_NUMERIQUE",
    interval: null,
  },
  ...{ amountCents: 40_000, classesEndOn: "2012-07-05", payment: { form: "WHOLE", on: today }, activity: "OTHER" },
  person: {
    ...{ ref: "delmas", category: "TEACHER", corps: "CERTIFIE", grade: "CN" },
    ...{ fullService: true, holders: 1, leftOn: null },
  },
  school: { type: "COLLEGE", sector: "PUBLIC" },
  evidence: { letterSigned: true, serviceDone: true },
  decisions: { conseilPedagogiqueOn: "2012-10-01", caOn: "2012-10-08", recteurDecided: true, reason: "Poste vacant" },
  envelope: { titre2: true, programme: 141, committedForIt: true },
  others: [],
  answers: [],
  ...over,
});
const person = line("IFIC").person;
const otherIfic = [{ ref: "M2", channel: "IFIC" as const, mission: "M2", amountCents: 220_000, earlier: true }];
const hsa = (over: Partial<LineFacts> = {}) =>
  line("HSA", { amountCents: null, hoursPerWeek: 1, otherHsaMissions: 1, ...over });

const asked: [RuleCode, LineFacts, LineFacts][] = [
  ["BUD-05", line("IFIC", { person: { ...person, holders: 2 } }), line("IFIC", { person: { ...person, holders: 3 } })],
  [
    "PAY-03",
    line("IFIC", { others: otherIfic }),
    line("IFIC", { others: otherIfic.map((one) => ({ ...one, amountCents: 230_000 })) }),
  ],
  [
    "PAY-04",
    line("IFIC", { function: "PREFET_DES_ETUDES", school: { type: "LYCEE", sector: "PUBLIC" } }),
    line("IFIC", { function: "prefet etudes", school: { type: "LYCEE", sector: "PUBLIC" } }),
  ],
  [
    "PAY-14",
    line("IMP", { schoolYear: "2016-2017", amountCents: 31_250 }),
    line("IMP", { schoolYear: "2016-2017", amountCents: 62_500 }),
  ],
];

const answerOf = (facts: LineFacts, code: RuleCode, answer: AnswerKind): Answer => {
  const finding = decide(facts).findings.find((one) => one.code === code);
  if (!finding) throw new Error(`${code} asks nothing`);
  return { code, question: questionOf(finding), answer, reason: "Accord du recteur", on: "2012-10-12", by: "rectorat" };
};
const findingOf = (facts: LineFacts, code: RuleCode) => decide(facts).findings.find((one) => one.code === code);

const partTime: [RuleCode, LineFacts] = ["PAY-05", line("IFIC", { person: { ...person, fullService: false } })];
test.each([...asked.map(([code, facts]): [RuleCode, LineFacts] => [code, facts]), partTime])(
  "%s holds and asks; paid with a warning or refused once answered, in both languages",
  (code, facts) => {
    const held = findingOf(facts, code);
    expect(held).toMatchObject({ decision: "HOLD", asks: payOrNot });
    expect(decide(facts).decision).toBe("HOLD");
    expect(explain(held ?? { code, params: {} }, "fr", formats)).toMatch(/ : une décision est attendue\.$/);
    expect(explain(held ?? { code, params: {} }, "en", formats)).toMatch(/: a decision is awaited\.$/);

    const paid = { ...facts, answers: [answerOf(facts, code, "PAY")] };
    const warned = findingOf(paid, code);
    expect(warned).toMatchObject({ decision: "WARN", params: { answer: "PAY", why: "Accord du recteur" } });
    expect(isPayable(decide(paid))).toBe(true);
    expect(decide(paid).amountCents).toBe(facts.amountCents);
    expect(questionOf(warned ?? { params: {} })).toEqual(questionOf(held ?? { params: {} }));
    expect(explain(warned ?? { code, params: {} }, "fr", formats)).toMatch(
      / : le rectorat a décidé le 2012-10-12 de payer \(« Accord du recteur »\)\.$/,
    );
    expect(explain(warned ?? { code, params: {} }, "en", formats)).toMatch(
      /: the rectorat decided on 2012-10-12 to pay \("Accord du recteur"\)\.$/,
    );

    const refused = { ...facts, answers: [answerOf(facts, code, "REFUSE")] };
    expect(findingOf(refused, code)).toMatchObject({ decision: "REFUSE" });
    expect(decide(refused).decision).toBe("REFUSE");
    expect(explain(findingOf(refused, code) ?? { code, params: {} }, "fr", formats)).toContain("de ne pas payer");
  },
);

test.each(asked)("%s: another question is asked again, whatever was answered to the first", (code, facts, changed) => {
  for (const answer of payOrNot) {
    const again = findingOf({ ...changed, answers: [answerOf(facts, code, answer)] }, code);
    expect(again).toMatchObject({ decision: "HOLD", asks: payOrNot });
    expect(again?.params).not.toHaveProperty("answer");
  }
});

test("a refusal whose question is asked no more waits for another word; a payment needs none", () => {
  const two = line("IFIC", { person: { ...person, holders: 2 } });
  const one = line("IFIC");
  const refused = findingOf({ ...one, answers: [answerOf(two, "BUD-05", "REFUSE")] }, "BUD-05");
  expect(refused).toMatchObject({ decision: "HOLD", asks: payOrNot, params: { holders: 2, changed: true } });
  expect(questionOf(refused ?? { params: {} })).toEqual(answerOf(two, "BUD-05", "PAY").question);
  expect(explain(refused ?? { code: "BUD-05", params: {} }, "fr", formats)).toContain(
    "une nouvelle décision est attendue",
  );
  expect(explain(refused ?? { code: "BUD-05", params: {} }, "en", formats)).toContain("a new decision is awaited");
  expect(decide({ ...one, answers: [answerOf(two, "BUD-05", "PAY")] })).toMatchObject({ decision: "ACCEPT" });
});

test("what is left stays the recteur's to say, though two hold the function and were answered", () => {
  const two = line("IFIC", { person: { ...person, holders: 2 } });
  const left = { ...two, person: { ...two.person, leftOn: "2012-10-20" }, answers: [answerOf(two, "BUD-05", "PAY")] };
  const held = findingOf(left, "BUD-05");
  expect(held).toMatchObject({ decision: "HOLD", params: { reason: "left" } });
  expect(held).not.toHaveProperty("asks");
  const said = { ...left, decisions: { ...left.decisions, sinceLeaving: true } };
  expect(findingOf(said, "BUD-05")).toMatchObject({ decision: "WARN", params: { reason: "holders" } });
});

// Décret n° 50-1253, art. 2: 1 291,21 € for the first hour, 1 076,01 € for another.
test.each([
  ["FIRST", 129_121, "WARN", "porte l'heure majorée"],
  ["ORDINARY", 107_601, "WARN", "au taux ordinaire"],
  ["REFUSE", null, "REFUSE", "de ne pas payer"],
] as const)("several HSA, answered %s: %s cents", (answer, cents, decision, words) => {
  expect(findingOf(hsa(), "HRS-06")).toMatchObject({ decision: "HOLD", asks: whichRate, params: { others: 1 } });
  expect(decide(hsa()).amountCents).toBeNull();
  const facts = hsa({ answers: [answerOf(hsa(), "HRS-06", answer)] });
  expect(decide(facts).amountCents).toBe(cents);
  const finding = findingOf(facts, "HRS-06");
  expect(finding).toMatchObject({ decision });
  expect(explain(finding ?? { code: "HRS-06", params: {} }, "fr", formats)).toContain(words);
  expect(decide({ ...facts, otherHsaMissions: 2 })).toMatchObject({ amountCents: null });
  expect(findingOf({ ...facts, otherHsaMissions: 2 }, "HRS-06")).toMatchObject({ decision: "HOLD" });
});

test("nobody answered, or nobody says whether somebody did: the same", () => {
  for (const [, facts] of asked) expect(decide({ ...facts, answers: undefined })).toEqual(decide(facts));
  expect(decide(hsa({ answers: null }))).toEqual(decide(hsa()));
});

test("an answer lifts nothing that a fact lifts", () => {
  const codes = lineRules.filter(({ asks }) => asks).map(({ code }) => code);
  expect(codes).toEqual(["PAY-03", "PAY-04", "PAY-05", "PAY-14", "HRS-06", "EVD-02", "BUD-05"]);
  const unknown = hsa({ person: { ...person, corps: null }, otherHsaMissions: 0 });
  const answers = [answerOf(unknown, "HRS-06", "FIRST")];
  expect(findingOf({ ...unknown, answers }, "HRS-06")).toMatchObject({
    decision: "HOLD",
    params: { reason: "unknown" },
  });
});

test("an hour that its letter does not cover is asked of apart, and each thing it does not meet", () => {
  const outside = {
    kind: "DATES" as const,
    day: "2012-10-17",
    from: "2012-09-04",
    to: "2012-10-01",
    minutes: 0,
    most: 0,
  };
  const beyond = { ...outside, kind: "HOURS" as const, minutes: 360, most: 180 };
  const hour = (unmet: (typeof outside | typeof beyond)[], answers: Answer[] = []): LineFacts => ({
    ...{ channel: "VACATION", evidence: { letterSigned: true, letterUnmet: unmet }, answers },
  });
  const say = (facts: LineFacts, answer: AnswerKind) => answerOf(facts, "EVD-02", answer);
  const first = say(hour([outside]), "PAY");
  const second = say(hour([beyond]), "PAY");
  expect(findingOf(hour([outside], [first]), "EVD-02")).toMatchObject({
    decision: "WARN",
    params: { reason: "dates" },
  });
  expect(findingOf(hour([outside, beyond], [first]), "EVD-02")).toMatchObject({
    ...{ decision: "HOLD", params: { reason: "hours" } },
  });
  expect(findingOf(hour([outside, beyond], [first, second]), "EVD-02")).toMatchObject({ decision: "WARN" });
  const refused = [first, { ...second, answer: "REFUSE" as const }];
  expect(findingOf(hour([outside, beyond], refused), "EVD-02")).toMatchObject({ decision: "REFUSE" });
  // The refusal of one hour says nothing of another, nor of one that its letter covers.
  expect(findingOf(hour([{ ...beyond, minutes: 540 }], refused), "EVD-02")).toMatchObject({ decision: "HOLD" });
  expect(findingOf(hour([], refused), "EVD-02")).toBeUndefined();
  expect(answerKey(first)).not.toBe(answerKey(second));
});

test("two questions are one whatever the order of their words", () => {
  expect(sameQuestion({ reason: "holders", holders: 2 }, { holders: 2, reason: "holders" })).toBe(true);
  expect(sameQuestion({ reason: "holders", holders: 2 }, { holders: 3, reason: "holders" })).toBe(false);
});
