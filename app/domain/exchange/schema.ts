import { z } from "zod";
import { creditLength, licences } from "../scenario/licences";
import { titleLength, Whereabouts } from "../scenario/schema";
import { typedText } from "../typed-text";

export const formats = ["pdf", "odt", "docx", "html", "md", "json"] as const;
export type Format = (typeof formats)[number];

export const isFormat = (value: unknown): value is Format => formats.some((format) => format === value);

export const contentTypes: Record<Format, string> = {
  pdf: "application/pdf",
  odt: "application/vnd.oasis.opendocument.text",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** The name of our exchange file, in its first field. */
export const fileFormat = "entrepairs.scenario";

/** What a file that comes back may weigh and hold. Sizes in bytes. */
export const importLimits = { file: 30_000_000, depth: 260, nodes: 50_000 } as const;

export const ImportForm = z
  .object({ where: Whereabouts, file: z.union([z.string(), z.instanceof(Uint8Array)], "exchange.fileRequired") })
  .transform(({ where, file }) => ({ ...where, file }));
export type Import = z.output<typeof ImportForm>;

/** Where a copy is written, and its title. */
export const DuplicateForm = z
  .object({
    where: Whereabouts,
    title: z
      .string()
      .trim()
      .min(titleLength.least, "scenario.titleRequired")
      .max(titleLength.most, "scenario.titleTooLong"),
  })
  .transform(({ where, title }) => ({ ...where, title }));
export type Duplicate = z.output<typeof DuplicateForm>;

/** What is owed for a published text, and for all that comes from it; a file from before it was written owes nothing. */
export type Owed = { credit: string; licence: string };
const origin = z
  .object({
    credit: typedText(creditLength, "exchange.incomplete", "exchange.incomplete"),
    licence: z.enum(licences),
  })
  .nullable()
  .default(null);

/** What stands around the document; the document itself is brought into its bounds by the editor's own rules. */
export const ScenarioFile = z.object({
  format: z.literal(fileFormat),
  schema: z.int().min(1).max(1_000),
  title: z.string().trim().min(titleLength.least).max(titleLength.most),
  plannedMinutes: z.int().min(5).max(600),
  origin,
  document: z.looseObject({ type: z.literal("doc") }),
  images: z.record(z.uuid(), z.object({ base64: z.base64() })).default({}),
});
export type ScenarioFile = z.output<typeof ScenarioFile>;
