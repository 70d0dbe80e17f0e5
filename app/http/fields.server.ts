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
