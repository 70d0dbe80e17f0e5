import { certifie, forget, hc, say } from "@tests/factories/career";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { aDraft, decideThrough, theRates } from "@tests/factories/pay";
import { actorOf, aPerson } from "@tests/factories/person";
import { expect, test } from "vitest";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

const pageOf = (personId: string) => `/academie/personnes/${personId}/carriere`;
const facts = { category: "TEACHER", corps: "CERTIFIE", grade: "HC", fullService: "yes", mainDuty: "TEACHING" };
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

test("the rectorat reads what a change does, presses, and finds it on the page; the person reads it too", async () => {
  const { teacher, rectorat, ctice, entry, statement } = await aDraft();
  await decideThrough({ ctice, rectorat }, statement.id);
  const path = pageOf(teacher.id);
  const page = await ask(rectorat, path);
  expect(page.text).toContain("depuis le 1er septembre 2005");
  expect(page.text).toContain("certifié");
  const seen = hidden(page.html, "seen");

  const checked = await ask(rectorat, path, { intent: "check", kind: "ADD", seen, from: "01/09/2012", ...facts });
  expect(checked.text).toContain("1 ligne déjà payée garde son montant");
  expect(checked.html).toContain(`href="/heures/${entry.id}"`);
  expect(checked.html).toMatch(/name="intent" value="write"/);
  expect(await db.careerChange.count({ where: { personId: teacher.id } })).toBe(0);

  const done = await ask(rectorat, path, { intent: "write", kind: "ADD", seen, from: "01/09/2012", ...facts });
  expect(done.to).toBe(path);
  const after = await ask(rectorat, path);
  expect(after.text).toContain("hors classe");
  expect(after.text).toContain(`${rectorat.name} : période complétée.`);
  // Another tab still shows the career as it was.
  const stale = await ask(rectorat, path, { intent: "write", kind: "ADD", seen, from: "2012-03-01", ...facts });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("La carrière a changé depuis que vous l'avez lue.");

  const own = await actorOf(teacher);
  const read = await ask(own, path);
  expect(read.text).toContain("Ma carrière");
  expect(read.html).not.toContain('value="check"');
  expect((await ask(own, "/compte")).text).toMatch(/Ma carrière.*hors classe/s);
  const denied = await ask(own, path, { intent: "write", kind: "ADD", seen, from: "2012-03-01", ...facts });
  expect(denied.status).toBe(403);
  expect((await ask(ctice, path)).status).toBe(404);
  expect((await ask((await aWorkplace()).rectorat, path)).status).toBe(404);
});

test("a row is corrected and taken away with a reason; a refusal stands in its own form", async () => {
  const { teacher, rectorat } = await aWorkplace();
  await say(rectorat, teacher.id, { kind: "ADD", from: "2012-09-01", ...hc });
  const path = pageOf(teacher.id);
  const page = await ask(rectorat, path);
  const seen = hidden(page.html, "seen");
  const [, row] = await db.career.findMany({ where: { personId: teacher.id }, orderBy: { validFrom: "asc" } });
  const given = { intent: "check", seen, rowId: row?.id ?? "" };
  const unexplained = await ask(rectorat, path, { ...given, kind: "REMOVE", reason: " " });
  expect(unexplained.status).toBe(422);
  expect(unexplained.text).toContain("Dites le motif");
  const backwards = { ...given, kind: "CORRECT", from: "2012-09-01", to: "2012-08-01", reason: "Erreur", ...facts };
  expect((await ask(rectorat, path, backwards)).text).toContain("Le dernier jour est avant le premier.");
  const noDay = await ask(rectorat, path, { ...backwards, from: "31/02/2012" });
  expect(noDay.text).toContain("Ce jour n'existe pas.");
  const removed = await ask(rectorat, path, { ...given, intent: "write", kind: "REMOVE", reason: "Saisie par erreur" });
  expect(removed.to).toBe(path);
  await db.person.update({ where: { id: rectorat.personId }, data: { locale: "en" } });
  const english = await ask(await actorOf({ id: rectorat.personId }), path);
  expect(english.text).toContain("Reason: Saisie par erreur");
  expect(english.text).toContain("period taken away");
});

test("the list of people leads to careers, for the rectorat alone", async () => {
  const { teacher, rectorat, head } = await aWorkplace();
  const people = await ask(rectorat, "/academie/personnes");
  expect(people.html).toContain(`href="${pageOf(teacher.id)}"`);
  expect(people.html).not.toContain(`href="${pageOf(rectorat.personId)}"`);
  expect(people.html).toContain('href="/academie/personnes/carrieres"');
  expect((await ask(head, "/academie/personnes")).html).not.toContain("carriere");
});

test("a list is pasted, read line by line, then written", async () => {
  const { teacher, rectorat, head } = await aWorkplace();
  await forget(teacher);
  const path = "/academie/personnes/carrieres";
  expect((await ask(head, path)).status).toBe(403);
  const rest = "certifié;classe normale;complet;enseignement;01/09/2012";
  const { email } = await db.person.findUniqueOrThrow({ where: { id: teacher.id } });
  const wrong = await ask(rectorat, path, { intent: "check", list: `${email};${rest}\nqui@fictif.example;${rest}` });
  expect(wrong.text).toContain("Une ligne est refusée");
  expect(wrong.text).toContain("Personne de votre académie n'a l'adresse ou l'identifiant « qui@fictif.example ».");
  expect(wrong.html).not.toMatch(/name="intent" value="write"/);
  const read = await ask(rectorat, path, { intent: "check", list: `${email};${rest}` });
  expect(read.text).toContain("écrite à partir du");
  const seen = hidden(read.html, "seen");
  const done = await ask(rectorat, path, { intent: "write", list: `${email};${rest}`, seen });
  expect(done.to).toBe("/academie/personnes");
  expect(await db.career.count({ where: { personId: teacher.id } })).toBe(1);
  const empty = await ask(rectorat, path, { intent: "check", list: "" });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain("La liste est vide.");
});

test("what waits for a career leads there, for whoever may write it", async () => {
  const { teacher, rectorat, ctice, entry, statement } = await aDraft();
  await forget(teacher);
  const { redraftChanged } = await import("~/domain/budget/statements.server");
  await redraftChanged();
  const link = `href="${pageOf(teacher.id)}"`;
  for (const path of ["/", `/heures/${entry.id}`, `/etats/${statement.id}`]) {
    expect((await ask(rectorat, path)).html, path).toContain(link);
    expect((await ask(ctice, path)).html, path).not.toContain(link);
  }
  expect((await ask(rectorat, "/")).text).toContain("Carrière à compléter");
  await say(rectorat, teacher.id, { kind: "ADD", from: "2012-09-01", ...certifie });
  await redraftChanged();
  expect((await ask(rectorat, "/")).text).not.toContain("Carrière à compléter");
});

test("somebody invited and not yet known by name is called by her address", async () => {
  const { school, rectorat } = await aWorkplace();
  const invited = await aPerson({ role: "TEACHER", place: school, givenName: "", familyName: "" });
  await forget(invited);
  const page = await ask(rectorat, pageOf(invited.id));
  expect(page.text).toContain(`Carrière de ${invited.email}`);
  expect(page.text).toContain("Aucune période n'est connue");
});
