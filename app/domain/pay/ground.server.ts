import type { Tx } from "~/platform/db.server";
import { type Day, dayOf } from "../calendar";
import type { MissionToJudge } from "./facts.server";
import type { Channel, Corps, Grade, PersonCategory } from "./schema";

type Span = { from: Day; to: Day | null };
export type Career = Span & {
  category: PersonCategory;
  corps: Corps;
  grade: Grade;
  fullService: boolean;
  mainDuty: "TEACHING" | "TRAINING";
};
export type BookedHour = {
  id: string;
  number: number;
  academieId: string;
  at: Date;
  channel: Channel;
  missionId: string;
  claimKey: string;
  minutes: number;
  start: number;
  end: number;
};
export type FlatMission = { id: string; title: string; channel: Channel; amountCents: number | null };

/**
 * What lines are judged on besides themselves, loaded for many missions in a fixed number of queries. Keys: person, person
 * and school year, person and place, place and function.
 */
export type Ground = {
  careers: Map<string, Career[]>;
  posts: Map<string, Span[]>;
  hours: Map<string, BookedHour[]>;
  flats: Map<string, FlatMission[]>;
  holders: Map<string, number>;
  openings: { academieId: string; schoolYearId: string; channel: Channel; activity: string; decidedOn: Day }[];
};

export const keyOf = (...parts: readonly (string | null)[]): string => parts.join("|");

export async function loadGround(tx: Tx, missions: readonly MissionToJudge[]): Promise<Ground> {
  const personId = { in: distinct(missions.map((mission) => mission.personId)) };
  const schoolYearId = { in: distinct(missions.map((mission) => mission.schoolYearId)) };
  const placeId = { in: distinct(missions.map((mission) => mission.placeId)) };
  const careers = await tx.career.findMany({ where: { personId }, orderBy: { validFrom: "asc" } });
  const posts = await tx.roleAssignment.findMany({
    where: { personId, placeId },
    orderBy: { validFrom: "asc" },
    select: { personId: true, placeId: true, validFrom: true, validTo: true },
  });
  const hours = await tx.hourEntry.findMany({
    where: { personId, schoolYearId, role: { not: "TRAINEE" }, reversesId: null, reversedBy: null },
    orderBy: [{ startsAt: "asc" }, { number: "asc" }],
    select: {
      id: true,
      number: true,
      academieId: true,
      personId: true,
      schoolYearId: true,
      at: true,
      minutes: true,
      missionId: true,
      sourceKey: true,
      startsAt: true,
      endsAt: true,
      mission: { select: { channel: true } },
    },
  });
  const flats = await tx.mission.findMany({
    where: { personId, schoolYearId, channel: { notIn: ["HSE", "VACATION"] }, endedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, title: true, channel: true, amountCents: true, personId: true, schoolYearId: true },
  });
  const holders = await tx.mission.groupBy({
    by: ["placeId", "schoolYearId", "functionCode"],
    where: { placeId, schoolYearId, functionCode: { not: null }, endedAt: null },
    _count: { _all: true },
  });
  const openings = await tx.channelOpening.findMany({
    where: { academieId: { in: distinct(missions.flatMap(({ place }) => place.lineage)) }, schoolYearId },
    orderBy: { decidedOn: "asc" },
  });
  return {
    careers: grouped(careers, (row) => [row.personId, { ...row, ...spanOf(row) }]),
    posts: grouped(posts, (row) => [keyOf(row.personId, row.placeId), spanOf(row)]),
    hours: grouped(
      hours.filter(({ missionId }) => missionId !== null),
      ({ personId: person, schoolYearId: year, mission, missionId, sourceKey, startsAt, endsAt, ...row }) => [
        keyOf(person, year),
        {
          ...row,
          channel: mission?.channel ?? "HSE",
          missionId: missionId ?? "",
          claimKey: sourceKey,
          start: startsAt.getTime(),
          end: endsAt.getTime(),
        },
      ],
    ),
    flats: grouped(flats, ({ personId: person, schoolYearId: year, ...row }) => [keyOf(person, year), row]),
    holders: new Map(
      holders.map((row) => [keyOf(row.placeId, row.schoolYearId, row.functionCode), row._count._all] as const),
    ),
    openings: openings.map(({ decidedOn, ...row }) => ({ ...row, decidedOn: dayOf(decidedOn) })),
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
const spanOf = ({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }): Span => ({
  from: dayOf(validFrom),
  to: validTo && dayOf(validTo),
});

function grouped<Row, Value>(rows: readonly Row[], entryOf: (row: Row) => [string, Value]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = entryOf(row);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
