import { setClock } from "@tests/factories/clock";
import { expect, test } from "vitest";
import { hashPassword } from "~/domain/account/passwords.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";
import { seedGroundwork } from "../../prisma/seed/groundwork";
import { seedHistory } from "../../prisma/seed/history";
import { demoPassword, seedPeople } from "../../prisma/seed/people";
import { seedPlaces } from "../../prisma/seed/places";
import { as, at } from "../../prisma/seed/stage";
import { verifyAll } from "../../workers/verify";

test("the term of the demonstration plays on the real commands, in several channels, and nothing of it is broken", async () => {
  await setClock("2012-05-29T06:00:00Z");
  const places = await seedPlaces();
  const people = await seedPeople(places, await hashPassword(demoPassword));
  await seedGroundwork(places);
  await seedHistory(places, people);
  await at("2012-10-10", "09:00");
  expect((await verifyAll({ settledMinutes: 0 })).flatMap(({ broken }) => broken)).toEqual([]);

  const vacation = await db.mission.findFirstOrThrow({ where: { channel: "VACATION" }, include: { letter: true } });
  expect(vacation).toMatchObject({ level: "approfondissement", rateCents: 4_500, letter: { status: "SIGNED" } });
  expect(vacation.title).toContain("inventé");
  const waiting = await listWaiting(await as(people.rectorat));
  expect(waiting.filter(({ kind }) => kind === "missionToDecide")).toMatchObject([
    { facts: { name: "Nolwenn Cariou", cents: 60_000 } },
  ]);
  // Everybody and every school is invented.
  expect(await db.place.count({ where: { kind: "SCHOOL", fictional: false } })).toBe(0);
  expect(await db.person.count({ where: { fictional: false } })).toBe(0);
});
