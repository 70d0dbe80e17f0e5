import { setClock } from "@tests/factories/clock";
import { aSchoolYear } from "@tests/factories/hours";
import { aTrainingMission, aWorkplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { assessMission } from "~/domain/budget/explanation.server";
import { nameReferent } from "~/domain/mission/commands/name-referent.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { decideMission, proposeAmount, recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { getMission, listReferents } from "~/domain/mission/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const refused = (code: string, key: string) => expect.objectContaining({ code, key });

test("naming a référente gives the role, the mission, the letter and a mail to the head, once", async () => {
  const work = await aWorkplace();
  const input = { schoolId: work.school.id, personId: work.teacher.id, schoolYearId: "2012-2013" };
  const [first, second] = await Promise.all([nameReferent(work.ctice, input), nameReferent(work.ctice, input)]);
  expect(first).toEqual(second);
  const mission = await getMission(work.ctice, first.missionId);
  expect(mission).toMatchObject({ channel: "IFIC", amountCents: 40_000, functionCode: "REFERENT_NUMERIQUE" });
  expect(mission.letter).toMatchObject({ status: "ISSUED", hash: null });
  expect(mission.letter?.number).toMatch(/^2012-X\d+-0001$/);
  expect((await actorOf(work.teacher)).roles).toContainEqual(
    expect.objectContaining({ role: "REFERENT", placeId: work.school.id }),
  );
  expect(await db.mail.count({ where: { toPersonId: work.head.personId, template: "letterToSign" } })).toBe(1);
});

test("letters of one académie and year are numbered without a gap, however many are named at once", async () => {
  const work = await aWorkplace();
  const people = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const school = await aSchool(work.academie);
      return { school, person: await aPerson({ role: "TEACHER", place: school }) };
    }),
  );
  await Promise.all(
    people.map(({ school, person }) =>
      nameReferent(work.ctice, { schoolId: school.id, personId: person.id, schoolYearId: "2012-2013" }),
    ),
  );
  const letters = await db.missionLetter.findMany({
    where: { mission: { place: { lineage: { has: work.academie.id } } } },
    orderBy: { number: "asc" },
  });
  expect(letters.map(({ number }) => number.slice(-4))).toEqual(
    Array.from({ length: 8 }, (_, index) => String(index + 1).padStart(4, "0")),
  );
});

test("who may not name a référent: another académie's CTICE learns nothing, a head is told no", async () => {
  const work = await aWorkplace();
  const input = { schoolId: work.school.id, personId: work.teacher.id, schoolYearId: "2012-2013" };
  const stranger = await anActor({ role: "CTICE", place: await anAcademie() });
  await expect(nameReferent(stranger, input)).rejects.toEqual(refused("not_found", "mission.schoolUnknown"));
  await expect(nameReferent(work.head, input)).rejects.toEqual(refused("forbidden", "common.forbidden"));
  await expect(listReferents(work.head)).rejects.toEqual(refused("forbidden", "common.forbidden"));
});

test.each([
  ["an école", { type: "ECOLE" as const }, {}, "mission.noIficInEcole"],
  ["less than the floor", {}, { amountCents: 39_999 }, "mission.ificAmount"],
  ["more than the ceiling", {}, { amountCents: 240_001 }, "mission.ificAmount"],
  ["a year that is over", {}, { schoolYearId: "2011-2012" }, "mission.schoolYearOver"],
  ["a year after the IFIC", {}, { schoolYearId: "2015-2016" }, "mission.ificRepealed"],
  ["an unknown year", {}, { schoolYearId: "1912-1913" }, "mission.schoolYearUnknown"],
])("a référent is not named for %s", async (_case, schoolOver, over, key) => {
  const work = await aWorkplace();
  for (const id of ["2011-2012", "2015-2016"]) await aSchoolYear(id);
  const school = await aSchool(work.academie, schoolOver);
  const person = await aPerson({ role: "TEACHER", place: school });
  const asked = nameReferent(work.ctice, {
    schoolId: school.id,
    personId: person.id,
    schoolYearId: "2012-2013",
    ...over,
  });
  await expect(asked).rejects.toMatchObject({ key });
  expect(await db.mission.count({ where: { placeId: school.id } })).toBe(0);
  expect(await db.roleAssignment.count({ where: { placeId: school.id, role: "REFERENT" } })).toBe(0);
});

test("a person from elsewhere is not named", async () => {
  const work = await aWorkplace();
  const person = await aPerson({ role: "TEACHER", place: await aSchool(work.academie) });
  await expect(
    nameReferent(work.ctice, { schoolId: work.school.id, personId: person.id, schoolYearId: "2012-2013" }),
  ).rejects.toMatchObject({ key: "mission.personNotInSchool" });
});

test("the head signs once and the content is hashed; the référente cannot sign her own letter", async () => {
  const work = await aWorkplace();
  const { missionId } = await nameReferent(work.ctice, {
    schoolId: work.school.id,
    personId: work.teacher.id,
    schoolYearId: "2012-2013",
  });
  await expect(signLetter(await actorOf(work.teacher), missionId)).rejects.toMatchObject({ code: "forbidden" });
  const otherHead = await anActor({ role: "HEAD", place: await aSchool(work.academie) });
  await expect(signLetter(otherHead, missionId)).rejects.toMatchObject({ code: "not_found" });
  await signLetter(work.head, missionId);
  const signed = await db.missionLetter.findUniqueOrThrow({ where: { missionId } });
  expect(signed).toMatchObject({ status: "SIGNED", signedById: work.head.personId });
  expect(signed.hash).toMatch(/^[0-9a-f]{64}$/);
  await signLetter(work.head, missionId);
  expect(await db.missionLetter.findUniqueOrThrow({ where: { missionId } })).toEqual(signed);
});

test("M1 waits for its letter, its councils and the decision, and is never paid before July", async () => {
  const work = await aWorkplace();
  const { missionId } = await nameReferent(work.ctice, {
    schoolId: work.school.id,
    personId: work.teacher.id,
    schoolYearId: "2012-2013",
  });
  const codes = async () => {
    const { decision, findings, notBefore } = await assessMission(work.head, missionId);
    return { decision, codes: findings.map(({ code, params }) => `${code}:${params.reason ?? ""}`), notBefore };
  };
  expect(await codes()).toMatchObject({ decision: "HOLD", notBefore: "2013-07-05" });
  expect((await codes()).codes).toEqual(expect.arrayContaining(["EVD-02:unsigned", "EVD-04:conseilPedagogique"]));
  await signLetter(work.head, missionId);
  await recordCouncil(work.head, missionId, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-09-20" });
  expect((await codes()).codes).toContain("EVD-04:ca");
  await recordCouncil(work.head, missionId, { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-10-04" });
  expect((await codes()).codes).toContain("EVD-04:recteur");
  await proposeAmount(work.head, missionId, { amountCents: 40_000 });
  await decideMission(work.rectorat, missionId);
  expect((await codes()).codes.filter((code) => code.startsWith("EVD"))).toEqual([]);
  // No titre-2 envelope pays the IFIC of this académie: the rules say so instead of passing.
  expect((await codes()).codes).toContain("BUD-01:");
});

test("dated facts: in order, within the school year, past, by the right person, once", async () => {
  const work = await aWorkplace();
  const { missionId } = await nameReferent(work.ctice, {
    schoolId: work.school.id,
    personId: work.teacher.id,
    schoolYearId: "2012-2013",
  });
  const record = (kind: "CONSEIL_PEDAGOGIQUE" | "CONSEIL_ADMINISTRATION", heldOn: string) =>
    recordCouncil(work.head, missionId, { kind, heldOn });
  await expect(record("CONSEIL_ADMINISTRATION", "2012-10-04")).rejects.toMatchObject({ key: "mission.factMissing" });
  await expect(record("CONSEIL_PEDAGOGIQUE", "2012-10-11")).rejects.toMatchObject({ key: "mission.factInFuture" });
  await expect(record("CONSEIL_PEDAGOGIQUE", "2012-08-31")).rejects.toMatchObject({ key: "mission.factOutsideYear" });
  await expect(record("CONSEIL_PEDAGOGIQUE", "2012-02-30")).rejects.toMatchObject({ key: "common.invalidDate" });
  await expect(decideMission(work.head, missionId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(decideMission(work.rectorat, missionId)).rejects.toMatchObject({ key: "mission.factMissing" });
  await record("CONSEIL_PEDAGOGIQUE", "2012-09-20");
  await record("CONSEIL_PEDAGOGIQUE", "2012-09-20");
  await expect(record("CONSEIL_PEDAGOGIQUE", "2012-09-21")).rejects.toMatchObject({ key: "mission.factKnown" });
  await expect(record("CONSEIL_ADMINISTRATION", "2012-09-19")).rejects.toMatchObject({ key: "mission.factOrder" });
  expect(await db.missionFact.count({ where: { missionId } })).toBe(1);
});

test("M2: the training office entrusts three hours in HSE; PAY-10 says what the proper vehicle would be", async () => {
  const work = await aWorkplace();
  const mission = await aTrainingMission(work);
  expect(mission).toMatchObject({ kind: "TRAINING", channel: "HSE", plannedMinutes: 180 });
  const { decision, findings } = await assessMission(work.office, mission.id);
  expect({ decision, codes: findings.map(({ code }) => code) }).toEqual({ decision: "WARN", codes: ["PAY-10"] });
});

test("without the rectorat's opening the training mission waits", async () => {
  const work = await aWorkplace();
  const mission = await aTrainingMission(work);
  const other = await aWorkplace();
  const unopened = await db.mission.create({
    data: { ...mission, id: undefined, personId: other.teacher.id, placeId: other.school.id },
  });
  expect((await assessMission(other.office, unopened.id)).decision).toBe("HOLD");
});

test("a channel is opened once, by the rectorat of the académie, never for a year after the HSE", async () => {
  const work = await aWorkplace();
  await aSchoolYear("2015-2016");
  const input = { academieId: work.academie.id, schoolYearId: "2012-2013", reason: "Formations de proximité" };
  await expect(openChannel(work.ctice, input)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await anActor({ role: "RECTORAT", place: await anAcademie() });
  await expect(openChannel(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await Promise.all([openChannel(work.rectorat, input), openChannel(work.rectorat, input)]);
  expect(await db.channelOpening.count({ where: { academieId: work.academie.id } })).toBe(1);
  await expect(openChannel(work.rectorat, { ...input, schoolYearId: "2015-2016" })).rejects.toMatchObject({
    key: "mission.hseForTrainingEnded",
  });
});

test("a mission is read by the person, her head and her académie; the nation and a colleague get 404", async () => {
  const work = await aWorkplace();
  const mission = await aTrainingMission(work);
  for (const reader of [await actorOf(work.teacher), work.head, work.ctice, work.rectorat, work.office])
    expect((await getMission(reader, mission.id)).id).toBe(mission.id);
  const pilot = await anActor({
    role: "NATIONAL_PILOT",
    place: await db.place.findFirstOrThrow({ where: { kind: "NATION" } }),
  });
  const colleague = await anActor({ role: "TEACHER", place: work.school });
  for (const stranger of [pilot, colleague])
    await expect(getMission(stranger, mission.id)).rejects.toMatchObject({ code: "not_found" });
});
