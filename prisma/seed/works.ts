import { randomUUID } from "node:crypto";
import { attestActivity } from "~/domain/attendance/commands/attest-activity.server";
import { decideWithdrawal, proposeWithdrawal } from "~/domain/attendance/commands/withdraw-activity.server";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { declareWork } from "~/domain/pay/commands/declare-work.server";
import { engage } from "~/domain/pay/commands/engage.server";
import { db } from "~/platform/db.server";
import type { People } from "./people";
import type { Places, SchoolKey } from "./places";
import { as, drain } from "./stage";

const YEAR = "2012-2013";
type Someone = { id: string };

// Hours without a sheet: works of design and activities at a distance, at every point they may be found at. All of it is
// invented, and the missions say so.

/** A mission of design for the first teacher of each school, at a rate within the bracket of its level (arrêté of 7 May 2012). */
export async function entrustDesigns({ schools }: Places, { ctice, heads, teachers }: People): Promise<void> {
  const wanted = [
    ["tilleuls", "Concevoir l’atelier « Le TNI, pour quoi faire » (exemple inventé)", 600],
    ["phare", "Concevoir les exercices du parcours tableur (exemple inventé)", 360],
  ] as const;
  for (const [key, title, plannedMinutes] of wanted) {
    const { missionId } = await engage(await as(ctice), {
      id: randomUUID(),
      personId: first(teachers[key]).id,
      schoolId: schools[key].id,
      schoolYearId: YEAR,
      title,
      purpose: "DESIGN",
      channel: "VACATION",
      level: "expertise",
      rateCents: 42_00,
      plannedMinutes,
      letter: { tasks: tasksOf(plannedMinutes), startsOn: null, endsOn: null },
    });
    await signLetter(await as(heads[key]), missionId);
  }
  await drain();
}

const supports = "Supports et consignes";
const assessment = "Évaluation des stagiaires";
const tasksOf = (minutes: number) => [
  { label: supports, minutes: minutes - 120 },
  { label: assessment, minutes: 120 },
];

/**
 * 5 October: works declared and attested. Of the collège des Tilleuls, one is certified, one waits for the head, one for the
 * CTICE since the head attested it; of the collège du Phare, one waits for its head.
 */
export async function firstWorks({ schools }: Places, { ctice, heads, teachers }: People): Promise<void> {
  const tni = await designOf(schools.tilleuls, first(teachers.tilleuls));
  const trame = await tni.declares("2012-10-01", 120, "Trame de l’atelier et diaporama de vingt vues");
  const fiches = await tni.declares("2012-10-03", 90, "Trois fiches d’exercices, une par niveau");
  const consignes = await tni.declares("2012-10-04", 60, "Consignes pour l’animation, relues par l’équipe");
  const certified = await tni.attested(ctice, trame);
  await tni.attested(ctice, fiches);
  await tni.attested(heads.tilleuls, consignes);
  await certifyService(await as(heads.tilleuls), [certified]);
  const tableur = await designOf(schools.phare, first(teachers.phare));
  await tableur.attested(ctice, await tableur.declares("2012-10-02", 120, "Dix exercices gradués et leurs corrigés"));
  await drain();
}

/** 8 and 9 October: one work is refused with its reason, two wait for whoever attests them. */
export async function lastWorks({ schools }: Places, { trainingOffice, teachers }: People): Promise<void> {
  const tni = await designOf(schools.tilleuls, first(teachers.tilleuls));
  const form = await tni.declares("2012-10-05", 60, "Questionnaire de satisfaction");
  await decideWork(await as(trainingOffice), tni.missionId, {
    workId: form,
    attest: false,
    reason: "Le questionnaire déposé est celui du plan académique, déjà payé à son auteur",
  });
  await tni.declares("2012-10-08", 180, "Grille d’observation et questionnaire de positionnement", assessment);
  const tableur = await designOf(schools.phare, first(teachers.phare));
  await tableur.declares("2012-10-08", 90, "Fichier d’entraînement au tableur, quatre feuilles");
}

/** What is done of a mission of design of this person there. */
async function designOf(school: Someone, holder: Someone) {
  const { id: missionId } = await db.mission.findFirstOrThrow({
    where: { personId: holder.id, placeId: school.id, schoolYearId: YEAR, kind: "DESIGN" },
  });
  return {
    missionId,
    async declares(day: string, minutes: number, made: string, task = supports) {
      const id = randomUUID();
      const work = { id, day, minutes, made, task, pathId: null, scenarioId: null };
      await declareWork(await as(holder), missionId, work);
      return id;
    },
    /** The line it is in the ledger. */
    async attested(by: Someone, workId: string) {
      await decideWork(await as(by), missionId, { workId, attest: true });
      return (await db.hourEntry.findFirstOrThrow({ where: { designWorkId: workId } })).id;
    },
  };
}

/** The first `count` trainees of a session have done an activity at a distance of its path. */
async function attest(referent: Someone, cohortId: string, title: string, count: number): Promise<void> {
  const { pathVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
  const activity = await db.activity.findFirstOrThrow({ where: { title, stage: { pathVersionId } } });
  const enrolments = await db.enrolment.findMany({
    where: { cohortId, status: "ENROLLED" },
    orderBy: { email: "asc" },
    take: count,
  });
  const enrolmentIds = enrolments.map(({ id }) => id);
  await attestActivity(await as(referent), cohortId, { activityId: activity.id, enrolmentIds });
  await drain();
}

/** The last attestation of a session was for another person: whoever leads it proposes to take it back. */
async function takeBackLast(referent: Someone, cohortId: string, reason: string): Promise<string> {
  const { id: attestationId } = await db.activityAttestation.findFirstOrThrow({
    where: { cohortId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  return (await proposeWithdrawal(await as(referent), cohortId, { attestationId, reason })).id;
}

/** Two sessions at work: some activities are attested, others wait; one attestation was taken back by two people. */
export async function firstActivities(sessions: Sessions, { heads, teachers }: People): Promise<void> {
  await attest(first(teachers.phare), sessions.phare, "Situer ses pratiques", 6);
  await attest(first(teachers.phare), sessions.phare, "Écrire la charte de travail de l’équipe", 4);
  const reason = "La charte rendue était celle d’une autre équipe";
  const withdrawalId = await takeBackLast(first(teachers.phare), sessions.phare, reason);
  await decideWithdrawal(await as(heads.phare), sessions.phare, { withdrawalId, approve: true });
  await attest(first(teachers.tilleuls), sessions.tilleuls, "Situer ses pratiques", 10);
}

/** 9 October, collège des Tilleuls: a charter is attested for one too many, which waits for the second person. */
export async function lastActivities({ tilleuls }: Sessions, { teachers }: People): Promise<void> {
  await attest(first(teachers.tilleuls), tilleuls, "Écrire la charte de travail de l’équipe", 7);
  await takeBackLast(first(teachers.tilleuls), tilleuls, "Équipe en double : sa charte n’est pas encore rendue");
}

export type Sessions = Record<Extract<SchoolKey, "phare" | "tilleuls">, string>;

function first(teachers: Someone[]): Someone {
  const [one] = teachers;
  if (!one) throw new Error("nobody teaches there");
  return one;
}
