import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { beforeAll, expect, test } from "vitest";
import { db, type Prisma } from "~/platform/db.server";

let work: Workplace;
beforeAll(async () => {
  work = await aWorkplace();
});

const at = new Date("2012-10-01T08:00:00Z");
const create = (over: Partial<Prisma.MissionUncheckedCreateInput>) =>
  db.mission.create({
    data: {
      personId: work.teacher.id,
      placeId: work.school.id,
      schoolYearId: work.year.id,
      kind: "TRAINING",
      title: "Mission",
      channel: "HSE",
      at,
      createdById: work.ctice.personId,
      ...over,
    },
  });

test.each([
  ["HSE with an amount", { channel: "HSE", amountCents: 40_000 }],
  ["HSE with a level", { channel: "HSE", level: "expertise" }],
  ["a vacation without a rate", { channel: "VACATION", level: "expertise" }],
  ["a vacation without a level", { channel: "VACATION", rateCents: 4_000 }],
  ["a vacation with an empty level", { channel: "VACATION", level: " ", rateCents: 4_000 }],
  ["a vacation with an amount", { channel: "VACATION", level: "expertise", rateCents: 4_000, amountCents: 1 }],
  ["an IFIC without an amount", { channel: "IFIC" }],
  ["an IMP with weekly minutes", { channel: "IMP", amountCents: 125_000, weeklyMinutes: 60 }],
  ["a Pacte without an amount", { channel: "PACTE" }],
  ["a discharge without weekly minutes", { channel: "DECHARGE" }],
  ["a discharge with an amount", { channel: "DECHARGE", weeklyMinutes: 60, amountCents: 1 }],
  ["HSA without weekly minutes", { channel: "HSA" }],
] as const)("the database refuses %s", async (_case, terms) => {
  await expect(create(terms)).rejects.toThrow("mission_terms");
});

test.each([
  ["HSE", { channel: "HSE", plannedMinutes: 180 }],
  ["a vacation", { channel: "VACATION", level: "expertise", rateCents: 4_000, plannedMinutes: 180 }],
  ["an IFIC", { channel: "IFIC", amountCents: 40_000 }],
  ["an IMP", { channel: "IMP", amountCents: 125_000 }],
  ["a Pacte in hours", { channel: "PACTE", amountCents: 125_000, plannedMinutes: 1_080 }],
  ["HSA", { channel: "HSA", weeklyMinutes: 60 }],
  ["a discharge", { channel: "DECHARGE", weeklyMinutes: 180 }],
] as const)("the database keeps %s", async (_case, terms) => {
  expect(await create(terms)).toMatchObject(terms);
});

test("a mission keeps its channel and its terms, ends once with a reason, and is never removed", async () => {
  const { id } = await create({ plannedMinutes: 180 });
  const update = (data: Prisma.MissionUncheckedUpdateInput) => db.mission.update({ where: { id }, data });
  await expect(update({ channel: "IFIC", amountCents: 40_000 })).rejects.toThrow("keeps its person");
  await expect(update({ personId: work.ctice.personId })).rejects.toThrow("keeps its person");
  await expect(update({ functionCode: "TUTORAT" })).rejects.toThrow("keeps its person");
  await expect(update({ endedAt: at })).rejects.toThrow("mission_end_has_reason");
  await update({ endedAt: at, endedReason: "Mutation" });
  await expect(update({ endedReason: "Autre" })).rejects.toThrow("ends once");
  await expect(db.mission.delete({ where: { id } })).rejects.toThrow("never removed");
});

test("a person holds a function of a school through one mission at a time", async () => {
  const terms = { kind: "FUNCTION", functionCode: "TUTORAT", channel: "IFIC", amountCents: 40_000 } as const;
  const { id } = await create(terms);
  const hse = { kind: "TRAINING", functionCode: "TUTORAT", channel: "HSE" } as const;
  await expect(create(hse)).rejects.toMatchObject({ code: "P2002" });
  await db.mission.update({ where: { id }, data: { endedAt: at, endedReason: "Mutation" } });
  expect(await create(hse)).toMatchObject(hse);
});

test("a fact carries its amount, comes from another person, and the amount decided stays", async () => {
  const { id } = await create({
    kind: "FUNCTION",
    functionCode: "REFERENT_NUMERIQUE",
    channel: "IFIC",
    amountCents: 40_000,
  });
  const fact = (over: Partial<Prisma.MissionFactUncheckedCreateInput>) =>
    db.missionFact.create({
      data: {
        missionId: id,
        kind: "CONSEIL_PEDAGOGIQUE",
        heldOn: at,
        at,
        recordedById: work.head.personId,
        ...over,
      },
    });
  await expect(fact({ recordedById: work.teacher.id })).rejects.toThrow("EVD-03");
  await expect(fact({ amountCents: 40_000 })).rejects.toThrow("mission_fact_amount");
  await expect(fact({ kind: "PROPOSITION" })).rejects.toThrow("mission_fact_amount");
  await fact({ kind: "PROPOSITION", amountCents: 60_000 });
  await db.mission.update({ where: { id }, data: { amountCents: 60_000 } });
  await fact({ kind: "DECISION_RECTEUR", amountCents: 60_000 });
  await expect(db.mission.update({ where: { id }, data: { amountCents: 70_000 } })).rejects.toThrow("stays");
  await fact({ kind: "SERVICE_FAIT" });
});

test("the words of the recteur follow one another, each with its reason; the amount is the one he decided", async () => {
  const { id } = await create({
    kind: "FUNCTION",
    functionCode: "REFERENT_CULTURE",
    channel: "IFIC",
    amountCents: 40_000,
  });
  const say = (over: Partial<Prisma.MissionFactUncheckedCreateInput>) => ({
    missionId: id,
    kind: "DECISION_RECTEUR" as const,
    heldOn: at,
    at,
    recordedById: work.head.personId,
    ...over,
  });
  const word = (over: Partial<Prisma.MissionFactUncheckedCreateInput>) => db.missionFact.create({ data: say(over) });
  await expect(word({ refused: true })).rejects.toThrow("mission_fact_why");
  await expect(word({ refused: true, reason: "Non", amountCents: 40_000 })).rejects.toThrow("mission_fact_refusal");
  await expect(word({ kind: "SERVICE_FAIT", refused: true, reason: "Non" })).rejects.toThrow("mission_fact_words");
  await expect(word({ seq: 2, reason: "Encore" })).rejects.toThrow("follow one another");
  await expect(word({ afterEnd: true })).rejects.toThrow("has not ended");
  await expect(word({ amountCents: 50_000 })).rejects.toThrow("the one that was decided");
  await word({ amountCents: 40_000 });
  await expect(word({ amountCents: 40_000 })).rejects.toMatchObject({ code: "P2002" });
  await expect(word({ seq: 2, amountCents: 40_000 })).rejects.toThrow("mission_fact_why");
  await db.$transaction([
    db.missionFact.create({ data: say({ seq: 2, amountCents: 50_000, reason: "Davantage" }) }),
    db.mission.update({ where: { id }, data: { amountCents: 50_000 } }),
  ]);
  await word({ seq: 3, refused: true, reason: "Non" });
  await expect(db.mission.update({ where: { id }, data: { amountCents: 40_000 } })).rejects.toThrow("stays");
  await expect(
    db.missionFact.delete({ where: { missionId_kind_seq: { missionId: id, kind: "DECISION_RECTEUR", seq: 3 } } }),
  ).rejects.toThrow("permission denied");
});
