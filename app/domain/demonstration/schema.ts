import { z } from "zod";

/** The moves the bar offers: to the next séance, to its end, to the day the month's statements are drafted. */
export const moves = ["seance", "finSeance", "date"] as const;
export type Move = (typeof moves)[number];

/** A page of this site to come back to; anything else is the home page. */
const back = z
  .string()
  .regex(/^\/(?![/\\])/)
  .catch("/");

export const MoveForm = z.object({ back });
export const MoveToDateForm = z.object({
  back,
  /** « 2012-11-02 »; without it, the next second day of a month. */
  to: z.iso.date("common.invalidDate").optional(),
});
