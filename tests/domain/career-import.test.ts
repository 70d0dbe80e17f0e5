import { careerOf, certifie, forget, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { importCareers } from "~/domain/career/commands/import.server";
import { weighList } from "~/domain/pay/career-lines.server";
import { db } from "~/platform/db.server";

beforeAll(() => setClock("2012-10-10T07:00:00Z"));

const rest = "hors classe;complet;enseignement";
const lineOf = (who: string, from = "01/09/2012", corps = "certifié") => `${who};${corps};${rest};${from}`;
async function aSchoolOf(count: number) {
  const work = await aWorkplace();
  const people = [];
  for (let n = 0; n < count; n++) people.push(await aPerson({ role: "TEACHER", place: work.school }));
  return { ...work, people };
}
const outcomesOf = (read: Awaited<ReturnType<typeof weighList>>) =>
  read.lines.map(({ number, outcome }) =>
    outcome.kind === "refused"
      ? [number, outcome.fault.key.replace("career.", ""), outcome.fault.facts]
      : [number, outcome.kind],
  );

test("a list is read line by line, then written as a whole, once", async () => {
  const { rectorat, people } = await aSchoolOf(3);
  const [first, second, third] = people.map((person) => person as { id: string; email: string });
  if (!first || !second || !third) throw new Error("nobody is there");
  await forget(first);
  const list = [
    "Adresse;Corps;Grade;Service;Activité principale;À partir du",
    lineOf(first.email, "2010-09-01"),
    lineOf(first.email, "2012-09-01", "agrégé"),
    lineOf(second.id),
    `${third.email.toUpperCase()};certifié;classe normale;complet;enseignement;2012-09-01`,
  ].join("\n");
  const read = await weighList(rectorat, list);
  expect(outcomesOf(read)).toEqual([
    [2, "writes"],
    [3, "writes"],
    [4, "writes"],
    [5, "same"],
  ]);
  expect(read).toMatchObject({ refused: 0, people: 2 });
  expect(await careerOf(first.id)).toEqual([]);
  expect(await importCareers(rectorat, list, read.seen)).toEqual({ people: 2 });
  expect(await careerOf(first.id)).toEqual([
    ["2010-09-01", "2012-08-31", "CERTIFIE", "HC"],
    ["2012-09-01", null, "AGREGE", "HC"],
  ]);
  expect(await careerOf(second.id)).toEqual([
    ["2005-09-01", "2012-08-31", "CERTIFIE", "CN"],
    ["2012-09-01", null, "CERTIFIE", "HC"],
  ]);
  expect(await db.auditEvent.count({ where: { action: "career.change", byId: rectorat.personId } })).toBe(2);
  expect(await db.outbox.count({ where: { name: "career.changed" } })).toBe(2);
  // The same list again: every line is so already.
  expect(outcomesOf(await weighList(rectorat, list)).map(([, kind]) => kind)).toEqual(Array(4).fill("same"));
  expect(await importCareers(rectorat, list, read.seen)).toEqual({ people: 0 });
  expect(await db.careerChange.count({ where: { byId: rectorat.personId } })).toBe(2);
});

test("each line that is refused says why, and then nothing is written", async () => {
  const { rectorat, people } = await aSchoolOf(2);
  const [one, other] = people.map((person) => person as { id: string; email: string });
  if (!one || !other) throw new Error("nobody is there");
  const stranger = await aPerson({ role: "TEACHER", place: await aSchool(await anAcademie()) });
  const list = [
    lineOf(one.email),
    lineOf("personne@fictif.example"),
    lineOf(stranger.email),
    lineOf(other.email, "31/02/2012"),
    lineOf(other.email, "01/09/2012", "adjoint"),
    lineOf(one.email),
    lineOf(rectorat.email),
    lineOf(other.email, "01/09/2005"),
    lineOf(other.email, "01/09/2055"),
  ].join("\n");
  const read = await weighList(rectorat, list);
  expect(read.lines[3]?.person).toBe(other.email);
  expect(outcomesOf(read)).toEqual([
    [1, "writes"],
    [2, "line.personUnknown", { word: "personne@fictif.example" }],
    // Whether she exists elsewhere is not said.
    [3, "line.personUnknown", { word: stranger.email }],
    [4, "line.from", { word: "31/02/2012" }],
    [5, "line.corps", { word: "adjoint" }],
    [6, "line.twice", { line: 1 }],
    [7, "line.ownCareer", {}],
    [8, "sameDay", { day: "2005-09-01" }],
    [9, "tooLate", { day: "2055-09-01", latest: "2013-10-11" }],
  ]);
  await expect(importCareers(rectorat, list, read.seen)).rejects.toMatchObject({ key: "career.listRefused" });
  expect(await careerOf(one.id)).toEqual([["2005-09-01", null, "CERTIFIE", "CN"]]);
});

test("careers that changed since the list was read are not changed unread; only a rectorat gives a list", async () => {
  const { rectorat, ctice, people } = await aSchoolOf(1);
  const [person] = people;
  if (!person) throw new Error("nobody is there");
  const list = lineOf(person.email);
  const { seen } = await weighList(rectorat, list);
  await say(rectorat, person.id, { kind: "ADD", from: "2012-03-01", ...certifie, fullService: false });
  await expect(importCareers(rectorat, list, seen)).rejects.toMatchObject({ key: "career.changedSince" });
  await expect(weighList(ctice, list)).rejects.toMatchObject({ code: "forbidden" });
  const away = await anActor({ role: "RECTORAT", place: await anAcademie() });
  expect((await weighList(away, list)).refused).toBe(1);
});

test("a list has bounds", async () => {
  const { rectorat } = await aSchoolOf(0);
  await expect(weighList(rectorat, " \n ")).rejects.toMatchObject({ key: "career.listEmpty" });
  await expect(weighList(rectorat, "a;b\n".repeat(501))).rejects.toMatchObject({
    ...{ key: "career.listTooLong", facts: { lines: 501, most: 500 } },
  });
  await expect(weighList(rectorat, "x".repeat(256 * 1024 + 1))).rejects.toMatchObject({ key: "career.listTooLarge" });
});

test("five hundred careers are read and written within one transaction", { timeout: 60_000 }, async () => {
  const { rectorat, school } = await aSchoolOf(0);
  const people = Array.from({ length: 500 }, (_, n) => ({
    ...{ id: crypto.randomUUID(), email: `liste-${n}-${school.id}@fictif.example` },
    ...{ givenName: "Dominique", familyName: `Fictif-L${n}`, fictional: true },
  }));
  await db.person.createMany({ data: people });
  await db.roleAssignment.createMany({
    data: people.map(({ id }) => ({
      ...{ personId: id, role: "TEACHER" as const, placeId: school.id, validFrom: new Date("2012-09-01") },
    })),
  });
  const list = people.map(({ email }) => lineOf(email)).join("\n");
  const { seen, refused } = await weighList(rectorat, list);
  expect(refused).toBe(0);
  expect(await importCareers(rectorat, list, seen)).toEqual({ people: 500 });
  expect(await db.career.count({ where: { personId: { in: people.map(({ id }) => id) } } })).toBe(500);
});
