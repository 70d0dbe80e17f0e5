import { z } from "zod";
import { isDay } from "../calendar";
import { typedText } from "../typed-text";

/** In signs. */
export const trialLimits = { level: 120, answer: 4_000 } as const;

/** The questions of the reflective return, in the order of the form. */
export const returnQuestions = ["foreseen", "happened", "produced", "changes"] as const;
export type ReturnQuestion = (typeof returnQuestions)[number];

/** Whether the scenario is ready to be shared with other teams. */
export const readinesses = ["READY", "AFTER_CHANGES", "NOT_YET"] as const;
export type Readiness = (typeof readinesses)[number];

const day = (key: string) => z.string(key).refine(isDay, key);

export const PlanTrialForm = z
  .object({
    startsOn: day("scenarioLibrary.trialDayRequired"),
    endsOn: day("scenarioLibrary.trialDayRequired"),
    level: typedText(trialLimits.level, "scenarioLibrary.levelTooLong", "scenarioLibrary.levelRequired"),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ["endsOn"],
    message: "scenarioLibrary.trialDaysReversed",
  });
export type PlanTrial = z.output<typeof PlanTrialForm>;

const answer = (required: boolean) =>
  typedText(
    trialLimits.answer,
    "scenarioLibrary.answerTooLong",
    required ? "scenarioLibrary.answerRequired" : undefined,
  );
const answers = (required: boolean) => ({
  foreseen: answer(required),
  happened: answer(required),
  produced: answer(required),
  changes: answer(required),
});

/** A draft may say nothing yet. */
export const DraftReturnForm = z.object({
  ...answers(false),
  readiness: z.union([z.literal(""), z.enum(readinesses)], "scenarioLibrary.readinessRequired").default(""),
});
export const SendReturnForm = z.object({
  ...answers(true),
  readiness: z.enum(readinesses, "scenarioLibrary.readinessRequired"),
});
export type Return = z.output<typeof DraftReturnForm>;
