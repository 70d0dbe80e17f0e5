import { anHsa } from "@tests/factories/answers";
import { setClock } from "@tests/factories/clock";
import { anAllotment, aProposedIfic } from "@tests/factories/flat";
import { aWorkplace, type Workplace } from "@tests/factories/mission";
import { theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { expect, test } from "vitest";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

const partTime = (work: Workplace, fullService = false) =>
  db.career.updateMany({ where: { personId: work.teacher.id }, data: { fullService } });
const sentence = "rien n'est établi pour un service partiel";
const answered = { intent: "answer", code: "PAY-05", question: '{"reason":"partTime"}' };

test("the rectorat answers what the rules hold on the mission's page; the others read who is awaited, then what was said", async () => {
  const work = await aWorkplace();
  const { rectorat, ctice, head, teacher } = work;
  await partTime(work);
  const path = `/missions/${await aProposedIfic(work)}`;
  const before = await ask(rectorat, path);
  expect(before.text).toContain(`${sentence} : une décision est attendue.`);
  expect(before.html).toMatch(/name="question" value="\{&quot;reason&quot;:&quot;partTime&quot;\}"/);
  for (const kind of ["PAY", "REFUSE"]) expect(before.html).toMatch(new RegExp(`name="answer"[^>]*value="${kind}"`));
  expect(before.html).not.toContain('value="FIRST"');
  for (const actor of [ctice, head, await actorOf(teacher)]) {
    const page = await ask(actor, path);
    expect(page.text).toContain("Question PAY-05 : une réponse du rectorat est attendue.");
    expect(page.html).not.toContain('value="answer"');
  }

  const empty = await ask(rectorat, path, { ...answered, reason: " " });
  expect(empty.status).toBe(422);
  expect(empty.text).toContain("Choisissez une des réponses proposées.");
  const stale = await ask(rectorat, path, { ...answered, question: "{}", answer: "PAY", reason: "Accord" });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("Les faits ont changé depuis que vous avez lu cette question");
  expect((await ask(head, path, { ...answered, answer: "PAY", reason: "Accord" })).status).toBe(403);
  const elsewhere = (await aWorkplace()).rectorat;
  expect((await ask(elsewhere, path, { ...answered, answer: "PAY", reason: "Accord" })).status).toBe(404);
  expect(await db.heldAnswer.count()).toBe(0);

  expect((await ask(rectorat, path, { ...answered, answer: "PAY", reason: "Fonction entière" })).to).toBe(path);
  const after = await ask(await actorOf(teacher), path);
  expect(after.text).toContain(
    `${sentence} : le rectorat a décidé le mercredi 10 octobre 2012 de payer (« Fonction entière »).`,
  );
  expect(after.text).toMatch(/Question PAY-05 : réponse de Camille Fictif-\d+, le .*10 octobre 2012/);
  expect((await ask(rectorat, path)).text).toContain("Répondre autrement");
  await db.person.update({ where: { id: head.personId }, data: { locale: "en" } });
  expect((await ask(head, path)).text).toMatch(/Question PAY-05: answered by Camille Fictif-\d+ on .*10 October 2012/);

  // What raised it changed: nothing is asked, and nothing is said of it.
  await partTime(work, true);
  expect((await ask(rectorat, path)).text).not.toContain("PAY-05");
  const late = await ask(rectorat, path, { ...answered, answer: "REFUSE", reason: "Trop tard" });
  expect(late.status).toBe(409);
  expect(late.text).toContain("Cette question ne se pose plus pour cette mission : rien n'a été enregistré.");
});

test("of two HSA one is given the raised hour; the page says which other has it", async () => {
  const work = await aWorkplace();
  await anAllotment(work.academie, ["HSA"]);
  const [one, other] = [await anHsa(work), await anHsa(work)];
  const page = await ask(work.rectorat, `/missions/${one}`);
  expect(page.text).toContain("une seule heure est au taux majoré : une décision est attendue.");
  const question = /name="question" value="([^"]*)"/.exec(page.html)?.[1]?.replaceAll("&quot;", '"') ?? "";
  const form = { intent: "answer", code: "HRS-06", question, answer: "FIRST", reason: "La première confiée" };
  expect((await ask(work.rectorat, `/missions/${one}`, form)).to).toBe(`/missions/${one}`);
  const taken = await ask(work.rectorat, `/missions/${other}`, form);
  expect(taken.status).toBe(409);
  expect(taken.text).toContain(
    "La mission « Formation continue du collège » de cette personne a déjà l'heure majorée de l'année",
  );
  expect(taken.html).toMatch(/value="FIRST"[^>]*checked|checked[^>]*value="FIRST"/);
});
