import { z } from "zod";
import type { Day } from "../calendar";

/** « 1350475200000_<uuid> »: the line after which the next page starts. A stray one is the first page. */
export const Cursor = z
  .string()
  .regex(/^\d{10,16}_[0-9a-f-]{36}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at: new Date(Number(at)), id };
  })
  .nullable()
  .catch(null);
export type Cursor = z.output<typeof Cursor>;

export const HoursView = z.enum(["mine", "place"]).catch("mine");
export type HoursView = z.output<typeof HoursView>;

/** What a list of hours may be narrowed to; days are those of the place. */
export type HourFilter = {
  personId?: string | undefined;
  placeId?: string | undefined;
  cohortId?: string | undefined;
  missionId?: string | undefined;
  role?: "TRAINEE" | "TRAINER" | "DESIGN" | undefined;
  source?: "SHEET" | "ACTIVITY" | "DESIGN" | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
  certified?: boolean | undefined;
};

export const cursorOf = (line: { startsAt: Date; id: string }): string => `${line.startsAt.getTime()}_${line.id}`;
