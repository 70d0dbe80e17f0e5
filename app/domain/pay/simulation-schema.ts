import { z } from "zod";
import { isDay, schoolYearSpan } from "../calendar";
import { channels } from "./schema";

/** A fact that was not sent is not asserted; null or false says that it is missing. */
const fact = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** « 400.00 »: euros as a decimal string, cents inside. */
export const Money = z
  .string()
  .regex(/^-?\d{1,8}(\.\d{1,2})?$/, "a decimal string: 400.00")
  .transform((text) => {
    const [, sign, whole, rest = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
    return Number(`${sign}1`) * (Number(whole) * 100 + Number(rest.padEnd(2, "0")));
  })
  .describe("Euros, as a decimal string");
export const Day = z.string().refine(isDay, "a day that exists: 2012-10-17").describe("A day: 2012-10-17");
const words = z.string().trim().min(1).max(200);
export const SchoolYear = z
  .string()
  .refine((name) => schoolYearSpan(name) !== null, "two years that follow: 2011-2012")
  .describe("2011-2012");

const corpsWords = ["CERTIFIE", "PLP", "PEPS", "AGREGE", "AGREGE_EPS", "PE", "CPE", "OTHER"] as const;
const plain = (word: string) =>
  word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z]+/g, "_");
/** « certifie », « agrege_EPS », « PLP »: in any case, with or without accents. */
export const Corps = z
  .string()
  .max(40)
  .transform(plain)
  .pipe(z.enum(corpsWords))
  .describe("certifie, PLP, PEPS, agrege, agrege_EPS, PE, CPE or OTHER, in any case");
export const Grade = z.enum(["CN", "HC"]);

const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;
const Instant = z
  .string()
  .regex(instant, "2012-10-10T14:00, with or without a zone")
  .refine((text) => isDay(text.slice(0, 10)), "a day that exists");
const Interval = z.strictObject({ start: Instant, end: Instant });
/** « 09:00 », or an instant. */
const Clock = z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), Instant]);
const Session = z.strictObject({
  start: Clock,
  end: Clock,
  coAnimationShare: fact(z.number().gt(0).max(1)).describe("Agreed part of each trainer; 1 alone"),
});

const Person = z.strictObject({
  ref: fact(words),
  category: fact(z.enum(["TEACHER", "CPE", "OTHER"])),
  internalToMinistry: fact(z.boolean()),
  corps: fact(Corps),
  grade: fact(Grade),
  fullService: fact(z.boolean()),
  mainDuty: fact(z.enum(["TEACHING", "TRAINING"])),
});

const Line = z.strictObject({
  ref: words,
  channel: z.enum(channels),
  mission: fact(words),
  function: fact(words),
  activity: fact(z.enum(["TRAINING_COLLEAGUES", "TEACHING", "OTHER"])),
  amount: fact(Money),
  minutes: fact(z.int().min(0).max(1_000_000)),
  hoursPerWeek: fact(z.number().min(0).max(60)),
  level: fact(words),
  rate: fact(Money),
  daysAbsent: fact(z.int().min(0).max(366)),
  interval: fact(Interval),
  serviceDate: fact(Day),
  session: fact(Session),
  claimKey: fact(words),
  enteredOn: fact(Day).describe("Day the line was keyed: it never chooses the rate (HRS-06)"),
  evidence: z
    .strictObject({
      signedSheet: fact(z.boolean()),
      letterSigned: fact(z.boolean()),
      enteredBy: fact(words),
      validatedBy: fact(words),
      serviceDone: fact(z.boolean()),
    })
    .optional(),
  decisions: z
    .strictObject({ conseilPedagogiqueOn: fact(Day), caOn: fact(Day), recteurDecided: fact(z.boolean()) })
    .optional(),
  payment: z.strictObject({ on: fact(Day), form: fact(z.enum(["WHOLE", "NINTHS"])) }).optional(),
});

export const LINES_MOST = 200;

/** What other tools ask: would these lines of one person be paid? Nothing is kept. */
export const Simulation = z.strictObject({
  schoolYear: fact(SchoolYear),
  asOf: fact(Day).describe("The day of judging; without it nothing is in the future"),
  person: Person.optional(),
  school: z
    .strictObject({
      type: fact(z.enum(["ECOLE", "COLLEGE", "LYCEE", "EREA"])),
      sector: fact(z.enum(["PUBLIC", "PRIVATE_CONTRACT"])),
    })
    .optional(),
  lines: z
    .array(Line)
    .min(1)
    .max(LINES_MOST)
    .refine((lines) => new Set(lines.map(({ ref }) => ref)).size === lines.length, "each ref once"),
});
export type Simulation = z.output<typeof Simulation>;
export type SimulatedLine = Simulation["lines"][number];
