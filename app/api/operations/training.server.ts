import { z } from "zod";
import { getCohort as getCohortOf, listCohorts as listCohortsOf } from "~/domain/cohort/queries.server";
import { getHour as getHourOf } from "~/domain/hours/origin.server";
import { listHours as listHoursOf } from "~/domain/hours/queries.server";
import { Cursor, cursorOf } from "~/domain/hours/schema";
import { defineOperation } from "../operation";
import { ById, Day, Instant, Nothing, pageOf } from "../shapes";

const Status = z.enum(["PREPARATION", "OPEN", "CLOSED", "CANCELLED"]);
const CohortItem = z.object({
  id: z.uuid(),
  title: z.string(),
  status: Status,
  schoolYearId: z.string(),
  placeName: z.string(),
  pathTitle: z.string(),
  trainees: z.int(),
});

export const listCohorts = defineOperation({
  method: "get",
  path: "/cohorts",
  operationId: "listCohorts",
  summary: "The training sessions the person may read, the latest first (200 at most)",
  scope: "cohorts:read",
  policy: "cohort.read",
  params: Nothing,
  query: z.object({ status: Status.optional() }),
  response: pageOf(CohortItem),
  handle: async (actor, { query }) => {
    const { cohorts } = await listCohortsOf(actor);
    return { items: cohorts.filter(({ status }) => !query.status || status === query.status), next: null };
  },
});

export const getCohort = defineOperation({
  method: "get",
  path: "/cohorts/{id}",
  operationId: "getCohort",
  summary: "One training session",
  scope: "cohorts:read",
  policy: "cohort.read",
  params: ById,
  query: Nothing,
  response: CohortItem,
  handle: async (actor, { params }) => {
    const { place, pathVersion, people, ...cohort } = await getCohortOf(actor, params.id);
    const trainees = people.filter(({ status }) => status === "ENROLLED" || status === "COMPLETED").length;
    return { ...cohort, placeName: place.name, pathTitle: pathVersion.path.title, trainees };
  },
});

const Source = z
  .enum(["SHEET", "ACTIVITY", "DESIGN"])
  .describe("What proves the line: a signed sheet, an attested activity at a distance, an attested work of design");
const Hour = z.object({
  id: z.uuid(),
  number: z.int().describe("Number of the line in the ledger of the académie"),
  personId: z.uuid(),
  role: z.enum(["TRAINEE", "TRAINER", "DESIGN"]),
  source: Source,
  minutes: z.int().describe("Negative for a counter-entry"),
  modality: z.enum(["ON_SITE", "REMOTE", "IN_CLASS"]),
  startsAt: Instant.describe("Start of its séance; of planned minutes without one, the instant they are dated"),
  endsAt: Instant.describe("End of its séance; of planned minutes without one, the same as startsAt"),
  certification: z.enum(["CERTIFIED", "REFUSED"]).nullable(),
});
const dated = <L extends { startsAt: Date; endsAt: Date }>(line: L) => ({
  ...line,
  startsAt: line.startsAt.toISOString(),
  endsAt: line.endsAt.toISOString(),
});

export const listHours = defineOperation({
  method: "get",
  path: "/hours",
  operationId: "listHours",
  summary: "Lines of the hours ledger, the latest first: the person's own, or those of the places she answers for",
  scope: "hours:read",
  policy: "hours.read",
  params: Nothing,
  query: z.object({
    view: z.enum(["mine", "place"]).default("mine"),
    person: z.uuid().optional(),
    place: z.uuid().optional().describe("A school, or a place above schools"),
    cohort: z.uuid().optional(),
    mission: z.uuid().optional(),
    role: z.enum(["TRAINEE", "TRAINER", "DESIGN"]).optional(),
    source: Source.optional(),
    certified: z.enum(["true", "false"]).optional(),
    from: Day.optional(),
    to: Day.optional(),
    after: z.string().max(80).optional(),
  }),
  response: pageOf(Hour),
  handle: async (actor, { query }) => {
    const { view, after, person, place, cohort, mission, certified, ...rest } = query;
    const { lines, next } = await listHoursOf(actor, view, Cursor.parse(after ?? null), {
      ...rest,
      personId: person,
      placeId: place,
      cohortId: cohort,
      missionId: mission,
      certified: certified && certified === "true",
    });
    return { items: lines.map(dated), next: next && cursorOf(next) };
  },
});

export const getHour = defineOperation({
  method: "get",
  path: "/hours/{id}",
  operationId: "getHour",
  summary: "One line of the hours ledger",
  scope: "hours:read",
  policy: "hours.read",
  params: ById,
  query: Nothing,
  response: Hour,
  handle: async (actor, { params }) => {
    const line = await getHourOf(actor, params.id);
    return { ...dated(line), certification: line.certification?.decision ?? null };
  },
});
