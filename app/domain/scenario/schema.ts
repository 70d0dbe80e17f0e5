import { z } from "zod";

export const titleLength = { least: 3, most: 160 } as const;

const oneOrTwoIds = z.array(z.uuid()).min(1).max(2);

/** Where a scenario is written: a cohort, or one of its teams (« cohortId » or « cohortId/teamId » in the form). */
export const Whereabouts = z
  .string()
  .transform((value) => value.split("/"))
  .refine((ids) => oneOrTwoIds.safeParse(ids).success, "scenario.whereRequired")
  .transform(([cohortId = "", teamId = null]) => ({ cohortId, teamId }));

export const CreateScenarioForm = z
  .object({
    where: Whereabouts,
    title: z
      .string()
      .trim()
      .min(titleLength.least, "scenario.titleRequired")
      .max(titleLength.most, "scenario.titleTooLong"),
    plannedMinutes: z.coerce
      .number("scenario.plannedMinutesInvalid")
      .int("scenario.plannedMinutesInvalid")
      .min(5, "scenario.plannedMinutesInvalid")
      .max(600, "scenario.plannedMinutesInvalid")
      .default(55),
  })
  .transform(({ where, ...rest }) => ({ ...where, ...rest }));

export type NewScenario = { cohortId: string; teamId?: string | null; title: string; plannedMinutes?: number };
