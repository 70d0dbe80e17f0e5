import { z } from "zod";
import { type Day, isDay, schoolYearSpan } from "../calendar";
import type { Facts } from "../errors";

export type Fault = { key: string; facts: Facts; field?: string } | null;
const fault = (name: string, facts: Facts = {}, field?: string): Fault => ({
  key: `hours.${name}`,
  facts,
  ...(field ? { field } : {}),
});

export const DeclareWork = z.object({
  /** Drawn with the form: sending it twice is one work. */
  id: z.uuid(),
  day: z.string().refine(isDay, "hours.workDay"),
  minutes: z.number("common.invalidHours").int().min(15, "hours.workMinutes").max(1_440, "hours.workMinutes"),
  task: z.string().min(1, "hours.workTask").max(300, "hours.workTask"),
  made: z.string().trim().min(3, "hours.workMade").max(300, "hours.workMadeTooLong"),
  pathId: z.uuid().nullable(),
  scenarioId: z.uuid().nullable(),
});
export type DeclareWork = z.infer<typeof DeclareWork>;

export const AttestWork = z.object({ workId: z.uuid() });
export const RefuseWork = AttestWork.extend({
  reason: z.string().trim().min(3, "hours.reasonRequired").max(300, "hours.reasonTooLong"),
});

export type WorkToDeclare = {
  kind: "FUNCTION" | "TRAINING" | "DESIGN";
  schoolYearId: string;
  /** The tasks of the letter, in its words; null without a letter. */
  tasks: readonly string[] | null;
  task: string;
  day: Day;
  today: Day;
  /** The level of the vacation pays the whole work, whatever its hours. */
  paidOnce: boolean;
  /** Works declared before that nobody refused. */
  standing: number;
};

/**
 * Why a work may not be declared so. What is outside the dates or the hours of the letter is declared: the service was
 * done, its hour is held and a person decides (EVD-02).
 */
export function whyNotDeclareWork(work: WorkToDeclare): Fault {
  const { kind, tasks, day, today } = work;
  if (kind !== "DESIGN") return fault("workNotDesign");
  if (tasks === null) return fault("workNeedsLetter");
  if (!tasks.includes(work.task)) return fault("workTask", {}, "task");
  if (day > today) return fault("workToCome", { day }, "day");
  const year = schoolYearSpan(work.schoolYearId);
  if (year && (day < year.from || day > year.to))
    return fault("workOutsideYear", { day, from: year.from, to: year.to }, "day");
  return work.paidOnce && work.standing > 0 ? fault("workPaidOnce") : null;
}
