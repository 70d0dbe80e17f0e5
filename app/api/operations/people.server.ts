import { z } from "zod";
import { roles } from "~/domain/actor";
import { listSchools } from "~/domain/place/queries.server";
import { defineOperation } from "../operation";
import { Nothing, pageOf } from "../shapes";

const placeKinds = ["NATION", "ACADEMIE", "DEPARTEMENT", "BASSIN", "CIRCONSCRIPTION", "SCHOOL"] as const;

export const getMe = defineOperation({
  method: "get",
  path: "/me",
  operationId: "getMe",
  summary: "The person behind the token and the roles she holds today",
  scope: "me:read",
  policy: "account.own",
  params: Nothing,
  query: Nothing,
  response: z.object({
    personId: z.uuid(),
    name: z.string(),
    email: z.string(),
    locale: z.enum(["fr", "en"]),
    roles: z.array(
      z.object({ role: z.enum(roles), placeId: z.uuid(), placeName: z.string(), placeKind: z.enum(placeKinds) }),
    ),
  }),
  handle: async (actor) => actor,
});

export const listPlaces = defineOperation({
  method: "get",
  path: "/places",
  operationId: "listPlaces",
  summary: "The schools below the places where the person holds a role that oversees them, by name",
  scope: "places:read",
  policy: "place.list",
  params: Nothing,
  query: z.object({
    q: z.string().max(80).optional().describe("Part of a name or a town, or a UAI"),
    sector: z.enum(["PUBLIC", "PRIVATE_CONTRACT"]).optional(),
    after: z.uuid().optional(),
  }),
  response: pageOf(
    z.object({
      id: z.uuid(),
      uai: z.string(),
      name: z.string(),
      type: z.enum(["ECOLE", "COLLEGE", "LYCEE", "EREA"]),
      sector: z.enum(["PUBLIC", "PRIVATE_CONTRACT"]),
      town: z.string(),
      fictional: z.boolean(),
    }),
  ),
  handle: async (actor, { query }) => {
    const { schools, next } = await listSchools(actor, query);
    return { items: schools, next };
  },
});
