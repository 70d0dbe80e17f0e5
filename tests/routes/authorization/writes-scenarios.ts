import { next } from "@tests/factories/place";
import { pictureFile } from "@tests/factories/scenario";
import { toJson } from "~/domain/exchange/json";
import { aLedCohort } from "./records";
import type { Write } from "./writes";

/** Whoever is of a cohort begins its scenarios. */
export const scenarioWrites: Record<string, Write> = {
  "/scenarios create": {
    who: ["REFERENT:own", "TEACHER:own"],
    form: async (world) => ({ fields: { where: (await aLedCohort(world)).cohortId, title: "Essai" } }),
  },
  "/scenarios/importer import": {
    who: ["REFERENT:own", "TEACHER:own"],
    form: async (world) => ({
      fields: {
        where: (await aLedCohort(world)).cohortId,
        file: toJson({ title: "Essai", plannedMinutes: 55, document: { type: "doc" }, images: {} }),
      },
    }),
  },
  // Who may edit the text may add an image to it.
  "/scenarios/:scenarioId/images addImage": {
    who: ["REFERENT:own", "TEACHER:own"],
    form: () => ({ fields: {}, file: pictureFile(`${next()}`) }),
  },
};
