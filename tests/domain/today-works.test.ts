import { setClock } from "@tests/factories/clock";
import { anOpenCohort } from "@tests/factories/hours";
import { aWorkplace } from "@tests/factories/mission";
import { actorOf, anActor } from "@tests/factories/person";
import { aDesignMission, anActivity, anAttestedWork, attested, aWork } from "@tests/factories/planned";
import { expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { decideWithdrawal, proposeWithdrawal } from "~/domain/attendance/commands/withdraw-activity.server";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { listWaiting } from "~/domain/today/queries.server";

await setClock("2012-10-10T07:00:00Z");

const kinds = [
  "workToAttest",
  "workRefused",
  "workToDeclare",
  "withdrawalToDecide",
  "hourCorrectionToDecide",
  "toCertify",
];
const waits = async (actor: Actor) =>
  (await listWaiting(actor))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, to, facts }) => [kind, to, facts.minutes ?? facts.reason ?? facts.title]);

test("a declared work waits for whoever may attest it, once a mission; its author reads what is left and what was refused", async () => {
  const work = await aWorkplace();
  const { holder, missionId } = await aDesignMission(work);
  const here = `/missions/${missionId}/travaux`;
  expect(await waits(holder)).toEqual([["workToDeclare", here, 0]]);
  const first = await aWork(holder, missionId);
  const second = await aWork(holder, missionId, { minutes: 60 });
  for (const one of [work.head, work.ctice, work.office])
    expect(await waits(one)).toEqual([["workToAttest", here, 240]]);
  expect(await waits(holder)).toEqual([["workToDeclare", here, 240]]);
  for (const other of [work.rectorat, await anActor({ role: "CTICE", place: (await aWorkplace()).academie })])
    expect(await waits(other)).toEqual([]);

  await decideWork(work.ctice, missionId, { workId: second, attest: false, reason: "Rien à lire" });
  await decideWork(work.ctice, missionId, { workId: first, attest: true });
  expect(await waits(holder)).toEqual([
    ["workRefused", here, "Rien à lire"],
    ["workToDeclare", here, 180],
  ]);
  await aWork(holder, missionId, { minutes: 180 });
  // All that was entrusted is declared.
  expect((await waits(holder)).map(([kind]) => kind)).toEqual(["workRefused"]);
});

test("an attested work waits for the head, and for the académie where the head attested it", async () => {
  const work = await aWorkplace();
  const { head, ctice, office } = work;
  const { holder, missionId } = await aDesignMission(work);
  const certify = ["toCertify", "/heures/certifier"];
  const byOffice = await anAttestedWork(holder, office, missionId, { minutes: 60 });
  expect(await waits(head)).toEqual([[...certify, 60]]);
  expect(await waits(ctice)).toEqual([]);
  const byHead = await anAttestedWork(holder, head, missionId, { minutes: 90 });
  expect(await waits(head)).toEqual([[...certify, 60]]);
  expect(await waits(ctice)).toEqual([[...certify, 90]]);
  await certifyService(head, [byOffice.id]);
  await certifyService(ctice, [byHead.id]);
  for (const one of [head, ctice]) expect(await waits(one)).toEqual([]);
  await proposeHourCorrection(holder, byHead.id, { trueMinutes: 60, reason: "Une heure suffit" });
  for (const one of [head, ctice])
    expect(await waits(one)).toEqual([["hourCorrectionToDecide", `/heures/${byHead.id}`, 90]]);
});

test("a proposed withdrawal waits for a second person who leads or answers for the session, never for who proposed", async () => {
  const { cohort, enrolments, referent, school } = await anOpenCohort();
  const lead = await actorOf(referent);
  const head = await anActor({ role: "HEAD", place: school });
  const activity = await anActivity(cohort);
  const [one] = await attested(lead, cohort.id, activity.id, enrolments);
  const proposal = { attestationId: one?.id ?? "", reason: "Travail d'une autre équipe" };
  const { id: withdrawalId } = await proposeWithdrawal(lead, cohort.id, proposal);
  expect(await waits(head)).toEqual([["withdrawalToDecide", `/sessions/${cohort.id}/activites`, cohort.title]]);
  const concerned = await actorOf({ id: enrolments[0]?.personId ?? "" });
  for (const other of [lead, concerned, await anActor({ role: "RECTORAT", place: school })])
    expect(await waits(other)).toEqual([]);
  await decideWithdrawal(head, cohort.id, { withdrawalId, approve: true });
  expect(await waits(head)).toEqual([]);
});
