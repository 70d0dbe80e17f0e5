import { setClock } from "@tests/factories/clock";
import { aDraft, decideThrough, theRates } from "@tests/factories/pay";
import { aPerson } from "@tests/factories/person";
import { next } from "@tests/factories/place";
import { asSuperuser } from "@tests/support/superuser";
import { beforeAll, expect, test } from "vitest";
import { flatLines } from "~/domain/pay/flat-lines.server";
import { loadMission } from "~/domain/pay/mission-facts.server";
import { loadRates } from "~/domain/pay/rates.server";
import { ninths } from "~/domain/pay/rules/instalments";
import { payChecks } from "~/domain/pay/verification.server";
import { db } from "~/platform/db.server";

type Drafted = Awaited<ReturnType<typeof aDraft>>;
let worked: Drafted;
beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
  worked = await aDraft();
  await decideThrough(worked, worked.statement.id);
});

const at = new Date("2012-09-10T08:00:00Z");
/** What the checks of pay say of amounts and of what is paid twice. */
async function found(): Promise<string[]> {
  const checks = await Promise.all(payChecks.map((check) => check()));
  return checks
    .filter(({ subject }) => subject === "pay.amounts" || subject === "pay.once")
    .flatMap(({ broken }) => broken);
}
const amounts = (broken: string[]) => broken.filter((one) => one.startsWith("pay.amounts"));

type Terms = Partial<{
  amountCents: number;
  weeklyMinutes: number;
  level: string;
  rateCents: number;
}>;
async function aMission(channel: "VACATION" | "IFIC" | "IMP" | "PACTE" | "HSA", terms: Terms) {
  const person = await aPerson({ role: "TEACHER", place: worked.school });
  return db.mission.create({
    data: {
      personId: person.id,
      placeId: worked.school.id,
      schoolYearId: worked.year.id,
      kind: channel === "VACATION" ? "TRAINING" : "DESIGN",
      title: "Mission",
      channel,
      at,
      createdById: worked.office.personId,
      ...terms,
    },
  });
}

type Line = {
  amountCents: number;
  instalment?: number;
  minutes?: number;
  rateRowId?: string;
  hourEntryId?: string;
  inputs?: object;
};
/** Lines of a mission in a statement that is decided. */
async function decided(mission: { id: string; channel: string }, lines: Line[], month: string) {
  const channel = mission.channel as "IMP";
  const statement = await db.payStatement.create({
    data: { academieId: worked.academie.id, month, channel, number: `${channel}-${next()}`, draftedAt: at },
  });
  const common = {
    statementId: statement.id,
    missionId: mission.id,
    decision: "ACCEPT" as const,
    findings: [],
    ruleVersion: "test",
    at,
  };
  const made = [];
  for (const line of lines)
    made.push(await db.payLine.create({ data: { ...common, ...line, inputs: line.inputs ?? {} } }));
  for (const status of ["CONTROLLED", "DECIDED"] as const)
    await db.payStatement.update({ where: { id: statement.id }, data: { status } });
  return made;
}

/** Each edit by hand of an amount is named, and nothing is once it is put back. */
async function edited(lineId: string | undefined, by = 1) {
  const set = (cents: number) =>
    asSuperuser((client) =>
      client.query("update pay_line set amount_cents = amount_cents + $1 where id = $2", [cents, lineId]),
    );
  await set(by);
  expect(amounts(await found())).toContain(`pay.amounts: pay_line ${lineId}`);
  await set(-by);
  expect(amounts(await found())).toEqual([]);
}

test("an HSE hour: minutes at the rate of its row, and a row there must be", async () => {
  const [line] = worked.statement.lines;
  expect(await found()).toEqual([]);
  await edited(line?.id);
  const rate = (id: string | null) =>
    asSuperuser((client) => client.query("update pay_line set rate_row_id = $1 where id = $2", [id, line?.id]));
  await rate(null);
  expect(amounts(await found())).toEqual([`pay.amounts: pay_line ${line?.id}`]);
  await rate(line?.rateRowId ?? null);
  expect(await found()).toEqual([]);
});

test("a vacation: time at the rate of its mission, or the unit of its level", async () => {
  const byHour = await aMission("VACATION", { level: "initiation", rateCents: 3_333 });
  const flat = await aMission("VACATION", { level: "ingenierie", rateCents: 25_000 });
  const [hour] = await decided(byHour, [{ minutes: 100, amountCents: 5_555, instalment: 1 }], "2012-10");
  const [unit] = await decided(flat, [{ minutes: 100, amountCents: 25_000, instalment: 1 }], "2012-11");
  expect(await found()).toEqual([]);
  await edited(hour?.id);
  await edited(unit?.id, -1);
});

test("IFIC and Pacte: the amount of the mission, once", async () => {
  const ific = await aMission("IFIC", { amountCents: 80_000 });
  const pacte = await aMission("PACTE", { amountCents: 125_000 });
  const [whole] = await decided(ific, [{ instalment: 1, amountCents: 80_000 }], "2012-10");
  const [other] = await decided(pacte, [{ instalment: 1, amountCents: 125_000 }], "2012-10");
  expect(await found()).toEqual([]);
  await edited(whole?.id, -40_000);
  await edited(other?.id);
  const part = (to: number) =>
    asSuperuser((client) => client.query("update pay_line set instalment = $1 where id = $2", [to, whole?.id]));
  await part(2);
  expect(await found()).toEqual([`pay.amounts: pay_line ${whole?.id}`]);
  await part(1);
});

test("an IMP of a whole year: nine parts that add up, or one for part of a year", async () => {
  const inputs = (form: string) => ({ payment: { on: "2012-10-10", form } });
  const year = await aMission("IMP", { amountCents: 125_000 });
  const lines = ninths(125_000).map((amountCents, index) => ({
    instalment: index + 1,
    amountCents,
    inputs: inputs("NINTHS"),
  }));
  const parts = await decided(year, lines, "2012-10");
  const short = await aMission("IMP", { amountCents: 31_250 });
  const [once] = await decided(short, [{ instalment: 1, amountCents: 31_250, inputs: inputs("WHOLE") }], "2012-12");
  expect(await found()).toEqual([]);
  await edited(once?.id);
  await edited(parts[8]?.id);
  // A cent moved from one part to another: the sum is right, the parts are not.
  const move = (by: number) =>
    asSuperuser((client) =>
      client.query(
        "update pay_line set amount_cents = amount_cents + case id when $2 then $1::int else -$1::int end where id in ($2, $3)",
        [by, parts[0]?.id, parts[8]?.id],
      ),
    );
  await move(5);
  expect(amounts(await found()).sort()).toEqual(
    [parts[0], parts[8]].map((part) => `pay.amounts: pay_line ${part?.id}`).sort(),
  );
  await move(-5);
  await asSuperuser(async (client) => {
    await client.query("update pay_line set amount_cents = amount_cents + 1 where id = $1", [parts[2]?.id]);
  });
  expect(await found()).toContain(`pay.amounts: mission ${year.id}`);
  await asSuperuser((client) =>
    client.query("update pay_line set amount_cents = amount_cents - 1 where id = $1", [parts[2]?.id]),
  );
  expect(await found()).toEqual([]);
});

test("HSA: ninths of the year's amount, its first weekly hour at its own rate, as the engine drafts them", async () => {
  const mission = await aMission("HSA", { weeklyMinutes: 90 });
  const facts = await db.$transaction((tx) => loadMission(tx, mission.id));
  const terms = { channel: "HSA" as const, schoolYear: { startsOn: "2012-09-04", endsOn: "2013-07-05" }, letter: null };
  const due = [{ mission: facts, terms, parts: [1, 2, 3, 4, 5, 6, 7, 8, 9] }];
  const judging = { rates: await loadRates(db), now: new Date("2012-10-10T08:00:00Z") };
  const drafted = await flatLines(db, due, new Map(), judging);
  // 1 291,21 € and half of 1 076,01 €.
  expect(drafted.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0)).toBe(182_922);
  expect(drafted[0]?.findings.map(({ code, params }) => [code, params.reason])).toContainEqual(["HRS-06", "firstHour"]);
  const lines = drafted.map(({ instalment, amountCents, rateRowId, inputs }) => ({
    instalment: instalment ?? 0,
    amountCents: amountCents ?? 0,
    rateRowId: rateRowId ?? "",
    inputs: JSON.parse(inputs),
  }));
  const paid = await decided(mission, lines, "2012-10");
  expect(await found()).toEqual([]);
  await edited(paid[3]?.id);

  // A second mission of the year shares the hours: nobody says which has the first, and both wait.
  const second = await db.mission.create({
    data: {
      personId: mission.personId,
      placeId: mission.placeId,
      schoolYearId: mission.schoolYearId,
      kind: "FUNCTION",
      title: "Autre",
      channel: "HSA",
      weeklyMinutes: 60,
      at,
      createdById: worked.office.personId,
    },
  });
  const both = await flatLines(
    db,
    [{ mission: await loadMission(db, second.id), terms, parts: [1] }],
    new Map(),
    judging,
  );
  expect(both[0]).toMatchObject({ decision: "HOLD" });
  expect(both[0]?.findings.map(({ params }) => params.reason)).toContain("shared");
});

test("a part paid twice is named, even where the index that forbids it was taken away", async () => {
  const ific = await aMission("IFIC", { amountCents: 40_000 });
  const lines = [{ instalment: 1, amountCents: 40_000 }];
  await decided(ific, lines, "2013-01");
  await asSuperuser((client) => client.query("drop index pay_line_part_paid_once"));
  await decided(ific, lines, "2013-02");
  expect(await found()).toEqual([`pay.amounts: mission ${ific.id}`, `pay.once: mission ${ific.id}`]);
});
