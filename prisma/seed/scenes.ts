import { randomUUID } from "node:crypto";
import { liveCode } from "~/domain/attendance/codes.server";
import { closeSheet, tickPresence } from "~/domain/attendance/commands/close.server";
import { decideCorrection, proposeCorrection } from "~/domain/attendance/commands/correct.server";
import { planSeance } from "~/domain/attendance/commands/plan.server";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { signPresence } from "~/domain/attendance/commands/sign.server";
import { decideMissionMoney } from "~/domain/budget/commands/decide-mission.server";
import { enrolByEmails } from "~/domain/cohort/commands/enrol.server";
import { createCohort, makeTeams } from "~/domain/cohort/commands.server";
import { createTrainingMission } from "~/domain/mission/commands/create-training-mission.server";
import { nameReferent } from "~/domain/mission/commands/name-referent.server";
import { proposeAmount, recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { as, drain } from "./stage";

type Someone = { id: string; email: string };
type School = { id: string };

/** A référent is named, and the letter signed unless told. */
export async function name(by: Someone, head: Someone, person: Someone, school: School, year: string, signed = true) {
  const { missionId } = await nameReferent(await as(by), {
    schoolId: school.id,
    personId: person.id,
    schoolYearId: year,
  });
  if (signed) await signLetter(await as(head), missionId);
  return missionId;
}

/** The two councils, the head's proposition and the recteur's decision, committed: what an IFIC waits for (EVD-04). */
export async function decideIfic(head: Someone, rectorat: Someone, missionId: string, councils: [string, string]) {
  await recordCouncil(await as(head), missionId, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: councils[0] });
  await recordCouncil(await as(head), missionId, { kind: "CONSEIL_ADMINISTRATION", heldOn: councils[1] });
  await proposeAmount(await as(head), missionId, { amountCents: 400_00 });
  await decideMissionMoney(await as(rectorat), missionId, {});
}

export async function entrust(
  by: Someone,
  person: Someone,
  school: School,
  year: string,
  title: string,
  minutes: number,
) {
  const { missionId } = await createTrainingMission(await as(by), {
    id: randomUUID(),
    personId: person.id,
    schoolId: school.id,
    schoolYearId: year,
    title,
    plannedMinutes: minutes,
  });
  return missionId;
}

/** A cohort with its trainees, in preparation. */
export async function prepare(referent: Someone, school: School, year: string, title: string, trainees: Someone[]) {
  const version = await db.pathVersion.findFirstOrThrow({ orderBy: { number: "desc" } });
  const actor = await as(referent);
  const { id } = await createCohort(actor, {
    placeId: school.id,
    pathVersionId: version.id,
    schoolYearId: year,
    title,
  });
  if (trainees.length > 0) await enrolByEmails(actor, id, trainees.map(({ email }) => email).join("\n"));
  await drain();
  return id;
}

type When = { day: string; from: string; to: string; title: string; stage: number; room?: string; deputy?: Someone };

export async function plan(
  referent: Someone,
  cohortId: string,
  { day, from, to, title, stage, room = "Salle 104", deputy }: When,
) {
  const cohort = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
  const stages = await db.stage.findMany({ where: { pathVersionId: cohort.pathVersionId, position: stage } });
  const { id } = await planSeance(await as(referent), cohortId, {
    title,
    modality: "ON_SITE",
    stageId: stages[0]?.id ?? null,
    deputyId: deputy?.id ?? null,
    date: day,
    startTime: from,
    endTime: to,
    room,
    link: null,
  });
  await drain();
  return id;
}

/** Teachers sign by the code on the wall, each in a browser of their own; the last ones are ticked with a reason. */
export async function sign(referent: Someone, seanceId: string, signing: Someone[], ticked: Someone[] = []) {
  const sheet = await db.attendanceSheet.findUniqueOrThrow({ where: { seanceId }, include: { seance: true } });
  for (const person of signing) {
    const actor = await as(person);
    const browserHash = `demonstration-${person.id}`;
    const { token } = liveCode(sheet.id, realNow());
    const { receiptId } = await receiveCode({ proof: "QR", token }, { browserHash, accountId: actor.accountId });
    await signPresence(actor, receiptId, browserHash);
  }
  for (const person of ticked) {
    const enrolment = await db.enrolment.findFirstOrThrow({
      where: { cohortId: sheet.seance.cohortId, personId: person.id },
    });
    await tickPresence(await as(referent), seanceId, {
      enrolmentId: enrolment.id,
      reason: "Téléphone déchargé, présence constatée",
      present: true,
    });
  }
}

export async function close(referent: Someone, seanceId: string) {
  await closeSheet(await as(referent), seanceId);
  await drain();
}

/** Somebody was forgotten: the référent proposes, the deputy approves. */
export async function correct(referent: Someone, deputy: Someone, seanceId: string, forgotten: Someone) {
  const seance = await db.seance.findUniqueOrThrow({ where: { id: seanceId } });
  const enrolment = await db.enrolment.findFirstOrThrow({
    where: { cohortId: seance.cohortId, personId: forgotten.id },
  });
  const reason = "Arrivée pendant la clôture, présence constatée par le suppléant";
  const { id } = await proposeCorrection(await as(referent), seanceId, {
    enrolmentId: enrolment.id,
    kind: "ADD",
    reason,
  });
  await decideCorrection(await as(deputy), seanceId, { correctionId: id, approve: true });
  await drain();
}

export async function team(referent: Someone, cohortId: string, size: number) {
  await makeTeams(await as(referent), cohortId, size);
  await drain();
}
