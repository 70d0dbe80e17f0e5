import { createCohort } from "~/domain/cohort/commands.server";
import { markCohortOpen } from "~/domain/seance/opening.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { aPath } from "./path";
import { actorOf, aPerson } from "./person";
import { anAcademie, aSchool, next } from "./place";

/** Wednesday 10 October 2012, 9 h in Paris: where the demonstration starts. */
export const START = "2012-10-10T07:00:00Z";

export async function theSchoolYear() {
  return db.schoolYear.upsert({
    where: { id: "2012-2013" },
    create: {
      id: "2012-2013",
      startsOn: new Date("2012-09-04"),
      endsOn: new Date("2013-07-05"),
      source: "test",
      holidays: {
        create: ["A", "B", "C"].map((zone) => ({
          zone,
          label: "Toussaint",
          startsOn: new Date("2012-10-27"),
          endsOn: new Date("2012-11-11"),
        })),
      },
    },
    update: {},
  });
}

type Over = { school?: { id: string }; trainees?: number };

/** A cohort in preparation: a collège, its référente, a colleague who may be deputy, and enrolled teachers. */
export async function aCohort({ school: given, trainees = 3 }: Over = {}) {
  await theSchoolYear();
  const school = given ?? (await aSchool(await anAcademie()));
  const referent = await aPerson({
    role: "REFERENT",
    place: school,
    givenName: "Claire",
    familyName: `Delmas-${next()}`,
  });
  const deputy = await aPerson({
    role: "TEACHER",
    place: school,
    givenName: "Denis",
    familyName: `Suppléant-${next()}`,
  });
  const path = await aPath();
  const actor = await actorOf(referent);
  const { id } = await createCohort(actor, {
    placeId: school.id,
    pathVersionId: path.version.id,
    schoolYearId: "2012-2013",
    title: "Enseigner avec le TNI, groupe 1",
  });
  const people = [];
  for (let index = 0; index < trainees; index++) people.push(await aTeacherOf({ id, placeId: school.id }));
  return { id, school, referent, deputy, path, actor, people };
}

/** A teacher of the school, enrolled. */
export async function aTeacherOf(cohort: { id: string; placeId: string }) {
  const person = await aPerson({ role: "TEACHER", place: { id: cohort.placeId } });
  const enrolment = await db.enrolment.create({
    data: {
      cohortId: cohort.id,
      personId: person.id,
      email: person.email,
      events: { create: { status: "ENROLLED", at: new Date("2012-10-01"), byId: null } },
    },
  });
  return { person, enrolment };
}

/** Opens a cohort without its money, which a later room finds. */
export async function openCohort(cohort: { id: string; school: { id: string }; referent: { id: string } }) {
  const mission = await db.mission.create({
    data: {
      personId: cohort.referent.id,
      placeId: cohort.school.id,
      schoolYearId: "2012-2013",
      kind: "TRAINING",
      title: "Formation des équipes",
      channel: "HSE",
      plannedMinutes: 180,
      at: new Date("2012-10-01"),
      createdById: cohort.referent.id,
    },
  });
  const actor = await actorOf(cohort.referent);
  await inTransaction(async (tx) =>
    markCohortOpen(tx, actor, { cohortId: cohort.id, missionId: mission.id, now: await businessNow(tx) }),
  );
}
