import { randomUUID } from "node:crypto";
import { setClock } from "@tests/factories/clock";
import { aSchoolYear } from "@tests/factories/hours";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { assessMission } from "~/domain/budget/explanation.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import type { EngageMission } from "~/domain/mission/schema";
import { engage, nameByRules } from "~/domain/pay/commands/engage.server";
import { getEngagement } from "~/domain/pay/engaging.server";
import { db } from "~/platform/db.server";

let work: Workplace;
beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});
beforeEach(async () => {
  work = await aWorkplace();
});

const YEAR = "2012-2013";
const draft = (over: Partial<EngageMission> = {}): EngageMission => ({
  id: randomUUID(),
  personId: work.teacher.id,
  schoolId: work.school.id,
  schoolYearId: YEAR,
  title: "Enseigner avec le TNI",
  channel: "HSE",
  plannedMinutes: 180,
  ...over,
});
const vacation = (over: Partial<EngageMission> = {}) =>
  draft({ channel: "VACATION", level: "approfondissement", rateCents: 4_000, ...over });
const openHse = () =>
  openChannel(work.rectorat, { academieId: work.academie.id, schoolYearId: YEAR, reason: "Formations de proximité" });
const nameReferent = (amountCents = 40_000) =>
  nameByRules(work.ctice, {
    schoolId: work.school.id,
    personId: work.teacher.id,
    schoolYearId: YEAR,
    amountCents,
  });
const byRule = (code: string, field: string) =>
  expect.objectContaining({
    code: "conflict",
    key: "mission.byRule",
    field,
    facts: expect.objectContaining({ code, fr: expect.any(String), en: expect.any(String) }),
  });
const missionsOf = () => db.mission.count({ where: { personId: work.teacher.id } });

test("IFIC and HSE for one function: refused with PAY-01 before anybody works, and nothing is written", async () => {
  await openHse();
  await nameReferent();
  await expect(engage(work.office, draft({ functionCode: "REFERENT_NUMERIQUE" }))).rejects.toEqual(
    byRule("PAY-01", "functionCode"),
  );
  await expect(engage(work.office, draft({ functionCode: "REFERENT_NUMERIQUE" }))).rejects.toMatchObject({
    facts: { fr: expect.stringContaining("L'HSE ne peut s'ajouter à l'IFIC pour la même mission") },
  });
  expect(await missionsOf()).toBe(1);
  // A training of the plan de formation is a distinct activity.
  const { missionId } = await engage(work.office, draft());
  expect(await db.mission.findUniqueOrThrow({ where: { id: missionId } })).toMatchObject({
    kind: "TRAINING",
    functionCode: null,
  });
});

test("the other way round: HSE given for a function, then the naming is refused, and no role is given", async () => {
  await openHse();
  await engage(work.office, draft({ functionCode: "REFERENT_NUMERIQUE" }));
  await expect(nameReferent()).rejects.toEqual(byRule("PAY-01", "functionCode"));
  expect(await missionsOf()).toBe(1);
  expect((await actorOf(work.teacher)).roles.map(({ role }) => role)).not.toContain("REFERENT");
});

test.each([
  ["a vacation", "PAY-01", () => vacation({ functionCode: "REFERENT_NUMERIQUE" })],
  [
    "a discharge",
    "PAY-02",
    () => draft({ channel: "DECHARGE", functionCode: "REFERENT_NUMERIQUE", weeklyMinutes: 60 }),
  ],
] as const)("%s for a function that the IFIC pays: %s", async (_case, code, input) => {
  await nameReferent();
  await expect(engage(work.ctice, input())).rejects.toEqual(byRule(code, "functionCode"));
  expect(await missionsOf()).toBe(1);
});

test("HSA decided by the recteur for a function that the IFIC pays stays refused (PAY-01)", async () => {
  await nameReferent();
  const hsa = draft({
    channel: "HSA",
    functionCode: "REFERENT_NUMERIQUE",
    weeklyMinutes: 60,
    reason: "Continuité du service",
  });
  // The rectorat does not name référents: the right is asked before the rules.
  await expect(engage(work.rectorat, hsa)).rejects.toMatchObject({ code: "forbidden" });
  await expect(engage(work.rectorat, { ...hsa, functionCode: "TUTORAT" })).resolves.toBeDefined();
  expect(await missionsOf()).toBe(2);
});

test("the same function in another school is the same function", async () => {
  await openHse();
  await nameReferent();
  const school = await aSchool(work.academie);
  await db.roleAssignment.create({
    data: { personId: work.teacher.id, role: "TEACHER", placeId: school.id, validFrom: new Date("2012-09-01") },
  });
  await expect(engage(work.office, draft({ schoolId: school.id, functionCode: "REFERENT_NUMERIQUE" }))).rejects.toEqual(
    byRule("PAY-01", "functionCode"),
  );
});

test("two at once for one function: one mission, whichever came first", async () => {
  await openHse();
  const asked = [nameReferent(), engage(work.office, draft({ functionCode: "REFERENT_NUMERIQUE" }))];
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: byRule("PAY-01", "functionCode"),
  });
  expect(await missionsOf()).toBe(1);
});

test.each([
  ["above the bracket of its level", { rateCents: 8_001 }, "PAY-11", "rateCents"],
  ["below it", { rateCents: 2_999 }, "PAY-11", "rateCents"],
  [
    "an exceptional conference by somebody of the ministry",
    { level: "conference_exceptionnelle", rateCents: 12_000 },
    "PAY-11",
    "rateCents",
  ],
] as const)("a vacation %s is refused at once", async (_case, over, code, field) => {
  await expect(engage(work.office, vacation(over))).rejects.toEqual(byRule(code, field));
  expect(await missionsOf()).toBe(0);
});

test("a vacation within its bracket keeps its level and rate; whose duty is training gets none (PAY-13)", async () => {
  const { missionId } = await engage(work.office, vacation());
  expect(await db.mission.findUniqueOrThrow({ where: { id: missionId } })).toMatchObject({
    channel: "VACATION",
    level: "approfondissement",
    rateCents: 4_000,
    plannedMinutes: 180,
    amountCents: null,
  });
  expect((await assessMission(work.office, missionId)).findings).toEqual([]);
  await db.career.updateMany({ where: { personId: work.teacher.id }, data: { mainDuty: "TRAINING" } });
  await expect(engage(work.office, vacation())).rejects.toEqual(byRule("PAY-13", "personId"));
});

test("HSA is refused (PAY-08) unless the recteur decides it with a reason, which is kept", async () => {
  const hsa = (reason: string | null) => draft({ channel: "HSA", weeklyMinutes: 60, reason });
  await expect(engage(work.ctice, hsa("Sans autre solution"))).rejects.toEqual(byRule("PAY-08", "reason"));
  await expect(engage(work.rectorat, hsa(null))).rejects.toEqual(byRule("PAY-08", "reason"));
  const { missionId } = await engage(work.rectorat, hsa("Sans autre solution"));
  expect(await db.missionFact.findMany({ where: { missionId } })).toMatchObject([
    { kind: "DECISION_RECTEUR", reason: "Sans autre solution", recordedById: work.rectorat.personId },
  ]);
  expect((await assessMission(work.ctice, missionId)).findings).toMatchObject([{ code: "PAY-08", decision: "WARN" }]);
});

test("a discharge is so many minutes a week, without pay", async () => {
  const { missionId } = await engage(work.office, draft({ channel: "DECHARGE", weeklyMinutes: 180 }));
  expect(await db.mission.findUniqueOrThrow({ where: { id: missionId } })).toMatchObject({
    weeklyMinutes: 180,
    plannedMinutes: null,
    amountCents: null,
  });
});

test("HSE are not offered before the rectorat opens them, and refused in the words of PAY-10", async () => {
  const offered = async (actor = work.office) =>
    (await getEngagement(actor, { schoolId: work.school.id, schoolYearId: YEAR, channel: null })).draft?.offered;
  expect(await offered()).toEqual(["IFIC", "HSA", "VACATION", "DECHARGE"]);
  await expect(engage(work.office, draft())).rejects.toEqual(byRule("PAY-10", "channel"));
  await openHse();
  expect(await offered()).toEqual(["IFIC", "HSE", "HSA", "VACATION", "DECHARGE"]);
  const form = await getEngagement(work.office, { schoolId: work.school.id, schoolYearId: YEAR, channel: "IMP" });
  expect(form.draft).toMatchObject({ channel: "HSE" });
});

test("each year has its channels: IFIC until 2015, IMP from then on, Pacte from 2023", async () => {
  for (const id of ["2015-2016", "2023-2024"]) await aSchoolYear(id);
  const offered = async (schoolYearId: string) =>
    (await getEngagement(work.office, { schoolId: work.school.id, schoolYearId, channel: null })).draft?.offered;
  expect(await offered("2015-2016")).toEqual(["HSA", "VACATION", "IMP", "DECHARGE"]);
  expect(await offered("2023-2024")).toEqual(["HSA", "VACATION", "IMP", "PACTE", "DECHARGE"]);
  const imp = (over: Partial<EngageMission> = {}) =>
    draft({ channel: "IMP", functionCode: "COORDINATION", schoolYearId: "2015-2016", amountCents: 62_500, ...over });
  await expect(engage(work.office, imp({ schoolYearId: YEAR }))).rejects.toEqual(byRule("PAY-14", "channel"));
  await expect(engage(work.office, imp({ amountCents: 62_501 }))).rejects.toEqual(byRule("PAY-14", "amountCents"));
  await expect(engage(work.office, imp({ functionCode: null }))).rejects.toMatchObject({
    key: "mission.channelForFunction",
    field: "functionCode",
  });
  await engage(work.office, imp());
  const ific = draft({ channel: "IFIC", functionCode: "TUTORAT", schoolYearId: "2015-2016", amountCents: 40_000 });
  await expect(engage(work.office, ific)).rejects.toEqual(byRule("PAY-07", "channel"));
});

test("a Pacte waits for its signed letter, and never pays a function beside an IMP (PAY-14)", async () => {
  await aSchoolYear("2023-2024");
  const pacte = draft({ channel: "PACTE", schoolYearId: "2023-2024", amountCents: 125_000, plannedMinutes: 1_080 });
  const { missionId } = await engage(work.office, pacte);
  expect((await assessMission(work.office, missionId)).findings).toMatchObject([{ code: "EVD-02", decision: "HOLD" }]);
  await signLetter(work.head, missionId);
  expect((await assessMission(work.office, missionId)).findings).toEqual([]);
  const function_ = { functionCode: "COORDINATION", schoolYearId: "2023-2024", amountCents: 125_000 } as const;
  await engage(work.office, draft({ channel: "IMP", ...function_ }));
  await expect(engage(work.office, draft({ channel: "PACTE", ...function_ }))).rejects.toEqual(
    byRule("PAY-14", "amountCents"),
  );
});

test("a letter says tasks, hours and dates; outside its school year it is refused", async () => {
  const letter = {
    tasks: [{ label: "Animer trois ateliers", minutes: 180 }],
    startsOn: "2012-11-05",
    endsOn: "2013-02-28",
  };
  await expect(engage(work.office, vacation({ letter: { ...letter, endsOn: "2013-09-15" } }))).rejects.toMatchObject({
    key: "mission.letterOutsideYear",
  });
  const { missionId } = await engage(work.office, vacation({ letter }));
  expect(await db.missionLetter.findUniqueOrThrow({ where: { missionId } })).toMatchObject({
    tasks: letter.tasks,
    startsOn: new Date("2012-11-05"),
    endsOn: new Date("2013-02-28"),
    status: "ISSUED",
  });
  expect(await db.mail.count({ where: { toPersonId: work.head.personId, template: "letterToSign" } })).toBe(1);
});

test("who entrusts: the offices of the académie; a form sent twice makes one mission", async () => {
  const stranger = await anActor({ role: "TRAINING_OFFICE", place: await anAcademie() });
  await expect(engage(stranger, vacation())).rejects.toMatchObject({ code: "not_found" });
  for (const actor of [work.head, await actorOf(work.teacher)])
    await expect(engage(actor, vacation())).rejects.toMatchObject({ code: "forbidden" });
  const input = vacation();
  const [first, second] = await Promise.all([engage(work.office, input), engage(work.office, input)]);
  expect(first).toEqual(second);
  const other = await aPerson({ role: "TEACHER", place: work.school });
  await expect(engage(work.office, { ...input, personId: other.id })).rejects.toMatchObject({ key: "common.stale" });
  await expect(
    engage(work.office, draft({ channel: "IFIC", functionCode: "REFERENT_NUMERIQUE", amountCents: 40_000 })),
  ).rejects.toMatchObject({ code: "forbidden" });
});
