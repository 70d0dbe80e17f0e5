import { db } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { signText } from "~/platform/signing.server";
import { aPerson } from "./person";
import { anAcademie, aSchool, next } from "./place";

const HOUR = 3_600_000;
const SINCE = new Date("2012-09-01");

export async function aSchoolYear(id = "2012-2013") {
  const year = Number(id.slice(0, 4));
  const dates = { startsOn: new Date(`${year}-09-04`), endsOn: new Date(`${year + 1}-07-05`) };
  return db.schoolYear.upsert({ where: { id }, create: { id, ...dates, source: "Calendrier de test" }, update: {} });
}

async function aPathVersion() {
  const n = next();
  const path = await db.path.create({
    data: { code: `test-${n}`, title: `Parcours ${n}`, summary: "", origin: "test" },
  });
  return db.pathVersion.create({ data: { pathId: path.id, number: 1, publishedAt: SINCE } });
}

type CohortOver = {
  academie?: { id: string };
  school?: { id: string };
  referent?: { id: string };
  trainees?: readonly { id: string; email: string }[];
  count?: number;
};

/** An open cohort of a public collège, its référente with a training mission, and `count` trainees (3). */
export async function anOpenCohort(over: CohortOver = {}) {
  const year = await aSchoolYear();
  const school = over.school ?? (await aSchool(over.academie ?? (await anAcademie())));
  const referent = over.referent ?? (await aPerson({ role: "REFERENT", place: school, familyName: "Référente" }));
  const mission = await db.mission.create({
    data: {
      personId: referent.id,
      placeId: school.id,
      schoolYearId: year.id,
      kind: "TRAINING",
      title: "Formation de l'équipe",
      channel: "HSE",
      plannedMinutes: 180,
      at: SINCE,
      createdById: referent.id,
    },
  });
  const version = await aPathVersion();
  const cohort = await db.cohort.create({
    data: {
      pathVersionId: version.id,
      placeId: school.id,
      schoolYearId: year.id,
      title: `Lire et écrire avec le numérique ${next()}`,
      status: "OPEN",
      referentId: referent.id,
      missionId: mission.id,
      openedAt: SINCE,
      createdById: referent.id,
    },
  });
  const trainees = over.trainees ?? (await somePeople(over.count ?? 3, school));
  for (const { id, email } of trainees) await enrol(cohort.id, id, email);
  const enrolments = await db.enrolment.findMany({ where: { cohortId: cohort.id }, orderBy: { id: "asc" } });
  return { school, referent, mission, cohort, enrolments };
}

async function somePeople(count: number, school: { id: string }) {
  const people = [];
  for (let n = 0; n < count; n++) people.push(await aPerson({ role: "TEACHER", place: school }));
  return people;
}

async function enrol(cohortId: string, personId: string, email: string): Promise<void> {
  const { id } = await db.enrolment.create({ data: { cohortId, personId, email } });
  await db.enrolmentEvent.create({ data: { enrolmentId: id, status: "ENROLLED", at: SINCE } });
}

type Cohort = Awaited<ReturnType<typeof anOpenCohort>>;
type SheetOver = { startsAt?: string; hours?: number; present?: number; sealed?: boolean };

/** A séance of a cohort (17 October 2012, 14 h – 17 h in Paris) with its sheet, sealed unless told, `present` signed. */
export async function aSealedSheet(cohort: Cohort, over: SheetOver = {}) {
  const startsAt = new Date(over.startsAt ?? "2012-10-17T12:00:00Z");
  const endsAt = new Date(startsAt.getTime() + (over.hours ?? 3) * HOUR);
  const seance = await db.seance.create({
    data: {
      cohortId: cohort.cohort.id,
      title: "Regroupement",
      modality: "ON_SITE",
      placeId: cohort.school.id,
      startsAt,
      endsAt,
      trainerId: cohort.referent.id,
      createdById: cohort.referent.id,
    },
  });
  const sheet = await db.attendanceSheet.create({ data: { seanceId: seance.id, halfDay: "AFTERNOON" } });
  const present = cohort.enrolments.slice(0, over.present ?? cohort.enrolments.length);
  for (const { id, personId } of present) await signed(sheet.id, id, personId ?? "", startsAt);
  if (over.sealed !== false) await seal(sheet.id, cohort.referent.id, present.length, endsAt);
  return { seance, sheet, present };
}

async function signed(sheetId: string, enrolmentId: string, byId: string, at: Date): Promise<void> {
  await db.presence.create({ data: { sheetId, enrolmentId, seq: 1, sign: 1, proof: "QR", at, byId } });
}

export async function seal(sheetId: string, closedById: string, declared: number, closedAt: Date): Promise<void> {
  const content = JSON.stringify({ sheetId, declared });
  const seals = { content, hash: sha256(content), ...(await signText(db, content)) };
  await db.attendanceSheet.update({
    where: { id: sheetId },
    data: { status: "SEALED", closedAt, closedById, declared, ...seals },
  });
}

/** A correction approved by a second person, with its line of presence. */
export async function anApprovedCorrection(
  cohort: Cohort,
  sheetId: string,
  enrolmentId: string,
  kind: "ADD" | "REMOVE",
  at: Date,
) {
  const deputy = await aPerson();
  const correction = await db.attendanceCorrection.create({
    data: {
      sheetId,
      enrolmentId,
      kind,
      reason: "Erreur de pointage",
      status: "APPROVED",
      proposedById: cohort.referent.id,
      proposedAt: at,
      decidedById: deputy.id,
      decidedAt: at,
    },
  });
  const seq = 1 + (await db.presence.count({ where: { sheetId, enrolmentId } }));
  await db.presence.create({
    data: {
      sheetId,
      enrolmentId,
      seq,
      sign: kind === "ADD" ? 1 : -1,
      proof: "CORRECTION",
      at,
      byId: deputy.id,
      reason: correction.reason,
      correctionId: correction.id,
    },
  });
  return correction;
}
