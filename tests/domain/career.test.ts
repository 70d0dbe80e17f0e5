import { careerOf, certifie, forget, hc, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeCareer } from "~/domain/career/commands/change.server";
import { getCareer } from "~/domain/career/queries.server";
import { db } from "~/platform/db.server";
import { jobsOf } from "../../workers/subscriptions";

let work: Awaited<ReturnType<typeof aWorkplace>>;
beforeAll(() => setClock("2012-10-10T07:00:00Z"));
beforeEach(async () => {
  work = await aWorkplace();
});
const ADD = { kind: "ADD" } as const;
const reason = "Arrêté reçu le 3 octobre";

describe("who", () => {
  test("the rectorat of the académie and the person read, the rectorat alone writes, never of herself", async () => {
    const { teacher, rectorat } = work;
    expect((await getCareer(rectorat, teacher.id)).canWrite).toBe(true);
    const own = await actorOf(teacher);
    expect(await getCareer(own, teacher.id)).toMatchObject({
      own: true,
      canWrite: false,
      rows: [{ corps: "CERTIFIE" }],
    });
    const change = { ...ADD, seen: "", from: "2012-09-01", ...hc };
    await expect(changeCareer(own, teacher.id, change)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeCareer(rectorat, rectorat.personId, change)).rejects.toMatchObject({ code: "forbidden" });
    expect((await getCareer(rectorat, rectorat.personId)).canWrite).toBe(false);
  });

  test("anybody else is told that nobody is there", async () => {
    const { teacher, ctice, office, head, rectorat } = work;
    const other = await anActor({ role: "RECTORAT", place: await anAcademie() });
    for (const stranger of [ctice, office, head, other]) {
      await expect(getCareer(stranger, teacher.id)).rejects.toMatchObject({ code: "not_found" });
      const change = changeCareer(stranger, teacher.id, { ...ADD, seen: "", from: "2012-09-01", ...hc });
      await expect(change).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getCareer(rectorat, crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
    // Even with another role in the same person.
    await db.roleAssignment.create({
      data: { personId: head.personId, role: "RECTORAT", placeId: work.academie.id, validFrom: new Date("2013-09-01") },
    });
    await expect(getCareer(await actorOf({ id: head.personId }), teacher.id)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("whoever works in two académies is managed by both; whoever left, by the one that still pays her", async () => {
    const { teacher, rectorat, school, year, office } = work;
    const away = await anAcademie();
    const other = await anActor({ role: "RECTORAT", place: away });
    await db.roleAssignment.create({
      data: {
        personId: teacher.id,
        role: "TEACHER",
        placeId: (await aSchool(away)).id,
        validFrom: new Date("2012-09-01"),
      },
    });
    await say(other, teacher.id, { ...ADD, from: "2012-09-01", ...hc });
    expect((await getCareer(rectorat, teacher.id)).history).toMatchObject([{ kind: "ADD", by: other.name }]);
    await db.roleAssignment.updateMany({
      where: { personId: teacher.id, placeId: school.id },
      data: { validTo: new Date("2012-09-30") },
    });
    await expect(getCareer(rectorat, teacher.id)).rejects.toMatchObject({ code: "not_found" });
    await db.mission.create({
      data: {
        ...{ personId: teacher.id, placeId: school.id, schoolYearId: year.id, kind: "TRAINING", channel: "HSE" },
        ...{ title: "TNI", plannedMinutes: 180, at: new Date("2012-09-05"), createdById: office.personId },
      },
    });
    expect((await getCareer(rectorat, teacher.id)).canWrite).toBe(true);
    // A year after the end of the school year nothing of it is left to pay.
    const ended = await aPerson();
    await db.schoolYear.upsert({
      where: { id: "2009-2010" },
      update: {},
      create: { id: "2009-2010", startsOn: new Date("2009-09-01"), endsOn: new Date("2010-07-02"), source: "test" },
    });
    await db.mission.create({
      data: {
        ...{ personId: ended.id, placeId: school.id, schoolYearId: "2009-2010", kind: "TRAINING", channel: "HSE" },
        ...{ title: "TNI", plannedMinutes: 180, at: new Date("2009-09-05"), createdById: office.personId },
      },
    });
    await expect(getCareer(rectorat, ended.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what is written", () => {
  test("a first career, then a promotion told late, a correction and a row taken away, each kept with its reason", async () => {
    const { teacher, rectorat } = work;
    await forget(teacher);
    await say(rectorat, teacher.id, { ...ADD, from: "2008-09-01", ...certifie });
    await say(rectorat, teacher.id, { ...ADD, from: "2012-03-01", ...hc });
    expect(await careerOf(teacher.id)).toEqual([
      ["2008-09-01", "2012-02-29", "CERTIFIE", "CN"],
      ["2012-03-01", null, "CERTIFIE", "HC"],
    ]);
    const [, promoted] = (await getCareer(rectorat, teacher.id)).rows;
    const rowId = promoted?.id ?? "";
    await say(rectorat, teacher.id, { kind: "CORRECT", rowId, from: "2012-09-01", to: null, ...hc, reason });
    expect(await careerOf(teacher.id)).toEqual([
      ["2008-09-01", "2012-08-31", "CERTIFIE", "CN"],
      ["2012-09-01", null, "CERTIFIE", "HC"],
    ]);
    await say(rectorat, teacher.id, { kind: "REMOVE", rowId, reason: "Promotion d'une homonyme" });
    expect(await careerOf(teacher.id)).toEqual([["2008-09-01", null, "CERTIFIE", "CN"]]);

    const { history } = await getCareer(rectorat, teacher.id);
    expect(history.map(({ kind, reason: why }) => [kind, why]).reverse()).toEqual([
      ["ADD", null],
      ["ADD", null],
      ["CORRECT", reason],
      ["REMOVE", "Promotion d'une homonyme"],
    ]);
    expect(history[0]).toMatchObject({
      by: rectorat.name,
      before: [
        { from: "2008-09-01", to: "2012-08-31" },
        { from: "2012-09-01", grade: "HC" },
      ],
      after: [{ from: "2008-09-01", to: null, grade: "CN" }],
    });
    const events = await db.auditEvent.findMany({
      where: { action: "career.change", subjectId: teacher.id },
      orderBy: { id: "asc" },
    });
    expect(events).toHaveLength(4);
    expect(events[1]).toMatchObject({
      byId: rectorat.personId,
      facts: {
        ...{ kind: "ADD", before: "2008-09-01..:TEACHER/CERTIFIE/CN/whole/TEACHING" },
        after:
          "2008-09-01..2012-02-29:TEACHER/CERTIFIE/CN/whole/TEACHING 2012-03-01..:TEACHER/CERTIFIE/HC/whole/TEACHING",
      },
    });
    // What nobody has paid yet is priced again, by whoever listens.
    const told = await db.outbox.findMany({ where: { name: "career.changed" } });
    expect(told.filter(({ payload }) => (payload as { personId: string }).personId === teacher.id)).toHaveLength(4);
    expect(jobsOf("career.changed", { personId: teacher.id })).toEqual([
      { job: "budget.priceAgain", payload: { personId: teacher.id } },
    ]);
    expect(JSON.stringify(events.map(({ facts }) => facts))).not.toContain("homonyme");
  });

  test("two who save at once: one is written, the other reads again; pressed twice it is once", async () => {
    const { teacher, rectorat, academie } = work;
    const colleague = await anActor({ role: "RECTORAT", place: academie });
    const { seen } = await getCareer(rectorat, teacher.id);
    const add = (facts: typeof hc | typeof certifie, from: string) => ({ ...ADD, seen, from, ...facts });
    const both = await Promise.allSettled([
      changeCareer(rectorat, teacher.id, add(hc, "2012-09-01")),
      changeCareer(colleague, teacher.id, add(hc, "2012-03-01")),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { key: "career.changedSince" } });
    expect(await db.careerChange.count({ where: { personId: teacher.id } })).toBe(1);
    const [, row] = (await getCareer(rectorat, teacher.id)).rows;
    await changeCareer(rectorat, teacher.id, add(hc, row?.from ?? ""));
    expect(await db.careerChange.count({ where: { personId: teacher.id } })).toBe(1);
  });

  test("what the rules refuse writes nothing", async () => {
    const { teacher, rectorat } = work;
    const before = await careerOf(teacher.id);
    const refused = (from: string, facts: object = hc) =>
      expect(say(rectorat, teacher.id, { ...ADD, from, ...hc, ...facts })).rejects;
    await refused("2005-09-01").toMatchObject({ key: "career.sameDay", field: "from" });
    await refused("1012-09-01").toMatchObject({ key: "career.tooEarly" });
    await refused("2112-09-01").toMatchObject({ key: "career.tooLate" });
    await refused("2012-09-01", certifie).toMatchObject({ key: "career.nothingChanges" });
    await refused("2012-09-01", { corps: "CPE" }).toMatchObject({ key: "career.corpsOfAnother" });
    const rowId = (await getCareer(rectorat, await stranger())).rows[0]?.id ?? "";
    await expect(say(rectorat, teacher.id, { kind: "REMOVE", rowId, reason })).rejects.toMatchObject({
      key: "career.rowUnknown",
    });
    expect(await careerOf(teacher.id)).toEqual(before);
    expect(await db.careerChange.count({ where: { personId: teacher.id } })).toBe(0);
  });
  /** Another person of the school, whose rows are not this one's. */
  const stranger = async () => (await aPerson({ role: "TEACHER", place: work.school })).id;
});
