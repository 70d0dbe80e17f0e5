import { z } from "zod";
import { parseHours, parseMoney } from "~/i18n/format";

/** What a person types for an amount, « 1 254,00 € » → cents. */
export const money = z.string().transform((typed, context) => {
  const cents = parseMoney(typed);
  if (cents === null) context.addIssue({ code: "custom", message: "common.invalidMoney" });
  return cents ?? z.NEVER;
});

/** « 3 h 30 » → minutes. */
export const hours = z.string().transform((typed, context) => {
  const minutes = parseHours(typed);
  if (minutes === null) context.addIssue({ code: "custom", message: "common.invalidHours" });
  return minutes ?? z.NEVER;
});

/** « Animer trois ateliers : 3 h », a task a line: what follows the last colon is its hours, where it is a duration. */
export const tasks = z.string().transform((typed) =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, label, time] = /^(.+?)\s*[:;]\s*([^:;]+)$/.exec(line) ?? [];
      // A bare number is no duration here: « Atelier : 2 » is a name.
      const minutes = time && /[h:]|min/i.test(time) ? parseHours(time) : null;
      return label && minutes ? { label, minutes } : { label: line };
    }),
);

/** A field that may stay empty. */
export const orNothing = <S extends z.ZodType>(field: S) =>
  z
    .union([z.literal("").transform(() => null), field])
    .optional()
    .transform((value) => value ?? null);
