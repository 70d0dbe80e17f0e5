import { theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createToken } from "~/domain/account/tokens.server";
import { startDoors } from "../routes/doors-server";
import { ific, imp, rates, timing, vacations } from "./pay-cases";

let server: Awaited<ReturnType<typeof startDoors>>;
let token: string;
beforeAll(async () => {
  server = await startDoors();
  await theRates();
  token = await createToken(await anActor(), { name: "paie", scopes: ["pay.simulate"], expiresInDays: 1 });
});
afterAll(() => server.stop());

async function ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/v1/pay${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of all kinds; each test says what it expects of its own.
  return { status: response.status, body: (await response.json()) as any };
}
const simulate = async (asked: object) => {
  const { status, body } = await ask("/simulate", asked);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
/** The one line of a simulation. */
const judge = async (line: object, around: object = {}) =>
  (await simulate({ ...around, lines: [{ ref: "L", ...line }] })).lines[0];
const met = (line: { decision: string; codes: string[] }, { decision, code }: { decision?: string; code?: string }) => {
  expect(line.decision, JSON.stringify(line)).toBe(decision);
  if (code) expect(line.codes).toContain(code);
};

describe("IFIC, IMP", () => {
  test.each(ific)("%s %j → %j", async (_id, { year, amount, school, staff, ...facts }, expected) => {
    const line = await judge(
      { channel: "IFIC", ...facts, ...(amount ? { amount } : {}) },
      {
        ...(year ? { schoolYear: year } : {}),
        ...(staff ? { person: { category: staff } } : {}),
        ...(school ? { school: { type: school.toUpperCase() } } : {}),
      },
    );
    met(line, expected);
  });

  test.each(imp)("%s an IMP of %s → %j", async (_id, amount, expected) => {
    met(await judge({ channel: "IMP", amount }, { schoolYear: "2016-2017" }), expected);
  });

  test.each(timing)("%s %j → %j", async (_id, { on, form, serviceDone, recteurDecided }, expected) => {
    const line = {
      channel: "IFIC",
      payment: { on, form },
      ...(serviceDone === undefined ? {} : { evidence: { serviceDone } }),
      ...(recteurDecided === undefined ? {} : { decisions: { recteurDecided } }),
    };
    met(await judge(line, { schoolYear: "2011-2012" }), expected);
  });

  test("two functions of one person above the ceiling wait for a person; below it they are paid", async () => {
    const two = (amount: string) => ({
      schoolYear: "2011-2012",
      lines: ["M1", "M2"].map((mission) => ({ ref: mission, channel: "IFIC", mission, amount })),
    });
    expect((await simulate(two("1200.00"))).payable).toBe("2400.00");
    const above = await simulate(two("1200.01"));
    expect(above.lines).toMatchObject([
      { decision: "HOLD", codes: ["PAY-03"] },
      { decision: "HOLD", codes: ["PAY-03"] },
    ]);
  });
});

describe("rates", () => {
  test.each(rates)("%s %s %s on %s: %s %s", async (_id, corps, grade, date, figure, euros) => {
    const { body } = await ask(`/rates?corps=${corps}&grade=${grade}&date=${date}`);
    expect(body).toMatchObject({ [figure]: euros, row: { grade }, source: expect.stringContaining("50-1253") });
  });

  test("no row covers a date whose indices nobody checked, nor a corps without HSE", async () => {
    for (const query of [
      "corps=certifie&grade=CN&date=2017-03-15",
      "corps=certifie&grade=CN&date=2019-01-01",
      "corps=agrege&grade=HC&date=2022-06-30",
      "corps=CPE&grade=CN&date=2012-10-17",
    ])
      expect((await ask(`/rates?${query}`)).body).toMatchObject({ status: 404, code: "api.noRateRow" });
    const line = await judge(
      { channel: "HSE", minutes: 60, serviceDate: "2017-03-15" },
      { person: { corps: "certifie", grade: "CN" } },
    );
    expect(line).toMatchObject({ decision: "HOLD", codes: ["HRS-06"], amount: null, rateRow: null });
  });

  test("18 hours are priced at their own day, whenever they are keyed", async () => {
    const hours = (serviceDate: string) => ({
      ref: serviceDate,
      channel: "HSE",
      minutes: 120,
      serviceDate,
      enteredOn: "2016-07-04",
    });
    const { payable, lines } = await simulate({
      person: { corps: "certifie", grade: "CN" },
      lines: [hours("2016-06-30"), hours("2016-07-01")],
    });
    expect(payable).toBe("149.90");
    expect(lines[0]).toMatchObject({ amount: "74.72", rateRow: { hse: "37.36", validTo: "2016-06-30" } });
  });

  test("19 an HSA loses 1/270 a day of absence", async () => {
    const line = await judge(
      { channel: "HSA", daysAbsent: 27 },
      { schoolYear: "2011-2012", person: { corps: "certifie", grade: "CN" } },
    );
    expect(line.amount).toBe("968.41");
  });
});

describe("lines together", () => {
  const certifie = { ref: "P1", corps: "certifie", grade: "CN" };
  const hse = { channel: "HSE", minutes: 360, serviceDate: "2012-03-14" };

  test("10, 11 IFIC and HSE: refused on one mission, paid on two", async () => {
    const both = (mission: string) => ({
      schoolYear: "2011-2012",
      person: certifie,
      lines: [
        { ref: "a", channel: "IFIC", mission: "M1", amount: "400.00" },
        { ref: "b", mission, ...hse },
      ],
    });
    const one = await simulate(both("M1"));
    expect(one.lines).toMatchObject([{ decision: "ACCEPT" }, { decision: "REFUSE", codes: ["PAY-01"] }]);
    expect(one).toMatchObject({ payable: "400.00", groups: [{ decision: "REFUSE", code: "PAY-01", paidAtMost: 1 }] });
    const two = await simulate(both("M2"));
    expect(two).toMatchObject({ payable: "624.16", groups: [] });
  });

  test("12 an IFIC and a discharge on one mission", async () => {
    const { lines, groups, payable } = await simulate({
      lines: [
        { ref: "a", channel: "IFIC", mission: "M1", amount: "800.00" },
        { ref: "b", channel: "DECHARGE", mission: "M1", hoursPerWeek: 1 },
      ],
    });
    expect(lines[0]).toMatchObject({ decision: "REFUSE", codes: ["PAY-02"] });
    expect(groups).toMatchObject([{ lines: ["a", "b"], decision: "REFUSE", code: "PAY-02" }]);
    expect(payable).toBe("0.00");
  });

  test.each([
    ["20a", "2012-10-10T16:59", "REFUSE"],
    ["20b", "2012-10-10T17:00", undefined],
    ["20c", "2012-10-10T14:59:59Z", "REFUSE"],
    ["20d", "2012-10-10T15:00:00Z", undefined],
  ])("%s an hour from %s beside one that ends at 17 h", async (_id, start, decision) => {
    const { lines, groups } = await simulate({
      person: { ref: "P1" },
      lines: [
        { ref: "a", channel: "HSE", interval: { start: "2012-10-10T14:00", end: "2012-10-10T17:00" } },
        { ref: "b", channel: "HSE", interval: { start, end: "2012-10-10T18:00" } },
      ],
    });
    expect(groups[0]?.decision).toBe(decision);
    expect(lines[1]).toMatchObject(decision ? { decision, codes: ["HRS-01"] } : { decision: "ACCEPT" });
  });

  test("21 one claim sent three times is one line", async () => {
    const claim = (ref: string) => ({ ref, channel: "HSE", claimKey: "P1|S7|2012-10-10|M2" });
    const { lines } = await simulate({ lines: [claim("a"), claim("b"), claim("c")] });
    expect(lines.filter(({ decision }: { decision: string }) => decision === "ACCEPT")).toHaveLength(1);
    expect(lines[2]).toMatchObject({ decision: "REFUSE", codes: ["HRS-04"] });
  });

  test("23a one hour in two channels: both wait, one is paid at most", async () => {
    const interval = { start: "2012-10-10T14:00", end: "2012-10-10T15:00" };
    const { lines, groups } = await simulate({
      person: { ref: "P1" },
      lines: [
        { ref: "a", channel: "HSE", interval },
        { ref: "b", channel: "VACATION", interval },
      ],
    });
    expect(groups).toEqual([{ lines: ["a", "b"], decision: "REFUSE", code: "PAY-12", paidAtMost: 1 }]);
    expect(lines.map(({ decision }: { decision: string }) => decision)).toEqual(["HOLD", "HOLD"]);
  });
});

describe("one line", () => {
  test.each(vacations)("%s %j → %j", async (_id, { level, rate, internal }, expected) => {
    met(
      await judge(
        { channel: "VACATION", level, rate, serviceDate: "2012-10-10" },
        { person: { internalToMinistry: internal } },
      ),
      expected,
    );
  });

  test("22 no more is paid than the séance lasted, or than the agreed share of it", async () => {
    const session = { start: "09:00", end: "12:00" };
    const hour = (minutes: number, share?: number) =>
      judge({ channel: "VACATION", minutes, session: { ...session, ...(share ? { coAnimationShare: share } : {}) } });
    met(await hour(240), { decision: "REFUSE", code: "HRS-02" });
    met(await hour(180), { decision: "ACCEPT" });
    met(await hour(135, 0.75), { decision: "ACCEPT" });
    met(await hour(136, 0.75), { decision: "REFUSE", code: "HRS-02" });
  });

  test("22c two hours and a half at 30 € make 75 €", async () => {
    const line = await judge({
      channel: "VACATION",
      session: { start: "09:00", end: "11:30" },
      minutes: 150,
      level: "approfondissement",
      rate: "30.00",
      serviceDate: "2012-10-10",
    });
    expect(line).toMatchObject({ decision: "ACCEPT", amount: "75.00", rateRow: { least: "30.00", most: "80.00" } });
  });

  test.each([
    ["23b", "2015-09-15", { decision: "REFUSE", code: "PAY-09" }],
    ["23c", "2015-09-01", { decision: "REFUSE", code: "PAY-09" }],
    ["23d", "2015-08-31", { decision: "WARN", code: "PAY-10" }],
    ["23e", "2012-10-10", { decision: "WARN", code: "PAY-10" }],
  ])("%s training colleagues in HSE on %s → %j", async (_id, serviceDate, expected) => {
    met(await judge({ channel: "HSE", minutes: 180, activity: "TRAINING_COLLEAGUES", serviceDate }), expected);
  });

  test.each([
    ["30a", { signedSheet: false }, { decision: "REFUSE", code: "EVD-01" }],
    ["30b", { signedSheet: true, validatedBy: "P1" }, { decision: "REFUSE", code: "EVD-03" }],
    ["30c", { signedSheet: true, validatedBy: "P2", enteredBy: "P3" }, { decision: "ACCEPT" }],
    ["30d", { signedSheet: true, validatedBy: "P2", enteredBy: "P2" }, { decision: "REFUSE", code: "EVD-03" }],
    ["30e", { signedSheet: true, letterSigned: false }, { decision: "HOLD", code: "EVD-02" }],
    ["30f", { signedSheet: null }, { decision: "REFUSE", code: "EVD-01" }],
  ])("%s evidence %j → %j", async (_id, evidence, expected) => {
    met(await judge({ channel: "HSE", minutes: 180, evidence }, { person: { ref: "P1" } }), expected);
  });

  test("what was not sent is listed, and does not decide; a sentence in both languages says the rest", async () => {
    const line = await judge({ channel: "HSE" });
    expect(line).toMatchObject({ decision: "ACCEPT", codes: [], amount: null });
    expect(line.unchecked).toEqual(
      expect.arrayContaining(["PAY-10", "HRS-02", "HRS-05", "EVD-01", "EVD-03", "BUD-01"]),
    );
    const refused = await judge({ channel: "IFIC", amount: "399.99" });
    expect(refused.text).toContain("Arrêté du 8 septembre 2010");
    expect(refused.explanation.fr).toMatch(/400,00/);
    expect(refused.explanation.en).toContain("€400.00");
  });

  test("the day of judging is whoever asks's to say", async () => {
    const line = { channel: "HSE", minutes: 60, serviceDate: "2012-10-17" };
    met(await judge(line, { asOf: "2012-10-16" }), { decision: "REFUSE", code: "HRS-05" });
    met(await judge(line, { asOf: "2012-10-17" }), { decision: "ACCEPT" });
  });
});

describe("instalments, corrections, recoveries", () => {
  test.each([
    ["IMP", "1250.00", ["138.89", "138.89", "138.89", "138.89", "138.89", "138.89", "138.89", "138.89", "138.88"]],
    ["HSA", "1076.01", ["119.56", "119.56", "119.56", "119.56", "119.56", "119.56", "119.55", "119.55", "119.55"]],
    ["IMP", "0.04", ["0.01", "0.01", "0.01", "0.01", "0.00", "0.00", "0.00", "0.00", "0.00"]],
    ["IFIC", "400.00", ["400.00"]],
  ])("14c %s of %s", async (channel, amount, instalments) => {
    expect((await ask("/instalments", { channel, amount })).body).toEqual({ instalments, sum: amount });
  });

  test("29 a correction takes the line back and writes the true one", async () => {
    const line = {
      channel: "HSE",
      corps: "certifie",
      grade: "CN",
      serviceDate: "2012-03-14",
      minutes: 360,
      amount: "224.16",
    };
    expect((await ask("/corrections/simulate", { line, trueMinutes: 240 })).body).toEqual({
      entries: [
        { minutes: -360, amount: "-224.16" },
        { minutes: 240, amount: "149.44" },
      ],
      net: "-74.72",
    });
    expect((await ask("/corrections/simulate", { line, trueMinutes: 0 })).body.net).toBe("-224.16");
    const vacation = { channel: "VACATION", serviceDate: "2012-10-10", minutes: 150, amount: "75.00" };
    expect((await ask("/corrections/simulate", { line: vacation, trueMinutes: 120 })).body.net).toBe("-15.00");
    const unrated = { ...line, serviceDate: "2019-03-14" };
    expect((await ask("/corrections/simulate", { line: unrated, trueMinutes: 60 })).status).toBe(404);
  });

  test.each([
    ["28a", { paidOn: "2012-07-25", claimedOn: "2014-07-31" }, "ACCEPT", []],
    ["28b", { paidOn: "2012-07-25", claimedOn: "2014-09-01" }, "REFUSE", ["REC-02"]],
    ["28c", { paidOn: "2012-07-25", claimedOn: "2014-08-01" }, "REFUSE", ["REC-02"]],
    ["28d", { paidOn: "2012-07-25", claimedOn: "2017-07-31", falseDeclaration: true }, "ACCEPT", []],
    ["28e", { paidOn: "2012-12-31", claimedOn: "2014-12-31" }, "ACCEPT", []],
  ])("%s %j → %s %j", async (_id, asked, decision, codes) => {
    expect((await ask("/recoveries/check", asked)).body).toMatchObject({ decision, codes });
  });
});

describe("what does not fit is refused, with its place", () => {
  test.each([
    ["not JSON", "{", "api.jsonNeeded"],
    ["an array", [], "api.invalidParameter"],
    ["no line", { lines: [] }, "api.invalidParameter"],
    ["a stray field", { lines: [{ ref: "a", channel: "HSE", net: 1 }] }, "api.invalidParameter"],
    ["a float amount", { lines: [{ ref: "a", channel: "IFIC", amount: 400.1 }] }, "api.invalidParameter"],
    ["a third decimal", { lines: [{ ref: "a", channel: "IFIC", amount: "400.001" }] }, "api.invalidParameter"],
    ["30 February", { lines: [{ ref: "a", channel: "HSE", serviceDate: "2012-02-30" }] }, "api.invalidParameter"],
    ["a year of two", { schoolYear: "2011-2013", lines: [{ ref: "a", channel: "HSE" }] }, "api.invalidParameter"],
    [
      "a backward interval",
      { lines: [{ ref: "a", channel: "HSE", interval: { start: "2012-10-10T15:00", end: "2012-10-10T15:00" } }] },
      "api.invalidParameter",
    ],
    [
      "an hour that summer time skips",
      { lines: [{ ref: "a", channel: "HSE", interval: { start: "2012-03-25T02:30", end: "2012-03-25T05:00" } }] },
      "api.invalidParameter",
    ],
    [
      "one ref twice",
      {
        lines: [
          { ref: "a", channel: "HSE" },
          { ref: "a", channel: "HSE" },
        ],
      },
      "api.invalidParameter",
    ],
    [
      "too many lines",
      { lines: Array.from({ length: 201 }, (_, index) => ({ ref: `${index}`, channel: "HSE" })) },
      "api.invalidParameter",
    ],
    ["a giant", `{"lines":["${"x".repeat(300_000)}"]}`, "api.bodyTooLarge"],
  ])("%s", async (_name, body, code) => {
    expect((await ask("/simulate", body)).body).toMatchObject({ status: 422, code });
  });

  test("another kind of body, and the place of a fault", async () => {
    expect((await ask("/simulate", "{}", { "content-type": "text/plain" })).body.code).toBe("api.jsonNeeded");
    const { body } = await ask("/simulate", { lines: [{ ref: "a", channel: "HSE", amount: "x" }] });
    expect(body.facts).toEqual({ name: "lines.0.amount" });
  });
});
