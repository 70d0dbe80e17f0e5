import { randomUUID } from "node:crypto";
import { createTrainingMission } from "~/domain/mission/commands/create-training-mission.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { db } from "~/platform/db.server";
import { passwordHash } from "./account";
import { aSchoolYear } from "./hours";
import { anActor, aPerson } from "./person";
import { anAcademie, aSchool } from "./place";

/** An académie with its offices, a public collège with its head and a teacher, the school year 2012-2013. */
export async function aWorkplace() {
  const academie = await anAcademie();
  const school = await aSchool(academie);
  const year = await aSchoolYear();
  return {
    academie,
    school,
    year,
    ctice: await anActor({ role: "CTICE", place: academie, category: "OTHER" }),
    // Types a password again at each export.
    rectorat: await anActor({
      role: "RECTORAT",
      place: academie,
      category: "OTHER",
      passwordHash: await passwordHash(),
    }),
    office: await anActor({ role: "TRAINING_OFFICE", place: academie, category: "OTHER" }),
    head: await anActor({ role: "HEAD", place: school, category: "OTHER" }),
    teacher: await aPerson({ role: "TEACHER", place: school }),
  };
}
export type Workplace = Awaited<ReturnType<typeof aWorkplace>>;

/** « HSE pour formation » opened for the year, and a training mission of the teacher (3 h unless told). */
export async function aTrainingMission(work: Workplace, plannedMinutes = 180) {
  await openChannel(work.rectorat, {
    academieId: work.academie.id,
    schoolYearId: work.year.id,
    reason: "Formations de proximité",
  });
  const { missionId } = await createTrainingMission(work.office, {
    id: randomUUID(),
    personId: work.teacher.id,
    schoolId: work.school.id,
    schoolYearId: work.year.id,
    title: "Enseigner avec le TNI",
    plannedMinutes,
  });
  return db.mission.findUniqueOrThrow({ where: { id: missionId } });
}
