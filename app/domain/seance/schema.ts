import { z } from "zod";

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "seance.dateRequired");
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "seance.timeRequired");
const optionalId = z
  .union([z.literal(""), z.uuid()])
  .optional()
  .transform((id) => id || null);
const optionalText = (most: number, key: string) =>
  z
    .string()
    .trim()
    .max(most, key)
    .optional()
    .transform((text) => text || null);
const link = z
  .union([z.literal(""), z.url({ protocol: /^https?$/, error: "seance.linkInvalid" })], { error: "seance.linkInvalid" })
  .optional()
  .transform((url) => url || null);

/** When and where, in the local time of the school; a move changes these and nothing else. */
const whenAndWhere = {
  date,
  startTime: time,
  endTime: time,
  room: optionalText(120, "seance.roomTooLong"),
  link,
};

export const PlanSeance = z
  .object({
    title: z.string().trim().min(1, "seance.titleRequired").max(160, "seance.titleTooLong"),
    modality: z.enum(["ON_SITE", "REMOTE"], { error: "seance.modalityRequired" }),
    stageId: optionalId,
    deputyId: optionalId,
    ...whenAndWhere,
  })
  .superRefine(whereFits);
export type PlanSeance = z.infer<typeof PlanSeance>;

export const MoveSeance = z.object(whenAndWhere);
export type MoveSeance = z.infer<typeof MoveSeance>;

export const CancelSeance = z.object({
  reason: z.string().trim().min(3, "seance.reasonRequired").max(300, "seance.reasonTooLong"),
});

/** On site there is a room, at a distance a link: people must know where to go. */
function whereFits(input: { modality: string; room: string | null; link: string | null }, context: z.RefinementCtx) {
  if (input.modality === "ON_SITE" && !input.room)
    context.addIssue({ code: "custom", path: ["room"], message: "seance.roomRequired" });
  if (input.modality === "REMOTE" && !input.link)
    context.addIssue({ code: "custom", path: ["link"], message: "seance.linkRequired" });
}
