import { z } from "zod";
import { isDay } from "../calendar";

const TypedDay = z.string().refine(isDay, "common.invalidDate");
const Password = z.string().min(1, "rates.passwordRequired").max(200);
const Reason = z.string().trim().min(3, "rates.reasonRequired").max(300, "rates.reasonTooLong");
/** The décret n° 50-1253 is of that day: nothing is priced before. */
const FIRST_DAY = "1950-10-06";

/** Since when, until when, and where it is read; the amounts are typed in a table or pasted. */
export const RatesToWrite = z.object({
  validFrom: TypedDay.refine((day) => day >= FIRST_DAY, "common.invalidDate"),
  validTo: z.union([z.literal("").transform(() => null), TypedDay]),
  source: z.string().trim().min(3, "rates.sourceRequired").max(300, "rates.sourceTooLong"),
});
/** Said of a preview: which one was read, that great changes are no mistake, and who says so. */
export const RatesConfirmed = z.object({
  seen: z.string().max(100),
  confirmed: z
    .literal("on")
    .optional()
    .transform((given) => given === "on"),
  password: Password,
});

export const EndRate = z.object({ endsOn: TypedDay, password: Password });
export const WithdrawRate = z.object({ reason: Reason, password: Password });

/** The day a page of rates speaks of. */
export const RatesOn = z.object({ le: TypedDay.optional() });
