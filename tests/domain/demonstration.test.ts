import { certifie, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { expect, test } from "vitest";
import { hashPassword } from "~/domain/account/passwords.server";
import { getActivities } from "~/domain/attendance/activity.server";
import { redraftChanged } from "~/domain/budget/statements.server";
import { getWorks } from "~/domain/hours/work.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { readFindings } from "~/domain/pay/statement.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";
import { seedGroundwork } from "../../prisma/seed/groundwork";
import { seedHistory } from "../../prisma/seed/history";
import { demoPassword, type People, seedPeople } from "../../prisma/seed/people";
import { seedPlaces } from "../../prisma/seed/places";
import { as, at } from "../../prisma/seed/stage";
import { verifyAll } from "../../workers/verify";

test("the term of the demonstration plays on the real commands, in several channels, and nothing of it is broken", async () => {
  await setClock("2012-05-29T06:00:00Z");
  const places = await seedPlaces();
  const passwordHash = await hashPassword(demoPassword);
  const people = await seedPeople(places, passwordHash);
  await seedGroundwork(places);
  await seedHistory(places, people, passwordHash);
  await at("2012-10-10", "09:00");
  expect((await verifyAll({ settledMinutes: 0 })).flatMap(({ broken }) => broken)).toEqual([]);

  const vacation = await db.mission.findFirstOrThrow({
    where: { channel: "VACATION", kind: "TRAINING" },
    include: { letter: true },
  });
  expect(vacation).toMatchObject({ level: "approfondissement", rateCents: 4_500, letter: { status: "SIGNED" } });
  expect(vacation.title).toContain("inventé");
  const waiting = await listWaiting(await as(people.rectorat));
  expect(waiting.filter(({ kind }) => kind === "missionToDecide")).toMatchObject([
    { facts: { name: "Nolwenn Cariou", cents: 60_000 } },
  ]);
  // Somebody of whose career nobody has told: what she made waits, and the rectorat is led to her page.
  const held = await db.payLine.findMany({
    where: { decision: "HOLD", statement: { status: "DRAFT" } },
    select: { mission: { select: { personId: true } }, findings: true },
  });
  expect(held).toHaveLength(2);
  const [personId] = [...new Set(held.map(({ mission }) => mission.personId))];
  expect(waiting.filter(({ kind }) => kind === "careerToComplete")).toEqual([
    {
      ...{ kind: "careerToComplete", to: `/academie/personnes/${personId}/carriere` },
      facts: { name: "Morgane Nouvelle-Venue", count: 2 },
    },
  ]);
  expect(
    held.flatMap(({ findings }) => readFindings(findings)).map(({ code, decision }) => [code, decision]),
  ).toContainEqual([...["PAY-13", "HOLD"]]);
  await say(await as(people.rectorat), personId ?? "", { kind: "ADD", from: "2012-09-01", ...certifie });
  await redraftChanged();
  expect(await db.payLine.count({ where: { decision: "HOLD", statement: { status: "DRAFT" } } })).toBe(0);
  await hoursWithoutASheet(people);
  // Everybody and every school is invented.
  expect(await db.place.count({ where: { kind: "SCHOOL", fictional: false } })).toBe(0);
  expect(await db.person.count({ where: { fictional: false } })).toBe(0);
});

/** Works of design and activities at a distance: done, refused, and waiting for each of those who have something to say. */
async function hoursWithoutASheet({ ctice, heads, teachers }: People) {
  const designs = await db.mission.findMany({ where: { kind: "DESIGN" }, orderBy: { title: "asc" } });
  expect(designs.map(({ title }) => title).every((title) => title.includes("inventé"))).toBe(true);
  const works = async (person: { id: string }) => {
    const mission = designs.find(({ personId }) => personId === person.id);
    return (await getWorks(await as(heads.tilleuls), mission?.id ?? "")).works;
  };
  const [claire] = teachers.tilleuls;
  expect((await works(claire ?? { id: "" })).map(({ state, mayAttest }) => [state, mayAttest])).toEqual([
    ["DECLARED", true],
    ["REFUSED", false],
    ["ATTESTED", false],
    ["ATTESTED", false],
    ["ATTESTED", false],
  ]);
  // Whoever attested a work leaves its certification to another.
  const toCertify = async (person: { id: string }) =>
    (await listToCertify(await as(person)))
      .filter(({ mission, blocked }) => mission.title.startsWith("Concevoir") && blocked === null)
      .map(({ title }) => title);
  expect(await toCertify(heads.tilleuls)).toEqual(["Trois fiches d’exercices, une par niveau"]);
  expect(await toCertify(ctice)).toEqual(["Consignes pour l’animation, relues par l’équipe"]);
  expect(await toCertify(heads.phare)).toEqual(["Dix exercices gradués et leurs corrigés"]);

  const session = await db.cohort.findFirstOrThrow({ where: { title: "Enseigner avec le TNI, groupe 1" } });
  const { activities, can } = await getActivities(await as(claire ?? { id: "" }), session.id);
  expect(can).toEqual({ attest: true, withdraw: true });
  const [positioning, charter, exercise] = activities;
  expect(positioning).toMatchObject({ attested: { length: 10 }, waiting: { length: 2 } });
  expect(charter).toMatchObject({ attested: { length: 7 }, waiting: { length: 5 } });
  expect(exercise).toMatchObject({ attested: [], waiting: { length: 12 } });
  const seen = await getActivities(await as(heads.tilleuls), session.id);
  expect(seen.activities[1]?.attested.flatMap(({ withdrawal }) => withdrawal?.mayDecide ?? [])).toEqual([true]);
  expect(await db.hourEntry.count({ where: { source: "ACTIVITY", minutes: { lt: 0 } } })).toBe(1);
}
