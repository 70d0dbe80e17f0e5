import { z } from "zod";

export const Nothing = z.object({});
export const ById = z.object({ id: z.uuid() });
export const Instant = z.iso.datetime().describe("An instant, UTC");
export const Day = z.iso.date().describe("A day in the calendar of the place");

/** A page of a list: ask again with `after` = `next` until it is null. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe("The cursor of the next page") });
