import { z } from "zod";

/** What an expense is: staff natures are paid by titre 2, the others never are (BUD-01). */
export const natures = [
  "HSE",
  "IFIC",
  "VACATION",
  "HSA",
  "IMP",
  "PACTE",
  "REPROGRAPHY",
  "TRAVEL",
  "ROOM",
  "PROVIDER",
  "EQUIPMENT",
] as const;
export const Nature = z.enum(natures);
export type Nature = z.infer<typeof Nature>;

export const Programme = z.union([z.literal(139), z.literal(140), z.literal(141)]);
export type Programme = z.infer<typeof Programme>;

/** Credits of one programme and one title; amounts in cents. Empty `natures` = every nature its title admits. */
export type EnvelopeFacts = {
  programme: number;
  titre2: boolean;
  natures: readonly Nature[];
  delegatedCents: number;
  committedCents: number;
};

/** A share of a national split: an académie's code and its weight (pupils of the key). */
export type Weight = { code: string; weight: number };
export type Share = { code: string; weight: number; cents: number };

/** Exercise whose phase-2 training credits are split, and the code by which its split is published once. */
export const PHASE2_EXERCISE = 2012;
export const PHASE2_CODE = "DUNE-FORMATION-2012";

/** Cents of a form, already read from what was typed. */
export const Cents = z
  .number("common.invalidMoney")
  .int()
  .min(0, "common.invalidMoney")
  .max(2_000_000_000, "budget.amountTooLarge");

/** A national split, in cents: the total and its part for each programme. */
export const Split = z.object({ totalCents: Cents, p140: Cents, p141: Cents, p139: Cents });
export type Split = z.infer<typeof Split>;

export const OpenCohort = z.object({
  missionId: z.uuid("budget.missionRequired"),
  hseEnvelopeId: z.uuid("budget.hseEnvelopeRequired"),
  reprographyEnvelopeId: z.uuid("budget.reprographyEnvelopeRequired"),
  reprographyCents: Cents.min(1, "budget.reprographyRequired"),
});
export type OpenCohort = z.infer<typeof OpenCohort>;

/** A titre-2 (or other) allotment of a place; `parentId` is the envelope it is taken from. */
export type NewAllotment = {
  placeId: string;
  parentId?: string;
  exercise: number;
  programme: Programme;
  titre2: boolean;
  natures: Nature[];
  label: string;
  fictional?: boolean;
  amountCents: number;
  /** What makes creating it twice harmless. */
  key: string;
};
