import { expect, test } from "vitest";
import { decideLine, explain } from "../rules";
import type { LineFacts, RateRowFacts } from "../schema";

const today = "2012-10-10";
const formats = { money: String, hours: String, date: (day: string) => day };
const decide = (facts: LineFacts, day = today) => decideLine(facts, [], day);

/** The référente's function, 400 €, with every fact but its payment. */
const ific: LineFacts = {
  channel: "IFIC",
  schoolYear: "2012-2013",
  mission: "M1",
  claimKey: "M1",
  function: "REFERENT_NUMERIQUE",
  amountCents: 40_000,
  classesEndOn: "2013-07-05",
  person: { ref: "delmas", category: "TEACHER", fullService: true, holders: 1, leftOn: null },
  school: { type: "COLLEGE", sector: "PUBLIC" },
  evidence: { letterSigned: true },
  decisions: { conseilPedagogiqueOn: "2012-10-01", caOn: "2012-10-08", recteurDecided: true },
  envelope: { titre2: true, programme: 141, committedForIt: true },
  others: [],
};

test("with its three facts and its letter an IFIC is accepted; only its payment is to be checked", () => {
  expect(decide(ific)).toMatchObject({ decision: "ACCEPT", findings: [], unchecked: ["PAY-06"], amountCents: 40_000 });
});

test.each<[string, Partial<LineFacts>, string, string]>([
  ["the recteur has not decided", { decisions: { ...ific.decisions, recteurDecided: false } }, "HOLD", "EVD-04"],
  [
    "the conseil pédagogique has no date",
    { decisions: { ...ific.decisions, conseilPedagogiqueOn: null } },
    "HOLD",
    "EVD-04",
  ],
  ["the conseil d'administration has no date", { decisions: { ...ific.decisions, caOn: null } }, "HOLD", "EVD-04"],
  [
    "the conseil d'administration is to come",
    { decisions: { ...ific.decisions, caOn: "2012-11-08" } },
    "HOLD",
    "EVD-04",
  ],
  ["the dates are in the wrong order", { decisions: { ...ific.decisions, caOn: "2012-09-30" } }, "HOLD", "EVD-04"],
  ["the letter is not signed", { evidence: { letterSigned: false } }, "HOLD", "EVD-02"],
  ["it pays 399,99 €", { amountCents: 39_999 }, "REFUSE", "PAY-03"],
  ["it pays 2 400,01 €", { amountCents: 240_001 }, "REFUSE", "PAY-03"],
  ["it has no amount", { amountCents: null }, "REFUSE", "PAY-03"],
  ["she looks after the network", { function: "administrateur_reseau" }, "REFUSE", "PAY-04"],
  ["she coordinates a discipline", { function: "coordination_discipline" }, "REFUSE", "PAY-04"],
  ["she is référente culture in a collège", { function: "referent_culture" }, "REFUSE", "PAY-04"],
  [
    "she is préfète des études in a lycée",
    { function: "prefet_des_etudes", school: { type: "LYCEE", sector: "PUBLIC" } },
    "HOLD",
    "PAY-04",
  ],
  ["the school is an école", { school: { type: "ECOLE", sector: "PUBLIC" } }, "REFUSE", "PAY-05"],
  ["she neither teaches nor educates", { person: { ...ific.person, category: "OTHER" } }, "REFUSE", "PAY-05"],
  ["nobody knows whether she teaches", { person: { ...ific.person, category: null } }, "HOLD", "PAY-05"],
  ["she works part time", { person: { ...ific.person, fullService: false } }, "HOLD", "PAY-05"],
  ["it is paid by ninths", { payment: { form: "NINTHS" } }, "REFUSE", "PAY-06"],
  ["it is paid in the year", { payment: { form: "WHOLE", on: "2013-07-04" } }, "REFUSE", "PAY-06"],
  ["the service is not attested", { evidence: { letterSigned: true, serviceDone: false } }, "REFUSE", "PAY-06"],
  ["the year is 2015-2016", { schoolYear: "2015-2016" }, "REFUSE", "PAY-07"],
  ["the year is 2009-2010", { schoolYear: "2009-2010" }, "REFUSE", "PAY-07"],
  [
    "a discharge covers the mission",
    { others: [{ ref: "D", channel: "DECHARGE", mission: "M1", earlier: true }] },
    "REFUSE",
    "PAY-02",
  ],
  ["two share the function", { person: { ...ific.person, holders: 2 } }, "HOLD", "BUD-05"],
  ["she left in the year", { person: { ...ific.person, leftOn: "2013-02-01" } }, "HOLD", "BUD-05"],
  [
    "the recteur refused it",
    { decisions: { ...ific.decisions, recteurDecided: false, refusedOn: "2012-10-09", reason: "Sans objet" } },
    "REFUSE",
    "EVD-04",
  ],
  ["the envelope is outside titre 2", { envelope: { titre2: false, programme: 141 } }, "REFUSE", "BUD-01"],
])("IFIC when %s", (_case, over, decision, code) => {
  const line = decide({ ...ific, ...over }, over.payment?.on ?? today);
  expect(line.decision).toBe(decision);
  expect(line.findings.map((finding) => finding.code)).toContain(code);
});

test("she left in the year, and the recteur decided knowing it: nothing waits", () => {
  const left = {
    person: { ...ific.person, leftOn: "2013-02-01" },
    decisions: { ...ific.decisions, sinceLeaving: true },
  };
  expect(decide({ ...ific, ...left })).toMatchObject({ decision: "ACCEPT", findings: [] });
});

test.each(["HSA", "IMP", "PACTE"] as const)(
  "%s: what the recteur refused is refused in his words; what was left waits",
  (channel) => {
    const line: LineFacts = { ...ific, channel, schoolYear: "2023-2024" };
    const refusedOn = { decisions: { recteurDecided: false, refusedOn: "2023-10-09", reason: "Sans objet" } };
    const refusal = decide({ ...line, ...refusedOn }).findings.find(({ code }) => code === "EVD-04");
    expect(refusal).toMatchObject({ decision: "REFUSE" });
    expect(explain(refusal ?? { code: "EVD-04", params: {} }, "fr", formats)).toBe(
      "Le recteur a refusé cette rémunération le 2023-10-09 : Sans objet",
    );
    expect(explain(refusal ?? { code: "EVD-04", params: {} }, "en", formats)).toBe(
      "The recteur refused this pay on 2023-10-09: Sans objet",
    );
    const left = decide({ ...line, person: { ...ific.person, leftOn: "2024-02-01" } });
    expect(left.findings).toContainEqual(expect.objectContaining({ code: "BUD-05", decision: "HOLD" }));
  },
);

test("what is not asserted of a refusal or of leaving keeps no HSA and no Pacte waiting", () => {
  for (const channel of ["HSA", "PACTE"] as const)
    expect(decide({ channel }).unchecked.filter((code) => code === "EVD-04" || code === "BUD-05")).toEqual([]);
});

test.each([40_000, 240_000])("the bounds of the IFIC are allowed: %d cents", (amountCents) => {
  expect(decide({ ...ific, amountCents }).decision).toBe("ACCEPT");
});

test("at the year's end, service attested, nothing is left to check", () => {
  const paid = {
    ...ific,
    evidence: { letterSigned: true, serviceDone: true },
    payment: { form: "WHOLE" as const, on: "2013-07-25" },
  };
  expect(decide(paid, "2013-07-25")).toMatchObject({ decision: "ACCEPT", unchecked: [] });
});

test.each([
  ["COLLEGE", "referent_usages_numeriques"],
  ["LYCEE", "REFERENT_NUMERIQUE"],
  ["LYCEE", "referent_culture"],
  ["LYCEE", "tutorat"],
  ["COLLEGE", "prefet_etudes"],
  ["EREA", "referent_usages_numeriques"],
] as const)("in a %s the function %s has an IFIC", (type, named) => {
  expect(decide({ channel: "IFIC", school: { type }, function: named }).decision).toBe("ACCEPT");
});

const vacation: LineFacts = {
  channel: "VACATION",
  serviceDate: "2012-10-10",
  level: "sensibilisation",
  rateCents: 4_000,
  minutes: 150,
};
test.each<[string, Partial<LineFacts>, string, string | null]>([
  ["the top of its bracket", {}, "ACCEPT", null],
  ["a cent above", { rateCents: 4_001 }, "REFUSE", "PAY-11"],
  ["the foot of its bracket", { rateCents: 2_500 }, "ACCEPT", null],
  ["a cent below", { rateCents: 2_499 }, "REFUSE", "PAY-11"],
  ["a level nobody knows", { level: "magistrale" }, "HOLD", "PAY-11"],
  ["a date before the order", { serviceDate: "2012-05-09" }, "HOLD", "PAY-11"],
  [
    "an exceptional conference by a teacher",
    { level: "conference_exceptionnelle", rateCents: 12_000, person: { internalToMinistry: true } },
    "REFUSE",
    "PAY-11",
  ],
  [
    "an exceptional conference by an outsider",
    { level: "conference_exceptionnelle", rateCents: 12_000, person: { internalToMinistry: false } },
    "ACCEPT",
    null,
  ],
  ["a trainer by profession, in her service", { person: { mainDuty: "TRAINING" } }, "REFUSE", "PAY-13"],
  ["nobody knows what she mainly does", { person: { mainDuty: null } }, "HOLD", "PAY-13"],
  ["a trainer by profession, elsewhere", { person: { mainDuty: "TRAINING", outsideOwnService: true } }, "ACCEPT", null],
  [
    "an IFIC on the mission",
    { mission: "M", others: [{ ref: "I", channel: "IFIC", mission: "M", earlier: true }] },
    "REFUSE",
    "PAY-01",
  ],
])("vacation at %s", (_case, over, decision, code) => {
  const line = decide({ ...vacation, ...over });
  expect(line.decision).toBe(decision);
  expect(line.findings.map((finding) => finding.code)).toEqual(code ? [code] : []);
});

test("a vacation is paid by the minute, rounded once; a flat one is its rate", () => {
  expect(decide({ ...vacation, rateCents: 3_000 }).amountCents).toBe(7_500);
  expect(decide({ ...vacation, level: "ingenierie", rateCents: 30_000 }).amountCents).toBe(30_000);
});

test.each<[string, LineFacts, string, string | null]>([
  ["IMP of 1 250 €", { channel: "IMP", schoolYear: "2016-2017", amountCents: 125_000 }, "ACCEPT", null],
  ["IMP of 312,50 €", { channel: "IMP", schoolYear: "2016-2017", amountCents: 31_250 }, "ACCEPT", null],
  ["IMP of 1 000 €", { channel: "IMP", schoolYear: "2016-2017", amountCents: 100_000 }, "REFUSE", "PAY-14"],
  ["IMP of 2014", { channel: "IMP", schoolYear: "2014-2015", amountCents: 125_000 }, "REFUSE", "PAY-14"],
  [
    "IMP of 312,50 € for a référent",
    { channel: "IMP", schoolYear: "2016-2017", amountCents: 31_250, function: "REFERENT_NUMERIQUE" },
    "HOLD",
    "PAY-14",
  ],
  [
    "IMP and Pacte on one mission",
    {
      channel: "IMP",
      schoolYear: "2023-2024",
      amountCents: 125_000,
      mission: "M",
      others: [{ ref: "P", channel: "PACTE", mission: "M", earlier: true }],
    },
    "REFUSE",
    "PAY-14",
  ],
  ["Pacte of 2022", { channel: "PACTE", schoolYear: "2022-2023", amountCents: 125_000 }, "REFUSE", "PAY-14"],
  ["HSA for a référent", { channel: "HSA", function: "referent_usages_numeriques" }, "REFUSE", "PAY-08"],
  [
    "HSA decided by the recteur",
    {
      channel: "HSA",
      function: "referent_usages_numeriques",
      decisions: { recteurDecided: true, reason: "Poste vacant" },
    },
    "WARN",
    "PAY-08",
  ],
])("%s", (_case, facts, decision, code) => {
  const line = decide(facts, "2024-01-10");
  expect(line.decision).toBe(decision);
  expect(line.findings.map((finding) => finding.code)).toEqual(code ? [code] : []);
});

const rates: RateRowFacts[] = [
  {
    id: "r",
    channel: "HSE",
    corps: "CERTIFIE",
    grade: "CN",
    hourlyCents: 3_736,
    yearlyCents: 107_601,
    firstYearlyCents: 129_121,
    validFrom: "2010-07-01",
    validTo: "2016-06-30",
    source: "test",
    rounding: "test",
  },
];

// Décret n° 50-1253, art. 2: the first weekly hour × 1,20, only one hour; 1 076,01 € and 1 291,21 € of July 2010.
test.each<[string, Partial<LineFacts>, number, string, string | null]>([
  ["half an hour a week", { hoursPerWeek: 0.5, otherHsaMissions: 0 }, 64_561, "ACCEPT", "firstHour"],
  ["one hour a week", { hoursPerWeek: 1, otherHsaMissions: 0 }, 129_121, "ACCEPT", "firstHour"],
  ["an hour and a half", { hoursPerWeek: 1.5, otherHsaMissions: 0 }, 182_922, "ACCEPT", "firstHour"],
  ["two hours a week", { hoursPerWeek: 2, otherHsaMissions: 0 }, 236_722, "ACCEPT", "firstHour"],
  [
    "one hour, thirty days away",
    { hoursPerWeek: 1, otherHsaMissions: 0, daysAbsent: 30 },
    114_774,
    "ACCEPT",
    "firstHour",
  ],
  ["another mission shares the hours", { hoursPerWeek: 1, otherHsaMissions: 1 }, -1, "HOLD", "shared"],
  ["nobody knows of the others", { hoursPerWeek: 1, otherHsaMissions: null }, -1, "HOLD", "shared"],
  ["others not asserted", { hoursPerWeek: 2 }, 215_202, "ACCEPT", null],
  [
    "a corps whose rate is not known",
    { hoursPerWeek: 1, otherHsaMissions: 0, person: { corps: "PEPS", grade: "CN" } },
    -1,
    "HOLD",
    "noRow",
  ],
])("HSA, %s", (_case, facts, cents, decision, reason) => {
  const line = decideLine(
    {
      channel: "HSA",
      schoolYear: "2012-2013",
      activity: "TEACHING",
      function: null,
      person: { corps: "CERTIFIE", grade: "CN" },
      ...facts,
    },
    rates,
    today,
  );
  expect(line.amountCents ?? -1).toBe(cents);
  expect(line.decision).toBe(decision);
  expect(line.findings.map(({ code, params }) => [code, params.reason])).toEqual(reason ? [["HRS-06", reason]] : []);
});
