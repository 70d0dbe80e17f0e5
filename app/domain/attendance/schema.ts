import { z } from "zod";
import { readCode } from "./rules/code";

/** Six characters as typed: spaces, dashes and case are forgiven. */
export const TypeCode = z.object({
  code: z
    .string()
    .max(40, "attendance.codeFormat")
    .transform(readCode)
    .refine((code) => code !== null, "attendance.codeFormat"),
});

const reason = z.string().trim().min(3, "attendance.reasonRequired").max(300, "attendance.reasonTooLong");

export const Tick = z.object({ enrolmentId: z.uuid(), reason });

export const Propose = z.object({
  enrolmentId: z.uuid("attendance.personRequired"),
  kind: z.enum(["ADD", "REMOVE"], { error: "attendance.kindRequired" }),
  reason,
});
export type Propose = z.infer<typeof Propose>;

export const Decide = z.object({ correctionId: z.uuid() });

export type PresenceProof = "QR" | "CODE" | "TICK" | "PAPER" | "UNDO" | "CORRECTION";
export type SheetStatus = "OPEN" | "SEALED";
