import { expect, test } from "vitest";
import { hseRates } from "../../../prisma/frameworks/hse-rates";
import { decideLine, dueCents, explain, isPayable, lineRules, ruleText } from "./rules";
import type { LineFacts, OtherLine } from "./schema";

const rates = hseRates.map((row, index) => ({ ...row, id: `row-${index}` }));
const today = "2012-11-02";
const decide = (facts: LineFacts, day = today) => decideLine(facts, rates, day);
const formats = {
  money: (cents: number) => `${cents} c`,
  hours: (minutes: number) => `${minutes} min`,
  date: (day: string) => day,
};

/** Three hours of training on 17 October 2012, with every fact the product sends. */
const hse: LineFacts = {
  channel: "HSE",
  schoolYear: "2012-2013",
  mission: "M2",
  activity: "TRAINING_COLLEAGUES",
  minutes: 180,
  serviceDate: "2012-10-17",
  interval: { start: "2012-10-17T12:00:00.000Z", end: "2012-10-17T15:00:00.000Z" },
  session: { minutes: 180 },
  claimKey: "sheet:TRAINER:delmas:1",
  person: {
    ref: "delmas",
    category: "TEACHER",
    corps: "CERTIFIE",
    grade: "CN",
    mainDuty: "TEACHING",
    assignment: { from: "2011-09-01", to: null },
  },
  school: { type: "COLLEGE", sector: "PUBLIC" },
  classHours: null,
  opening: { decidedOn: "2012-09-20" },
  evidence: {
    signedSheet: true,
    signatories: 12,
    declared: 12,
    signedAfterValidation: false,
    enteredBy: ["delmas", "kermarec"],
    validatedBy: "castel",
    serviceDone: true,
  },
  envelope: { titre2: true, programme: 141, committedForIt: true },
  others: [],
};
const other = (over: Partial<OtherLine>): OtherLine => ({
  ref: "L1",
  channel: "HSE",
  mission: "M1",
  earlier: true,
  ...over,
});

test("three certified hours of a certifié make 112,08 €, with the reason a vacation would be the proper vehicle", () => {
  const line = decide(hse);
  expect(line).toMatchObject({ decision: "WARN", amountCents: 11_208, unchecked: [], ruleVersion: "pay-4" });
  expect(line.findings.filter(({ decision }) => decision !== "ACCEPT").map(({ code }) => code)).toEqual(["PAY-10"]);
  expect(line.rateRow).toMatchObject({ validFrom: "2010-07-01", hourlyCents: 3_736 });
  expect([isPayable(line), dueCents(line)]).toEqual([true, 11_208]);
});

test.each<[string, Partial<LineFacts>, string, string]>([
  ["IFIC pays the same mission", { others: [other({ channel: "IFIC", mission: "M2" })] }, "REFUSE", "PAY-01"],
  ["IFIC pays another mission", { others: [other({ channel: "IFIC" })] }, "WARN", "PAY-10"],
  ["the service is of September 2015", { serviceDate: "2015-09-15", schoolYear: "2015-2016" }, "REFUSE", "PAY-09"],
  ["the rectorat opened nothing", { opening: null }, "HOLD", "PAY-10"],
  ["the rectorat decides next month", { opening: { decidedOn: "2012-12-01" } }, "HOLD", "PAY-10"],
  [
    "a vacation claims the same hour",
    { others: [other({ channel: "VACATION", interval: hse.interval })] },
    "HOLD",
    "PAY-12",
  ],
  [
    "an hour of hers overlaps",
    { others: [other({ interval: { start: "2012-10-17T14:59", end: "2012-10-17T16:00" } })] },
    "REFUSE",
    "HRS-01",
  ],
  [
    "an hour of hers follows at once",
    { others: [other({ interval: { start: "2012-10-17T15:00:00.000Z", end: "2012-10-17T16:00:00.000Z" } })] },
    "WARN",
    "PAY-10",
  ],
  [
    "the overlapping hour came later",
    { others: [other({ interval: hse.interval, earlier: false })] },
    "WARN",
    "PAY-10",
  ],
  ["four hours are claimed for three", { minutes: 240 }, "REFUSE", "HRS-02"],
  ["a co-animator claims it whole", { session: { minutes: 180, coAnimationShare: 0.75 } }, "REFUSE", "HRS-02"],
  ["the length of the séance is missing", { session: null }, "HOLD", "HRS-02"],
  ["it stands on class hours", { classHours: { overlap: true, leaveGranted: false } }, "WARN", "HRS-03"],
  ["leave was granted for it", { classHours: { overlap: true, leaveGranted: true } }, "WARN", "PAY-10"],
  ["it was claimed before", { others: [other({ claimKey: hse.claimKey })] }, "REFUSE", "HRS-04"],
  ["the service is to come", { serviceDate: "2012-11-03" }, "REFUSE", "HRS-05"],
  ["the service is of another year", { serviceDate: "2012-06-20" }, "REFUSE", "HRS-05"],
  [
    "she came to the post later",
    { person: { ...hse.person, assignment: { from: "2012-10-18", to: null } } },
    "REFUSE",
    "HRS-05",
  ],
  ["no date is known", { serviceDate: null }, "HOLD", "HRS-05"],
  ["an agrégé is asked at another amount", { amountCents: 11_207 }, "WARN", "HRS-06"],
  ["her corps is not known", { person: { ...hse.person, corps: null } }, "HOLD", "HRS-06"],
  ["her corps has no HSE", { person: { ...hse.person, corps: "PE" } }, "HOLD", "HRS-06"],
  ["nobody signed", { evidence: { ...hse.evidence, signedSheet: false } }, "REFUSE", "EVD-01"],
  ["eleven proofs stand for twelve declared", { evidence: { ...hse.evidence, signatories: 11 } }, "REFUSE", "EVD-01"],
  ["nobody was there", { evidence: { ...hse.evidence, signatories: 0, declared: 0 } }, "REFUSE", "EVD-01"],
  [
    "the sheet came after the certification",
    { evidence: { ...hse.evidence, signedAfterValidation: true } },
    "REFUSE",
    "EVD-01",
  ],
  ["the letter of the year is unsigned", { evidence: { ...hse.evidence, letterSigned: false } }, "HOLD", "EVD-02"],
  ["she certifies her own hours", { evidence: { ...hse.evidence, validatedBy: "delmas" } }, "REFUSE", "EVD-03"],
  ["whoever ticked certifies", { evidence: { ...hse.evidence, validatedBy: "kermarec" } }, "REFUSE", "EVD-03"],
  ["nobody has certified", { evidence: { ...hse.evidence, validatedBy: null } }, "HOLD", "EVD-03"],
  [
    "the envelope is outside titre 2",
    { envelope: { titre2: false, programme: 141, committedForIt: true } },
    "REFUSE",
    "BUD-01",
  ],
  ["no envelope is named", { envelope: null }, "HOLD", "BUD-01"],
  [
    "the envelope was cut after the service",
    { envelope: { titre2: true, programme: 141, availableCents: 5_000 } },
    "WARN",
    "BUD-02",
  ],
  [
    "the programme is the first degree's",
    { envelope: { titre2: true, programme: 140, committedForIt: true } },
    "REFUSE",
    "BUD-03",
  ],
])("HSE when %s", (_case, over, decision, code) => {
  const line = decide({ ...hse, ...over }, over.schoolYear === "2015-2016" ? "2015-10-02" : today);
  expect(line.decision).toBe(decision);
  expect(line.findings.filter((finding) => finding.decision === decision).map((finding) => finding.code)).toContain(
    code,
  );
});

test("a date that no rate row covers is held, never priced with the nearest row", () => {
  const line = decide(
    { ...hse, activity: "TEACHING", serviceDate: "2017-03-15", schoolYear: "2016-2017" },
    "2017-04-03",
  );
  expect(line).toMatchObject({ decision: "HOLD", amountCents: null, rateRow: null });
  expect(line.findings).toMatchObject([{ code: "HRS-03" }, { code: "HRS-06", params: { reason: "noRow" } }]);
  expect([isPayable(line), dueCents(line)]).toEqual([false, 0]);
});

test("money new to a short envelope is refused; service done stays due", () => {
  const envelope = { titre2: true, programme: 141, availableCents: 5_000 };
  const planned = decide({ ...hse, envelope, evidence: { ...hse.evidence, serviceDone: false } });
  expect(planned).toMatchObject({ decision: "REFUSE" });
  expect(dueCents(decide({ ...hse, envelope }))).toBe(11_208);
});

test("what nobody asserted is listed and does not decide", () => {
  const bare = decide({
    channel: "HSE",
    serviceDate: "2012-03-14",
    minutes: 360,
    person: { corps: "CERTIFIE", grade: "CN" },
  });
  expect(bare).toMatchObject({ decision: "ACCEPT", amountCents: 22_416, findings: [] });
  expect(bare.unchecked).toEqual(
    expect.arrayContaining(["PAY-01", "PAY-10", "HRS-01", "HRS-02", "EVD-01", "EVD-03", "BUD-01"]),
  );
  expect(isPayable(bare)).toBe(false);
  for (const key of ["others", "session", "evidence", "envelope", "classHours", "claimKey", "activity"] as const) {
    const { [key]: _left, ...rest } = hse;
    expect(decide(rest).unchecked, key).not.toEqual([]);
  }
});

test("HSE for training is warned of where nobody says whether the rectorat opened it, and held where it did not", () => {
  const { opening: _left, ...unsaid } = hse;
  const pay10 = (facts: LineFacts) => decide(facts).findings.find(({ code }) => code === "PAY-10")?.decision;
  expect(pay10(unsaid)).toBe("WARN");
  expect(pay10({ ...hse, opening: null })).toBe("HOLD");
});

test("without a day of judging nothing is to come", () => {
  expect(decideLine(hse, rates, null)).toMatchObject({ findings: decide(hse).findings, unchecked: ["HRS-05"] });
});

test("every rule says its text, its dates and both its sentences", () => {
  for (const { code, text } of lineRules) {
    expect(text.length).toBeGreaterThan(10);
    expect(ruleText(code)).toMatchObject({ text });
  }
  expect(new Set(lineRules.map(({ code }) => code)).size).toBe(lineRules.length);
});

test("a sentence is made of the parameters kept with the line", () => {
  const finding = { code: "PAY-10" as const, params: { decidedOn: "2012-09-20", year: "2012-2013" } };
  expect(explain(finding, "fr", formats)).toContain("par décision du 2012-09-20");
  expect(explain(finding, "en", formats)).toContain("by a decision of 2012-09-20");
  expect(explain({ code: "HRS-02", params: { minutes: 240, most: 180 } }, "fr", formats)).toBe(
    "240 min demandées pour une séance qui en compte 180 min.",
  );
});

test("sentences name things in words, never by their codes", () => {
  const said = [
    explain(
      { code: "PAY-04", params: { function: "REFERENT_CULTURE", school: "COLLEGE", doubt: false } },
      "fr",
      formats,
    ),
    explain({ code: "PAY-12", params: { channel: "HSE", other: "VACATION" } }, "fr", formats),
    explain(
      { code: "HRS-06", params: { reason: "noRow", day: "2012-10-17", corps: "PE", claimed: 0, amount: 0 } },
      "fr",
      formats,
    ),
  ];
  expect(said[0]).toContain("« référent culture »");
  expect(said.join(" ")).not.toMatch(/[A-Z]_[A-Z]|VACATION|« PE »/);
});

test("an hour outside its letter's dates, or beyond its hours, waits and says so", () => {
  const unmet = { day: "2012-10-17", from: "2012-11-01", to: "2013-06-30", minutes: 240, most: 180 };
  const with02 = (kind: "DATES" | "HOURS") =>
    decide({ ...hse, evidence: { ...hse.evidence, letterSigned: true, letterUnmet: [{ kind, ...unmet }] } });
  for (const kind of ["DATES", "HOURS"] as const) {
    const line = with02(kind);
    expect(line.decision).toBe("HOLD");
    const finding = line.findings.find(({ code }) => code === "EVD-02");
    expect(finding && explain(finding, "fr", formats)).toContain(kind === "DATES" ? "2012-11-01" : "240 min");
  }
  const met = decide({ ...hse, evidence: { ...hse.evidence, letterSigned: true, letterUnmet: [] } });
  expect(met.findings.some(({ code }) => code === "EVD-02")).toBe(false);
});
