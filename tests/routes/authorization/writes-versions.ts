import { next } from "@tests/factories/place";
import { aVersion } from "@tests/factories/version";
import { db } from "~/platform/db.server";
import { aLedCohort, type World } from "./records";
import type { Write } from "./writes";

const reason = "Motif de l'essai";

/** Versions of a scenario: its writers name and restore, the référent and the CTICE freeze and unlock. */
export const versionWrites: Record<string, Write> = {
  "/scenarios/:scenarioId/versions name": {
    who: ["REFERENT:own", "TEACHER:own"],
    form: () => ({ fields: { name: `Version ${next()}` } }),
  },
  "/scenarios/:scenarioId/versions freeze": {
    who: ["REFERENT:own", "CTICE:own"],
    form: async (world) => ({ params: { scenarioId: await anotherScenario(world) }, fields: { reason } }),
  },
  "/scenarios/:scenarioId/versions unlock": {
    who: ["REFERENT:own", "CTICE:own"],
    form: async (world) => {
      const scenarioId = await anotherScenario(world);
      const { referentId: byId } = world.ids;
      const { id: versionId } = await aVersion(scenarioId, byId, "Figée");
      await db.scenarioFreezeEvent.create({
        data: { scenarioId, kind: "FREEZE", byId, reason, versionId, at: new Date() },
      });
      return { params: { scenarioId }, fields: { reason } };
    },
  },
  "/scenarios/:scenarioId/versions/:versionId restore": {
    who: ["REFERENT:own", "TEACHER:own"],
    form: async (world) => {
      const scenarioId = await anotherScenario(world);
      const { id: versionId } = await aVersion(scenarioId, world.ids.referentId, "Vide");
      return { params: { scenarioId, versionId }, fields: {} };
    },
  },
};

/** Of another session of the référent's, with the teacher in it. */
async function anotherScenario(world: World): Promise<string> {
  const { cohortId } = await aLedCohort(world);
  const { referentId } = world.ids;
  const scenario = await db.scenario.create({
    data: { cohortId, title: "Un autre scénario", createdById: referentId },
  });
  return scenario.id;
}
