import { z } from "zod";
import { type Day, isDay } from "../calendar";

export const categories = ["TEACHER", "CPE", "OTHER"] as const;
export const corpsCodes = ["CERTIFIE", "PLP", "PEPS", "AGREGE", "AGREGE_EPS", "PE", "CPE", "OTHER"] as const;
export const grades = ["CN", "HC"] as const;
export const mainDuties = ["TEACHING", "TRAINING"] as const;

/** What the pay rules read of a person on a day. */
export type CareerFacts = {
  category: (typeof categories)[number];
  corps: (typeof corpsCodes)[number];
  grade: (typeof grades)[number];
  fullService: boolean;
  mainDuty: (typeof mainDuties)[number];
};
/** Plain days, both counted; `to` null while it lasts. */
export type Span = { from: Day; to: Day | null };
export type CareerRow = CareerFacts & Span & { id: string };

const day = z.string("common.required").trim().min(1, "common.required").refine(isDay, "career.badDay");
const noDay = z.literal("").transform(() => null);
const reason = z
  .string("career.reasonRequired")
  .trim()
  .min(3, "career.reasonRequired")
  .max(500, "career.reasonTooLong");
const facts = {
  category: z.enum(categories, { error: "common.required" }),
  corps: z.enum(corpsCodes, { error: "common.required" }),
  grade: z.enum(grades, { error: "common.required" }),
  fullService: z.enum(["yes", "no"], { error: "common.required" }).transform((said) => said === "yes"),
  mainDuty: z.enum(mainDuties, { error: "common.required" }),
};
/** The career as it was read: another one by now is not changed. */
const seen = z.string("common.required").max(64);

/** From a day on, a row corrected, or a row taken away: `kind` says which. */
export const ChangeCareer = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("ADD"), seen, from: day, ...facts }),
    z.object({
      ...{ kind: z.literal("CORRECT"), seen, rowId: z.uuid(), from: day, to: z.union([noDay, day], "career.badDay") },
      ...{ ...facts, reason },
    }),
    z.object({ kind: z.literal("REMOVE"), seen, rowId: z.uuid(), reason }),
  ],
  { error: "common.invalidForm" },
);
export type ChangeCareer = z.output<typeof ChangeCareer>;
export type ChangeKind = ChangeCareer["kind"];
