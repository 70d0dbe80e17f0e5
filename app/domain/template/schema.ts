import { z } from "zod";
import { CreateScenarioForm } from "../scenario/schema";

/** What a scenario may begin with, besides an empty text. */
export const templateIds = ["TEAM_LESSON", "CLASS_OBSERVATION", "LOGBOOK"] as const;
export type TemplateId = (typeof templateIds)[number];

/** The form of a new scenario; an empty `template` is the empty text. */
export const BeginScenarioForm = CreateScenarioForm.and(
  z.object({
    template: z
      .union([z.literal(""), z.enum(templateIds)], "scenarioLibrary.templateUnknown")
      .default("")
      .transform((id) => (id === "" ? null : id)),
  }),
);
export type BeginScenario = z.output<typeof BeginScenarioForm>;

export const TeamScenarioForm = z.object({ teamId: z.uuid("scenarioLibrary.teamUnknown") });
