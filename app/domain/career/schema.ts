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

/** « 2012-09-01 » or « 1/9/2012 »; null where it is no day. */
export function dayIn(cell: string): Day | null {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell.trim()) ?? [];
  const text = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell.trim();
  return isDay(text) ? text : null;
}

/** As a browser sends it, or as a person types it where the browser knows no days. */
const day = z
  .string("common.required")
  .trim()
  .min(1, "common.required")
  .transform((typed, context) => {
    const read = dayIn(typed);
    if (read === null) context.addIssue({ code: "custom", message: "career.badDay" });
    return read ?? z.NEVER;
  });
const orNoDay = z.string().transform((typed, context) => {
  const read = typed.trim() === "" ? null : dayIn(typed);
  if (read === null && typed.trim() !== "") context.addIssue({ code: "custom", message: "career.badDay" });
  return read;
});
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
      ...{ kind: z.literal("CORRECT"), seen, rowId: z.uuid(), from: day, to: orNoDay },
      ...{ ...facts, reason },
    }),
    z.object({ kind: z.literal("REMOVE"), seen, rowId: z.uuid(), reason }),
  ],
  { error: "common.invalidForm" },
);
export type ChangeCareer = z.output<typeof ChangeCareer>;
export type ChangeKind = ChangeCareer["kind"];

/** Bounds of a list that is read at once. */
export const MOST_LINES = 500;
export const MOST_BYTES = 256 * 1024;

/** UTF-8 where it is, Windows-1252 otherwise: what the spreadsheets of the offices save. */
export function decodeList(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** A file where one was chosen, else the lines that were pasted. */
export const CheckList = z
  .object({
    file: z.union([z.instanceof(Uint8Array), z.string()]).optional(),
    list: z.string().default(""),
  })
  .transform(({ file, list }) => ({ list: file instanceof Uint8Array ? decodeList(file) : list }));
export const WriteList = z.object({ list: z.string("common.required"), seen });
