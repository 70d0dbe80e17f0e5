import { setClock } from "@tests/factories/clock";
import { anAllotment, aProposedIfic } from "@tests/factories/flat";
import { aWorkplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { expect, test } from "vitest";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

test("a decision is refused without credits, taken with them, refused and taken again; each page leads to the other", async () => {
  const work = await aWorkplace();
  const { rectorat, ctice, head, teacher } = work;
  const envelopeId = await anAllotment(work.academie, ["IFIC"], 55_000);
  const path = `/missions/${await aProposedIfic(work)}`;
  const before = await ask(rectorat, path);
  expect(before.html).toMatch(/value="decide"/);
  expect(before.html).toMatch(/value="refuse"/);
  const short = await ask(rectorat, path, { intent: "decide" });
  expect(short.status).toBe(409);
  expect(short.text).toContain(
    "Refusé (BUD-02) : l'enveloppe « Dotation » n'a que 550,00 € disponibles pour 600,00 € ; il manque 50,00 €.",
  );
  expect((await ask(rectorat, path, { intent: "decide", amountCents: "500,00", reason: "Crédits" })).to).toBe(path);

  const page = await ask(ctice, path);
  expect(page.text).toMatch(/Crédits de la mission Dotation Décidé 500,00 € Engagé 500,00 €/);
  expect(page.html).toContain(`href="/budget/${envelopeId}"`);
  expect(page.html).not.toMatch(/value="(decide|refuse)"/);
  const envelope = await ask(ctice, `/budget/${envelopeId}`);
  expect(envelope.html).toContain(`href="${path}"`);
  expect(envelope.text).toContain(`${teacher.givenName} ${teacher.familyName}, ${work.school.name}`);
  expect(envelope.text).toContain("engagement – IFIC – Référent numérique");
  for (const actor of [head, await actorOf(teacher)])
    expect((await ask(actor, path)).text).not.toContain("Crédits de la mission");

  expect((await ask(rectorat, path, { intent: "refuse", reason: " " })).status).toBe(422);
  expect((await ask(head, path, { intent: "refuse", reason: "Non" })).status).toBe(403);
  expect((await ask(rectorat, path, { intent: "refuse", reason: "Fonction non exercée" })).to).toBe(path);
  const refused = await ask(await actorOf(teacher), path);
  expect(refused.text).toContain(
    "Le recteur a refusé cette rémunération le mercredi 10 octobre 2012 : Fonction non exercée",
  );
  expect(refused.text).toMatch(/Ce que le recteur avait dit avant : le .*10 octobre 2012, .* : 500,00 € décidés/);
  expect((await ask(ctice, path)).text).toContain("500,00 € ont été rendus à l'enveloppe.");

  expect((await ask(rectorat, path, { intent: "decide", amountCents: "550,00" })).text).toContain(
    "Indiquez pourquoi la décision change",
  );
  expect((await ask(rectorat, path, { intent: "decide", amountCents: "550,00", reason: "Service repris" })).to).toBe(
    path,
  );
  expect((await ask(ctice, path)).text).toMatch(/Engagé 550,00 €/);
});

test("what waits for credits or for a word says so", async () => {
  const work = await aWorkplace();
  const missionId = await aProposedIfic(work);
  const path = `/missions/${missionId}`;
  await ask(work.rectorat, path, { intent: "decide" });
  expect((await ask(work.ctice, path)).text).toContain("Aucune enveloppe de titre 2 n'admet cette rémunération");
  await anAllotment(work.academie, ["IFIC"], 100);
  expect((await ask(work.ctice, path)).text).toContain(
    "600,00 € sont décidés et ne sont pas engagés : l'enveloppe n'a que 1,00 € disponibles",
  );
  const held = await aWorkplace();
  await anAllotment(held.academie, ["IFIC"]);
  const other = await aProposedIfic(held);
  await ask(held.rectorat, `/missions/${other}`, { intent: "decide" });
  await endMission(held.ctice, other, { lastDay: "2012-10-05", reason: "Mutation" });
  expect((await ask(held.ctice, `/missions/${other}`)).text).toContain(
    "le montant reste engagé jusqu'à ce que le rectorat décide d'un montant ou refuse",
  );
});
