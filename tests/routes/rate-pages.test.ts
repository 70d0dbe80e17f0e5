import { PASSWORD } from "@tests/factories/account";
import { setClock } from "@tests/factories/clock";
import { aDraft, theRates } from "@tests/factories/pay";
import { aPilot, theRowOn } from "@tests/factories/rates";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { redraftDrafts } from "~/domain/budget/statements.server";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();
let pilot: Actor;
beforeAll(async () => {
  pilot = await aPilot();
});

const fresh = "/etats/taux/nouveaux";
const dated = { validFrom: "2017-01-01", validTo: "2017-08-31", source: "Arrêté d'essai du 5 janvier 2017" };
const facts = { point: "56,2323", lowestOthers: "383", highestOthers: "664" };
const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)"(?: autoComplete="username")? value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, value.replaceAll("&#x27;", "'")],
    ),
  );

test("everybody reads the rates of a day, with the days that have none", async () => {
  const { referent, rectorat } = await aDraft();
  const today = await ask(referent, "/etats/taux");
  expect(today.text).toMatch(
    /Du 1er juillet 2010 au 30 juin 2016 – Décret n° 50-1253 .* certifié, classe normale 37,36 € 1 076,01 € 1 291,21 €/,
  );
  expect(today.text).toContain(
    "Aucun taux du 1er janvier 2017 au 31 août 2017 pour tous les corps et grades du tableau",
  );
  expect(today.html).not.toContain(fresh);
  const inGap = await ask(rectorat, "/etats/taux?le=2017-03-01");
  expect(inGap.text).toContain("Aucun taux. Une heure de ce jour serait en attente");
  expect((await ask(rectorat, "/etats")).html).toContain('href="/etats/taux"');
  const { id } = await theRowOn("2010-07-01");
  const row = await ask(referent, `/etats/taux/${id}`);
  expect(row.text).toContain("N'a encore payé aucune heure.");
  expect(row.html).not.toMatch(/value="(end|withdraw)"/);
  expect((await ask(rectorat, fresh)).status).toBe(403);
});

test("the pilot types a set, reads what it would do beside what the décret gives, and writes it with the password", async () => {
  expect((await ask(pilot, "/etats/taux")).html).toContain(fresh);
  const asked = { intent: "preview", ...dated, ...facts, "CERTIFIE-CN-hourly": "39,00", "CERTIFIE-CN-yearly": "1 125" };
  const missing = await ask(pilot, fresh, asked);
  expect([missing.status, missing.text.includes("Donnez les trois montants de cette ligne.")]).toEqual([422, true]);
  // What was typed stays in its field.
  expect(missing.html).toMatch(/name="CERTIFIE-CN-hourly"[^>]*value="39,00"/);
  const preview = await ask(pilot, fresh, { ...asked, "CERTIFIE-CN-first": "1 350" });
  expect(preview.text).toMatch(/certifié, classe normale 39,00 € calculé : 39,31 € 1 125,00 € calculé :/);
  expect(preview.text).toContain("+4 %");
  expect(preview.text).toContain("Aucune ligne d'un projet d'état n'est concernée.");
  expect(await db.rateRow.count({ where: { validFrom: new Date("2017-01-01") } })).toBe(0);

  const carried = hidden(preview.html.slice(preview.html.indexOf("Taux qui viennent")));
  expect(carried).toMatchObject({ rows: "CERTIFIE;CN;39,00;1125,00;1350,00", validTo: "2017-08-31" });
  const write = { ...carried, ...dated, intent: "write" };
  const wrong = await ask(pilot, fresh, { ...write, password: "une autre phrase" });
  expect([wrong.status, wrong.text.includes("Taux qui viennent")]).toEqual([422, true]);
  const done = await ask(pilot, fresh, { ...write, password: PASSWORD });
  expect(done.to).toBe("/etats/taux?le=2017-01-01");
  expect((await ask(pilot, done.to ?? "")).text).toMatch(/certifié, classe normale 39,00 €/);
});

test("a table is pasted or computed; a line that cannot be read, or a great change, is said", async () => {
  const about = { ...dated, intent: "preview", validFrom: "2019-01-01", validTo: "2022-06-30" };
  const paste =
    "corps;grade;HSE;HSA;première HSA\nagrégé d’EPS;hors classe;55,45;1 597,05;1 916,46\nagrégé\tCN\t99\t1645,44\t1974,53";
  const unreadable = await ask(pilot, fresh, { ...about, rows: `${paste}\nrecteur;CN;1;2;3` });
  expect(unreadable.text).toContain("La ligne 4 ne se lit pas");
  const read = await ask(pilot, fresh, { ...about, rows: paste });
  expect(read.text).toMatch(/agrégé d'EPS, hors classe 55,45 €/);
  expect(read.html).toContain('name="confirmed"');
  const carried = { ...hidden(read.html.slice(read.html.indexOf("Taux qui viennent"))), source: dated.source };
  const unconfirmed = await ask(pilot, fresh, { ...carried, intent: "write", password: PASSWORD });
  expect(unconfirmed.text).toContain("Confirmez ces écarts, ou corrigez les montants.");
  // Said at the box too, under the preview as it was read.
  expect(unconfirmed.html).toMatch(/name="confirmed"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="confirmed"/);
  expect(unconfirmed.text).toContain("Taux qui viennent");
  const filled = await ask(pilot, fresh, { ...about, ...facts, fill: "on" });
  expect(filled.text.match(/égal au calcul/g)).toHaveLength(6);
  for (const [field, value, said] of [
    ["highestOthers", "300", "Donnez les deux indices"],
    ["point", "beaucoup", "La valeur du point"],
    ["validTo", "2018-12-31", "Le dernier jour ne peut pas"],
    ["source", "", "Indiquez le texte"],
  ] as const)
    expect((await ask(pilot, fresh, { ...about, ...facts, fill: "on", [field]: value })).text).toContain(said);
  const over = await ask(pilot, fresh, { ...about, validFrom: "2018-01-01", rows: paste });
  expect(over.text).toContain("agrégé, classe normale : un taux couvre déjà ces jours");
});

test("a held hour leads to the rates of its day, and the pilot's day tells of it without a name", async () => {
  const { statement, entry, referent, rectorat } = await aDraft();
  const { id } = await theRowOn("2010-07-01");
  const taken = { intent: "withdraw", reason: "Arrêté mal lu", password: PASSWORD };
  expect((await ask(pilot, `/etats/taux/${id}`)).text).toMatch(/déjà chiffrée/);
  expect((await ask(pilot, `/etats/taux/${id}`, { ...taken, reason: "" })).text).toContain("Indiquez le motif.");
  expect((await ask(pilot, `/etats/taux/${id}`, taken)).to).toBe(`/etats/taux/${id}`);
  expect((await ask(pilot, `/etats/taux/${id}`)).text).toMatch(/Retiré le .* : Arrêté mal lu/);
  await redraftDrafts();
  const there = 'href="/etats/taux?le=2012-10-17"';
  expect((await ask(rectorat, `/etats/${statement.id}`)).html).toContain(there);
  expect((await ask(referent, `/heures/${entry.id}`)).html).toContain(there);
  const today = await ask(pilot, "/");
  expect(today.text).toContain("Heures sans taux en octobre 2012 : certifié, classe normale");
  expect(today.text).toMatch(/Dans \d+ académies?, elles attendent/);
  const { familyName } = await db.person.findUniqueOrThrow({ where: { id: referent.personId } });
  expect(today.html).not.toContain(familyName);
  expect((await ask(pilot, "/etats/taux?le=2012-10-17")).html).not.toContain(familyName);
});
