import { setClock } from "@tests/factories/clock";
import { aDraft, theRates } from "@tests/factories/pay";
import { aPerson } from "@tests/factories/person";
import { expect, test } from "vitest";
import { proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { reconcileMonth } from "~/domain/pay/commands/reconcile.server";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

test("from the list of statements to the school, the person and the hour itself, each with its three figures", async () => {
  const { ctice, head, school, entry, statement, academie } = await aDraft();
  expect((await ask(ctice, "/etats")).html).toContain('href="/etats/rapprochement"');
  const here = "/etats/rapprochement?mois=2012-10";
  const page = await ask(ctice, here);
  expect(page.text).toContain("Mois de service : octobre 2012. Ce qui est déclaré, certifié et payé");
  expect(page.text).toMatch(
    /3 h 00 112,08 € 3 h 00 112,08 € 0 h 00 0,00 € dans un projet d'état : 1 ligne, 3 h 00, 112,08 €/,
  );
  expect(page.html).toContain(`/etats/rapprochement/${school.id}?mois=2012-10`);
  const one = await ask(ctice, `/etats/rapprochement/${school.id}?mois=2012-10`);
  expect(one.text).toContain("mois non déclaré");
  expect(one.html).toContain(`href="/heures/${entry.id}"`);
  expect(one.html).toContain(`href="/etats/${statement.id}"`);
  expect((await ask(ctice, `/etats/rapprochement/${school.id}?mois=2012-12`)).text).toContain(
    "Aucune mission pour ce choix",
  );
  expect((await ask(ctice, "/etats/rapprochement?annee=2012-2013&canal=IMP")).text).toContain(
    "Aucune mission pour ce choix",
  );
  expect(page.text).toContain("Aucun mois n'a encore été rapproché");

  await reconcileMonth(academie.id, "2012-10");
  const run = await db.reconciliationRun.findFirstOrThrow({ where: { academieId: academie.id } });
  expect((await ask(ctice, here)).html).toContain(`/etats/rapprochement/arretes/${run.id}.csv`);
  expect((await ask(ctice, `/etats/rapprochement/arretes/${run.id}.csv`)).text).toContain(
    "112,08;dans un projet d'état",
  );
  const ofHead = await ask(head, here);
  expect(ofHead.status).toBe(200);
  expect(ofHead.text).not.toContain("Rapprochements arrêtés");
  expect((await ask(ctice, "/")).text).toContain("Une ligne déclarée et pas encore payée");
});

test("a draft says before it is computed again who could still decide it", async () => {
  const { rectorat, statement } = await aDraft();
  expect((await ask(rectorat, `/etats/${statement.id}`)).text).toContain(
    "personne d'autre du rectorat ne pourra décider",
  );
});

test("the list of hours says which one somebody wants corrected", async () => {
  const { referent, head, entry } = await aDraft();
  expect((await ask(head, "/heures?vue=place")).text).not.toContain("correction proposée");
  await proposeHourCorrection(referent, entry.id, { trueMinutes: 120, reason: "Fini plus tôt" });
  for (const [actor, path] of [
    [head, "/heures?vue=place"],
    [referent, "/heures"],
  ] as const)
    expect((await ask(actor, path)).text).toContain("correction proposée");
});

test("the référents of every channel stand in the list with how they are paid, and an école has its way too", async () => {
  const { ctice, school, year, office } = await aDraft();
  const person = await aPerson({ role: "TEACHER", place: school, familyName: "Déchargée" });
  await db.mission.create({
    data: {
      personId: person.id,
      placeId: school.id,
      schoolYearId: year.id,
      kind: "FUNCTION",
      functionCode: "REFERENT_NUMERIQUE",
      title: "Référent numérique",
      channel: "DECHARGE",
      weeklyMinutes: 120,
      at: new Date("2012-09-10"),
      createdById: office.personId,
    },
  });
  const { text, html } = await ask(ctice, "/referents");
  expect(text).toMatch(/Déchargée.*2 h 00/);
  // Held by the role alone: named all the same.
  expect(text).toContain("sans mission de l'année");
  expect(html).not.toContain("École : pas d'IFIC");
  expect((await ask(ctice, `/referents?etablissement=${school.id}`)).html).toContain(
    `/missions/nouvelle?etablissement=${school.id}`,
  );
  expect((await ask(ctice, "/missions/nouvelle")).html).toMatch(/href="#missions".*id="missions"/s);
});
