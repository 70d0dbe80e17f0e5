import { z } from "zod";

const id = z.uuid();
/** Of a row that the database numbers. */
const number = z.string().regex(/^\d+$/);

/** Every message we send, and the ids its text is made from when it leaves: a parameter is never a name or an address. */
export const templates = {
  invitation: z.object({ linkId: id }),
  reset: z.object({ linkId: id }),
  convocation: z.object({ seanceId: id }),
  "seance-moved": z.object({ seanceId: id }),
  "seance-cancelled": z.object({ seanceId: id }),
  reminder: z.object({ seanceId: id }),
  letterToSign: z.object({ missionId: id }),
  amendmentToSign: z.object({ missionId: id }),
  certificateIssued: z.object({ certificateId: id }),
  scenarioToConfirm: z.object({ publicationId: id }),
  scenarioToReview: z.object({ publicationId: id }),
  scenarioReturned: z.object({ publicationId: id }),
  scenarioPublished: z.object({ publicationId: id }),
  scenarioWithdrawn: z.object({ publicationId: id }),
  statementReturned: z.object({ statementId: id, eventId: number }),
  statementRefused: z.object({ statementId: id, eventId: number }),
  monthCloses: z.object({ closingId: number, schoolId: id }),
  monthClosesOwn: z.object({ closingId: number }),
  monthReopened: z.object({ openingId: number, schoolId: id }),
  monthReopenedOwn: z.object({ openingId: number }),
  scenarioComment: z.object({ commentId: id }),
} as const satisfies Record<string, z.ZodType>;

export type Template = keyof typeof templates;
export type TemplateParams<N extends Template> = z.input<(typeof templates)[N]>;

export function isTemplate(name: string): name is Template {
  return Object.hasOwn(templates, name);
}

/** An id of the address that may be missing; a stray one counts as missing. */
export const optionalId = (text: string | null): string | null => id.safeParse(text).data ?? null;
