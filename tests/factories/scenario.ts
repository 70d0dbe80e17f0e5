import { createHash } from "node:crypto";
import { PNG } from "pngjs";
import type { Actor } from "~/domain/actor";
import { createScenario } from "~/domain/scenario/commands.server";
import { db } from "~/platform/db.server";
import { actorOf, aPerson } from "./person";
import { anAcademie, aSchool, next } from "./place";

/** A cohort in preparation with one référent, one team of two, and one trainee of another team. */
export async function aWritingCohort() {
  const academie = await anAcademie();
  const school = await aSchool(academie);
  const n = next();
  const year = await db.schoolYear.upsert({
    where: { id: "2012-2013" },
    update: {},
    create: { id: "2012-2013", startsOn: new Date("2012-09-04"), endsOn: new Date("2013-07-06"), source: "test" },
  });
  const path = await db.path.create({
    data: {
      code: `ecrire-${n}`,
      title: "Écrire ensemble",
      summary: "",
      origin: "test",
      versions: { create: { number: 1, publishedAt: new Date("2012-09-01") } },
    },
    include: { versions: true },
  });
  const referent = await aPerson({ role: "REFERENT", place: school });
  const cohort = await db.cohort.create({
    data: {
      pathVersionId: path.versions[0]?.id ?? "",
      placeId: school.id,
      schoolYearId: year.id,
      title: "Écrire ensemble, automne",
      referentId: referent.id,
      createdById: referent.id,
    },
  });
  const team = await db.team.create({ data: { cohortId: cohort.id, name: "Équipe 1" } });
  const otherTeam = await db.team.create({ data: { cohortId: cohort.id, name: "Équipe 2" } });
  const members = [await aTrainee(cohort, team), await aTrainee(cohort, team)];
  const otherTrainee = await aTrainee(cohort, otherTeam);
  return { academie, school, cohort, team, otherTeam, referent, members, otherTrainee };
}

/** A teacher enrolled in a cohort, in a team where one is given. */
export async function aTrainee(cohort: { id: string; placeId: string }, team?: { id: string }) {
  const person = await aPerson({ role: "TEACHER", place: { id: cohort.placeId } });
  const enrolment = await db.enrolment.create({
    data: { cohortId: cohort.id, personId: person.id, email: person.email, status: "ENROLLED" },
  });
  await db.enrolmentEvent.create({ data: { enrolmentId: enrolment.id, status: "ENROLLED", at: new Date() } });
  if (team) await db.teamMember.create({ data: { enrolmentId: enrolment.id, teamId: team.id } });
  return { ...person, enrolmentId: enrolment.id };
}

/** A scenario of the team of a new writing cohort, begun by its référent. */
export async function aScenario(over: { title?: string } = {}) {
  const around = await aWritingCohort();
  const author: Actor = await actorOf(around.referent);
  const { id } = await createScenario(author, {
    cohortId: around.cohort.id,
    teamId: around.team.id,
    title: over.title ?? "Lire et construire un graphique au tableur",
  });
  return { ...around, scenarioId: id };
}

/** A small PNG that no other is equal to. */
export function pictureFile(note: string, { width = 4, height = 3 } = {}): Uint8Array<ArrayBuffer> {
  const png = new PNG({ width, height });
  png.data.set(createHash("sha256").update(note).digest().subarray(0, 32));
  return new Uint8Array(PNG.sync.write(png));
}

/** An image as it stands in the database. */
export async function aPicture(scenarioId: string, authorId: string, file = pictureFile(`${next()}`)) {
  return db.scenarioImage.create({
    data: {
      scenarioId,
      authorId,
      type: "image/png",
      width: 4,
      height: 3,
      size: file.byteLength,
      sha256: new Uint8Array(createHash("sha256").update(file).digest()),
      bytes: file,
    },
    select: { id: true },
  });
}
