import { z } from "zod";
import { readCode } from "./rules/code";
import type { Signable } from "./signable";

/** Six characters as typed: spaces, dashes and case are forgiven. */
export const TypeCode = z.object({
  code: z
    .string()
    .max(40, "attendance.codeFormat")
    .transform(readCode)
    .refine((code) => code !== null, "attendance.codeFormat"),
});

const reason = z.string().trim().min(3, "attendance.reasonRequired").max(300, "attendance.reasonTooLong");

export const Tick = z.object({
  enrolmentId: z.uuid(),
  reason,
  /** The person signed the printed list. */
  paper: z
    .string()
    .optional()
    .transform((box) => box === "on"),
});
export type Tick = z.output<typeof Tick>;

/** Real time during which a signature may be taken back by its author. */
export const UNDO_SECONDS = 10;

export const CloseSheet = z.object({});
export const Sign = z.object({});
export const NotMe = z.object({});
export const Undo = z.object({});

export const Propose = z.object({
  enrolmentId: z.uuid("attendance.personRequired"),
  kind: z.enum(["ADD", "REMOVE"], { error: "attendance.kindRequired" }),
  reason,
});
export type Propose = z.infer<typeof Propose>;

export const Decide = z.object({ correctionId: z.uuid() });

export type PresenceProof = "QR" | "CODE" | "TICK" | "PAPER" | "UNDO" | "CORRECTION";
export type SheetStatus = "OPEN" | "SEALED";

/** A code on the wall, and the QR that says the same. */
export type ShownCode = {
  /** Six characters, « K7P4RM ». */
  code: string;
  /** Dark modules as one SVG path on a grid of `size`. */
  qr: { size: number; path: string };
  /** What people type instead of scanning: « host/e ». */
  typeAt: string;
  /** Before the next code. */
  seconds: number;
};

/** What the projection asks again every few seconds. Only who has signed: a missing name is never sent. */
export type LiveSheet = {
  state: Signable["state"];
  opensAt: Date;
  shown: ShownCode | null;
  signed: { enrolmentId: string; name: string; at: Date }[];
  expected: number;
  now: Date;
};
