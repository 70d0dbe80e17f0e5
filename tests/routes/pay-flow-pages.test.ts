import { randomUUID } from "node:crypto";
import { setClock } from "@tests/factories/clock";
import { aDraft, aWorkedCohort, theRates } from "@tests/factories/pay";
import { expect, test } from "vitest";
import { controlStatement } from "~/domain/budget/statements.server";
import { returnStatement } from "~/domain/pay/commands/control.server";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

test("a trainer declares her month, contests, and the head reads both before certifying", async () => {
  const { referent, head } = await aWorkedCohort();
  const page = await ask(referent, "/heures/declarer");
  expect(page.text).toContain("Ma déclaration est complète");
  expect(page.text).toContain("en attente de certification");
  const here = "/heures/declarer?mois=2012-10";
  expect((await ask(referent, here, { intent: "declare", month: "octobre" })).status).toBe(422);
  expect((await ask(referent, here, { intent: "declare", month: "2012-10" })).to).toBe(here);
  const contest = { intent: "contest", id: randomUUID(), month: "2012-10", entryId: "" };
  expect((await ask(referent, here, { ...contest, reason: "" })).text).toContain("Dites pourquoi.");
  expect((await ask(referent, here, { ...contest, reason: "Le 12, au CDI" })).to).toBe(here);
  expect((await ask(referent, here)).text).toMatch(/Déclarée complète le mercredi 17 octobre 2012.*Le 12, au CDI/);
  const certify = await ask(head, "/heures/certifier");
  expect(certify.text).toMatch(/complète le mercredi 17 octobre 2012/);
  expect(certify.text).toContain("octobre 2012 : Le 12, au CDI");
});

test("a draft says what it waits for, each state with who, when and why; held buttons list what is missing", async () => {
  const { statement, rectorat, ctice, head } = await aDraft();
  const path = `/etats/${statement.id}`;
  const waiting = await ask(rectorat, path);
  expect(waiting.text).toContain("Cet état n'est pas encore contrôlé par le CTICE");
  expect(waiting.html).not.toMatch(/value="(decide|export|control)"/);
  expect(waiting.text).toContain("Aucune fenêtre de saisie n'est connue pour octobre 2012");
  await returnStatement(ctice, statement.id, "Une heure manque");
  await controlStatement(ctice, statement.id);
  const ready = await ask(rectorat, path);
  expect(ready.text).toMatch(/Projet établi, à échéance.*Rendu par le contrôle, .* : Une heure manque.*Contrôlé, /);
  expect(ready.html).toMatch(/value="decide"/);
  expect((await ask(ctice, path)).html).not.toMatch(/value="(control|decide)"/);
  expect((await ask(head, path)).html).not.toMatch(/value="(control|return|decide|refuse|export)"/);
  const typed = { intent: "export", password: "une autre phrase" };
  expect((await ask(ctice, path, typed)).status).toBe(403);
});

test("the calendar is written, told on the pages, and a month closes after its list of what is left", async () => {
  const { academie, rectorat, ctice, head, school } = await aWorkedCohort();
  const calendar = "/etats/calendrier";
  const typed = { intent: "write", academieId: academie.id, application: "ASIE", month: "2012-10" };
  const days = { opensOn: "2012-11-02", closesOn: "2012-11-15", graceDays: "3", source: "Note de service" };
  const backwards = await ask(rectorat, calendar, { ...typed, ...days, closesOn: "2012-11-01" });
  expect(backwards.text).toContain("La fermeture ne peut pas précéder l'ouverture.");
  expect((await ask(rectorat, calendar, { ...typed, ...days })).to).toBe(calendar);
  expect((await ask(ctice, calendar)).text).toContain("15 novembre 2012");
  expect((await ask(ctice, calendar)).html).not.toMatch(/value="write"/);
  await setClock("2012-11-12T08:00:00Z");
  const told = "La saisie ASIE d'octobre 2012 ferme le jeudi 15 novembre, dans 3 jours.";
  for (const [actor, path] of [
    [rectorat, "/etats"],
    [head, "/heures/certifier"],
  ] as const)
    expect((await ask(actor, path)).text).toContain(told);

  const closing = `/etats/cloture?lieu=${school.id}&mois=2012-10`;
  const preview = await ask(rectorat, closing);
  expect(preview.text).toMatch(/Ce que la clôture laisserait de côté.*3 h 00/);
  expect((await ask(ctice, closing)).html).not.toMatch(/value="close"/);
  const close = { intent: "close", placeId: school.id, month: "2012-10" };
  expect((await ask(rectorat, closing, close)).to).toBe(closing);
  expect((await ask(rectorat, closing, close)).to).toBe(closing);
  expect(await db.monthClosingEvent.count({ where: { placeId: school.id } })).toBe(1);
  expect((await ask(rectorat, closing)).text).toContain("clos, délai en cours");
  expect((await ask(head, "/heures/certifier")).text).toContain("Le mois est clos : à certifier avant le");
  const reopen = { ...close, intent: "reopen" };
  expect((await ask(rectorat, closing, { ...reopen, reason: "" })).text).toContain("motif de la réouverture");
  expect((await ask(rectorat, closing, { ...reopen, reason: "Feuille retrouvée" })).to).toBe(closing);
  expect((await ask(rectorat, closing)).text).toMatch(/rouvert par .*, Feuille retrouvée/);
});
