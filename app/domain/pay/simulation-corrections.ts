import { z } from "zod";
import { channels } from "./schema";
import { Corps, Day, Grade, Money } from "./simulation-schema";

const Minutes = z.int().min(0).max(1_000_000);

/** A paid line and the minutes it should have had. */
export const CorrectionAsked = z.strictObject({
  line: z.strictObject({
    channel: z.enum(channels),
    corps: Corps.nullable().optional(),
    grade: Grade.nullable().optional(),
    serviceDate: Day,
    minutes: Minutes.min(1),
    amount: Money,
  }),
  trueMinutes: Minutes,
});
export type CorrectionAsked = z.output<typeof CorrectionAsked>;

export const RecoveryAsked = z.strictObject({
  paidOn: Day,
  claimedOn: Day,
  falseDeclaration: z.boolean().nullable().optional(),
});
export type RecoveryAsked = z.output<typeof RecoveryAsked>;
