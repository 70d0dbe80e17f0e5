import type { Tx } from "~/platform/db.server";
import { type Day, dayOf } from "../calendar";
import { grouped } from "../grouped";
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
export type RivalHour = {
  number: number;
  channel: Channel;
  missionId: string;
  sourceKey: string;
  startsAt: Date;
  endsAt: Date;
  earlier: boolean;
};
export type FlatMission = { id: string; title: string; channel: Channel; amountCents: number | null };

/**
 * What lines are judged on besides themselves, loaded for many missions in a fixed number of queries. Keys: person, person
 * and school year, person and place, place and function.
 */
export type Ground = {
  careers: Map<string, Career[]>;
  posts: Map<string, Span[]>;
  /** By hour: minutes of its mission up to it, itself counted. */
  worked: Map<string, number>;
  /** By hour: paid hours of the person at the same time. */
  rivals: Map<string, RivalHour[]>;
  flats: Map<string, FlatMission[]>;
  holders: Map<string, number>;
  openings: { academieId: string; schoolYearId: string; channel: Channel; activity: string; decidedOn: Day }[];
};

export const keyOf = (...parts: readonly (string | null)[]): string => parts.join("|");

export async function loadGround(
  tx: Tx,
  missions: readonly MissionToJudge[],
  entryIds: readonly string[] = [],
): Promise<Ground> {
  const personId = { in: distinct(missions.map((mission) => mission.personId)) };
  const schoolYearId = { in: distinct(missions.map((mission) => mission.schoolYearId)) };
  const placeId = { in: distinct(missions.map((mission) => mission.placeId)) };
  const careers = await tx.career.findMany({ where: { personId }, orderBy: { validFrom: "asc" } });
  const posts = await tx.roleAssignment.findMany({
    where: { personId, placeId },
    orderBy: { validFrom: "asc" },
    select: { personId: true, placeId: true, validFrom: true, validTo: true },
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
    worked: await workedUpTo(tx, entryIds),
    rivals: grouped(await rivalsOf(tx, entryIds), ({ entryId, ...row }) => [entryId, row]),
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

/** Counter-entries stand at the time of what they take back: sums need not leave either out. */
async function workedUpTo(tx: Tx, entryIds: readonly string[]): Promise<Map<string, number>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; minutes: number }[]>`
    SELECT e.id::text, so_far.minutes FROM hour_entry e, LATERAL (
      SELECT sum(h.minutes)::int AS minutes FROM hour_entry h
      WHERE h.mission_id = e.mission_id AND h.starts_at <= e.starts_at) so_far
    WHERE e.id = ANY (${entryIds}::uuid[])`;
  return new Map(rows.map(({ id, minutes }) => [id, minutes]));
}

/** Of two hours, the one recorded first stands: by number in one ledger, by business time between two. */
function rivalsOf(tx: Tx, entryIds: readonly string[]) {
  return tx.$queryRaw<(RivalHour & { entryId: string })[]>`
    SELECT e.id::text AS "entryId", o.number, m.channel::text, o.mission_id::text AS "missionId",
      o.source_key AS "sourceKey", o.starts_at AS "startsAt", o.ends_at AS "endsAt",
      CASE WHEN o.academie_id = e.academie_id THEN o.number < e.number ELSE o.at < e.at END AS earlier
    FROM hour_entry e
      JOIN hour_entry o ON o.person_id = e.person_id AND o.school_year_id = e.school_year_id AND o.id <> e.id
        AND o.starts_at < e.ends_at AND o.ends_at > e.starts_at
      JOIN mission m ON m.id = o.mission_id
    WHERE e.id = ANY (${entryIds}::uuid[]) AND o.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = o.id)
    ORDER BY o.starts_at, o.number`;
}
