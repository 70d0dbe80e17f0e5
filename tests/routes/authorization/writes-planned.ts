import { randomUUID } from "node:crypto";
import { db } from "~/platform/db.server";
import { randomSecret } from "~/platform/secrets.server";
import type { Who } from "./expected";
import { aLedCohort, type World } from "./records";
import { CANARY } from "./world";
import type { Write } from "./writes";

const reason = "Motif de l'essai";
const SINCE = new Date("2012-10-01T08:00:00Z");
const TASK = `${CANARY} tâche de conception`;
/** A second person: another leader of the session, or those who decide corrections of hours. */
const deciders: Who[] = ["HEAD:own", "CTICE:own", "TRAINING_OFFICE:own"];

/** Hours without a sheet: whoever leads attests activities, the holder of a mission declares works, another attests. */
export const plannedWrites: Record<string, Write> = {
  "/sessions/:cohortId/activites attest": {
    who: ["REFERENT:own"],
    form: async (world) => {
      const { cohortId, activityId, enrolmentId } = await aDistanceActivity(world);
      return { params: { cohortId }, fields: { activityId, enrolmentIds: enrolmentId } };
    },
  },
  "/sessions/:cohortId/activites withdraw": {
    who: ["REFERENT:own"],
    form: async (world) => {
      const { cohortId, attestationId } = await anAttestation(world);
      return { params: { cohortId }, fields: { attestationId, reason } };
    },
  },
  "/sessions/:cohortId/activites approve": { who: deciders, form: aWithdrawal },
  "/sessions/:cohortId/activites refuse": { who: deciders, form: aWithdrawal },
  "/missions/:missionId/travaux declare": {
    who: ["REFERENT:own"],
    form: async (world) => ({
      params: { missionId: await aDesignMissionOf(world) },
      fields: {
        ...{ id: randomUUID(), day: "2012-10-04", minutes: "3 h 00", task: TASK },
        ...{ made: "Fiches de l'atelier", pathId: "", scenarioId: "" },
      },
    }),
  },
  "/missions/:missionId amend": {
    who: ["CTICE:own", "TRAINING_OFFICE:own", "RECTORAT:own"],
    form: async (world) => ({
      params: { missionId: (await aSignedLetter(world)).missionId },
      fields: { tasks: `${TASK} : 4 h 00`, startsOn: "", endsOn: "", reason },
    }),
  },
  "/missions/:missionId signAmendment": { who: ["HEAD:own"], form: anAmendment },
  "/missions/:missionId withdrawAmendment": {
    who: ["CTICE:own", "TRAINING_OFFICE:own", "RECTORAT:own"],
    form: anAmendment,
  },
  "/missions/:missionId/travaux attest": { who: deciders, form: aDeclaredWork },
  "/missions/:missionId/travaux refuse": {
    who: deciders,
    form: async (world) => {
      const { params, fields } = await aDeclaredWork(world);
      return { params, fields: { ...fields, reason } };
    },
  },
};

async function aDistanceActivity(world: World) {
  const { cohortId, enrolmentId } = await aLedCohort(world);
  const { pathVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
  const position = 1 + (await db.stage.count({ where: { pathVersionId } }));
  const { id: stageId } = await db.stage.create({ data: { pathVersionId, position, title: "Étape", objective: "" } });
  const activity = { stageId, position: 1, title: "Activité", modality: "REMOTE", minutes: 60 } as const;
  return { cohortId, enrolmentId, activityId: (await db.activity.create({ data: activity })).id };
}

async function anAttestation(world: World) {
  const { cohortId, ...activity } = await aDistanceActivity(world);
  const { id } = await db.activityAttestation.create({
    data: { cohortId, ...activity, seq: 1, minutes: 60, attestedById: world.ids.referentId, at: SINCE },
  });
  return { cohortId, attestationId: id };
}

async function aWithdrawal(world: World) {
  const { cohortId, attestationId } = await anAttestation(world);
  const { id: withdrawalId } = await db.activityWithdrawal.create({
    data: { attestationId, reason: `${CANARY} motif`, proposedById: world.ids.referentId, proposedAt: SINCE },
  });
  return { params: { cohortId }, fields: { withdrawalId } };
}

async function aDesignMissionOf({ ids, people }: World): Promise<string> {
  const mission = await db.mission.create({
    data: {
      personId: ids.referentId,
      placeId: ids.schoolId,
      schoolYearId: "2012-2013",
      kind: "DESIGN",
      channel: "HSE",
      title: `${CANARY} conception`,
      plannedMinutes: 600,
      at: SINCE,
      createdById: people("CTICE:own").id,
      letter: {
        create: {
          number: `2012-A1-${randomSecret(6)}`,
          tasks: [{ label: TASK, minutes: 600 }],
          startsOn: new Date("2012-09-04"),
          endsOn: new Date("2013-07-05"),
          issuedAt: SINCE,
          issuedById: people("CTICE:own").id,
        },
      },
    },
  });
  return mission.id;
}

/** The signed letter of a mission of design. */
async function aSignedLetter(world: World) {
  const missionId = await aDesignMissionOf(world);
  const signed = { status: "SIGNED", signedAt: SINCE, signedById: world.ids.headId, hash: "x" } as const;
  return db.missionLetter.update({ where: { missionId }, data: signed });
}

async function anAmendment(world: World) {
  const { id: letterId, missionId, issuedById, startsOn, endsOn } = await aSignedLetter(world);
  const issued = { issuedAt: SINCE, issuedById, startsOn, endsOn };
  await db.letterAmendment.create({ data: { letterId, seq: 1, tasks: [{ label: TASK }], reason, ...issued } });
  return { params: { missionId }, fields: { seq: "1" } };
}

async function aDeclaredWork(world: World) {
  const missionId = await aDesignMissionOf(world);
  const { id: workId } = await db.designWork.create({
    data: {
      missionId,
      day: new Date("2012-10-04"),
      minutes: 180,
      task: TASK,
      made: `${CANARY} travail`,
      declaredById: world.ids.referentId,
      at: SINCE,
    },
  });
  return { params: { missionId }, fields: { workId } };
}
