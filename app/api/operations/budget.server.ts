import { z } from "zod";
import { getBudget, getEnvelope as getEnvelopeOf } from "~/domain/budget/queries.server";
import { defineOperation } from "../operation";
import { ById, Nothing, pageOf } from "../shapes";

const Cents = z.int().describe("Cents of euro");
const Envelope = z.object({
  id: z.uuid(),
  label: z.string(),
  placeId: z.uuid(),
  place: z.string(),
  exercise: z.int(),
  programme: z.int(),
  titre2: z.boolean().describe("False: these credits can pay nobody"),
  natures: z.array(z.string()),
  fictional: z.boolean(),
  delegatedCents: Cents,
  committedCents: Cents,
  serviceDoneCents: Cents,
  paidCents: Cents,
  availableCents: Cents,
});

export const listEnvelopes = defineOperation({
  method: "get",
  path: "/envelopes",
  operationId: "listEnvelopes",
  summary: "The envelopes of the person's places: training credits, then staff allotments",
  scope: "budget:read",
  policy: "budget.open",
  params: Nothing,
  query: z.object({ programme: z.enum(["139", "140", "141"]).optional() }),
  response: pageOf(Envelope),
  handle: async (actor, { query }) => {
    const { training, staff } = await getBudget(actor);
    const wanted = query.programme === undefined ? null : Number(query.programme);
    return {
      items: [...training, ...staff].filter(({ programme }) => wanted === null || programme === wanted),
      next: null,
    };
  },
});

export const getEnvelope = defineOperation({
  method: "get",
  path: "/envelopes/{id}",
  operationId: "getEnvelope",
  summary: "One envelope",
  scope: "budget:read",
  policy: "budget.read",
  params: ById,
  query: Nothing,
  response: Envelope,
  handle: (actor, { params }) => getEnvelopeOf(actor, params.id),
});
