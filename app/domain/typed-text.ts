import { z } from "zod";

const CONTROLS = /[^\P{Cc}\n\t]/gu;

/**
 * Words somebody typed, several lines or one, as they are kept: without the signs that PostgreSQL cannot hold or nobody
 * sees, a line break counted once, as the browser counts it. `tooLong` and `required` are keys of the catalogue.
 */
export const typedText = (most: number, tooLong: string, required?: string) =>
  z
    .string(required)
    .transform((text) => text.replace(/\r\n?/g, "\n").replace(CONTROLS, "").trim())
    .pipe(required === undefined ? z.string().max(most, tooLong) : z.string().min(1, required).max(most, tooLong));
