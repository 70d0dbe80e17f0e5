import { randomUUID } from "node:crypto";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { aPreparedCohort, theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { aDesignMission, anActivity } from "@tests/factories/planned";
import { expect, test } from "vitest";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { db } from "~/platform/db.server";
import { thePages } from "./pages";

const ask = await thePages();
await setClock("2012-10-10T07:00:00Z");
await theRates();

test("an activity is attested without a script, nothing ticked beforehand; the trainee reads where her hour comes from", async () => {
  const prepared = await aPreparedCohort();
  const { referent, cohort, enrolments, head, money } = prepared;
  const activity = await anActivity(cohort);
  const here = `/sessions/${cohort.id}/activites`;
  expect((await ask(referent, here)).text).toContain("La session n'est pas en cours");
  await openCohort(referent, cohort.id, money);
  const page = await ask(referent, here);
  expect(page.text).toContain("à distance, 2 h 00 prévues");
  expect(page.html.match(/name="enrolmentIds"/g)).toHaveLength(3);
  expect(page.html).not.toContain("checked");
  expect(page.text).not.toContain("Tout cocher");
  expect((await ask(head, here)).html).not.toContain("enrolmentIds");

  const attest: [string, string][] = [
    ["intent", "attest"],
    ["activityId", activity.id],
  ];
  const nobody = await ask(referent, here, attest);
  expect(nobody.status).toBe(422);
  expect(nobody.text).toContain("Cochez au moins une personne.");
  const two = enrolments.slice(0, 2).map(({ id }): [string, string] => ["enrolmentIds", id]);
  expect((await ask(referent, here, [...attest, ...two])).to).toBe(here);
  const rows = await db.activityAttestation.findMany({ where: { activityId: activity.id } });
  expect(rows).toHaveLength(2);
  for (const { id } of rows) await bookActivity(id);

  const trainee = await actorOf({ id: enrolments[0]?.personId ?? "" });
  const list = await ask(trainee, "/heures");
  expect(list.text).toContain("Écrire la séquence");
  const line = await db.hourEntry.findFirstOrThrow({ where: { personId: trainee.personId } });
  const origin = await ask(trainee, `/heures/${line.id}`);
  expect(origin.text).toMatch(/Activité à distance « Écrire la séquence », 2 h 00 prévues/);
  expect(origin.text).toMatch(/Attestée le .* par Camille/);
  expect(origin.text).toContain("Le temps de connexion n'est jamais mesuré");
  expect((await ask(trainee, here)).status).toBe(404);

  const attestationId = rows.find(({ enrolmentId }) => enrolmentId === enrolments[0]?.id)?.id ?? "";
  const withdraw = (reason: string) =>
    ask(referent, here, [
      ["intent", "withdraw"],
      ["attestationId", attestationId],
      ["reason", reason],
    ]);
  expect((await withdraw(" ")).text).toContain("Indiquez le motif");
  expect((await withdraw("Travail d'une autre équipe")).to).toBe(here);
  const { id: withdrawalId } = await db.activityWithdrawal.findFirstOrThrow({ where: { attestationId } });
  expect((await ask(referent, here)).text).toContain("En attente d'une seconde personne");
  expect((await ask(head, here)).text).toContain("Approuver le retrait");
  const approve: [string, string][] = [
    ["intent", "approve"],
    ["withdrawalId", withdrawalId],
  ];
  expect((await ask(head, here, approve)).to).toBe(here);
  await bookActivity(attestationId);
  expect((await ask(trainee, `/heures/${line.id}`)).text).toContain("Attestation retirée par");
});

test("a work of design goes from its form to its hour: declared, attested by another, certified by a third", async () => {
  const work = await aWorkplace();
  const { missionId, holder } = await aDesignMission(work);
  const here = `/missions/${missionId}/travaux`;
  expect((await ask(holder, `/missions/${missionId}`)).html).toContain(here);
  expect((await ask(holder, here)).text).toContain("Déclarer un travail");
  expect((await ask(work.head, here)).text).not.toContain("Déclarer un travail");
  const declare = (over: Record<string, string> = {}) => {
    const typed = {
      intent: "declare",
      id: randomUUID(),
      day: "2012-10-04",
      minutes: "3 h 00",
      pathId: "",
      scenarioId: "",
    };
    const said = { task: "Scénario de l'atelier", made: "Fiches de l'atelier" };
    return ask(holder, here, Object.entries({ ...typed, ...said, ...over }));
  };
  expect((await declare({ day: "2012-10-11" })).text).toContain("n'est pas encore passé");
  expect((await declare({ minutes: "5 min" })).text).toContain("Un travail déclaré compte de 15 min");
  expect((await declare()).to).toBe(here);
  const { id: workId } = await db.designWork.findFirstOrThrow({ where: { missionId } });
  const attest: [string, string][] = [
    ["intent", "attest"],
    ["workId", workId],
  ];
  expect((await ask(holder, here, attest)).status).toBe(403);
  expect((await ask(work.head, here, attest)).to).toBe(here);
  const line = await db.hourEntry.findFirstOrThrow({ where: { designWorkId: workId } });
  const origin = await ask(holder, `/heures/${line.id}`);
  expect(origin.text).toMatch(/Fiches de l'atelier, 3 h 00 le jeudi 4 octobre 2012/);
  expect(origin.text).toContain("Travail attesté par");
  expect((await ask(holder, "/heures/declarer")).text).toContain("Fiches de l'atelier, jeudi 4 octobre");

  expect((await ask(work.head, "/heures/certifier")).text).toMatch(/une autre personne|ne peut pas certifier|EVD-03/);
  const certify: [string, string][] = [
    ["intent", "certify"],
    ["entryIds", line.id],
  ];
  expect((await ask(work.head, "/heures/certifier", certify)).status).toBe(409);
  expect((await ask(work.ctice, "/heures/certifier")).text).toContain("travail de conception déclaré et attesté");
  expect((await ask(work.ctice, "/heures/certifier", certify)).to).toBe("/heures/certifier");
  expect((await ask(holder, `/heures/${line.id}`)).text).toContain("Service fait certifié par");
});
