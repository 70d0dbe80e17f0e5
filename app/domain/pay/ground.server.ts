import { Prisma, type RawTx } from "~/platform/db.server";
import type { Day } from "../calendar";
import { grouped } from "../grouped";
import { asJson } from "../json-rows.server";
import type { MissionToJudge } from "./mission-facts.server";
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
  /** Milliseconds. */
  startsAt: number;
  endsAt: number;
  earlier: boolean;
};
export type FlatMission = { id: string; title: string; channel: Channel; amountCents: number | null };

/**
 * What lines are judged on besides themselves, loaded for many missions in a fixed number of queries. Keys: person, person
 * and school year, person and place, place and function.
 */
export type Ground = {
  careers: Map<string, Career[]>;
  /** By mission, of yearly HSA: corps and grade whose rate a decided part has. Parts of two amounts add up to neither. */
  rated: Map<string, Pick<Career, "corps" | "grade">>;
  posts: Map<string, Span[]>;
  /** By hour: paid hours of the person at the same time. */
  rivals: Map<string, RivalHour[]>;
  flats: Map<string, FlatMission[]>;
  holders: Map<string, number>;
  openings: { academieId: string; schoolYearId: string; channel: Channel; activity: string; decidedOn: Day }[];
};

export const keyOf = (...parts: readonly (string | null)[]): string => parts.join("|");

type Rows = {
  careers: (Career & { personId: string })[];
  rated: (Pick<Career, "corps" | "grade"> & { missionId: string })[];
  posts: (Span & { personId: string; placeId: string })[];
  flats: (FlatMission & { personId: string; schoolYearId: string })[];
  holders: { placeId: string; schoolYearId: string; functionCode: string; count: number }[];
  openings: Ground["openings"];
  rivals: (RivalHour & { entryId: string })[];
};

/** Days come as they are written, « 2012-10-17 ». */
const groundRows = (tx: RawTx, missions: readonly MissionToJudge[], entryIds: readonly string[]) => {
  const people = Prisma.sql`ANY (${distinct(missions.map(({ personId }) => personId))}::uuid[])`;
  const years = Prisma.sql`ANY (${distinct(missions.map(({ schoolYearId }) => schoolYearId))}::text[])`;
  const places = Prisma.sql`ANY (${distinct(missions.map(({ placeId }) => placeId))}::uuid[])`;
  const hsa = missions.flatMap(({ channel, id }) => (channel === "HSA" ? [id] : []));
  const functions = missions.some(({ functionCode }) => functionCode !== null);
  const above = Prisma.sql`ANY (${distinct(missions.flatMap(({ place }) => place.lineage))}::uuid[])`;
  return tx.$queryRaw<Rows[]>`SELECT
    ${asJson(Prisma.sql`
      SELECT person_id AS "personId", category, corps, grade, full_service AS "fullService", main_duty AS "mainDuty",
        valid_from AS "from", valid_to AS "to"
      FROM career WHERE person_id = ${people} ORDER BY valid_from`)} AS careers,
    ${asked(hsa.length > 0)(Prisma.sql`
      SELECT DISTINCT ON (l.mission_id) l.mission_id AS "missionId", l.inputs -> 'person' ->> 'corps' AS corps,
        l.inputs -> 'person' ->> 'grade' AS grade
      FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
      WHERE l.mission_id = ANY (${hsa}::uuid[]) AND l.decision IN ('ACCEPT', 'WARN') AND s.status IN ('DECIDED', 'EXPORTED')
      ORDER BY l.mission_id, l.instalment`)} AS rated,
    ${asJson(Prisma.sql`
      SELECT person_id AS "personId", place_id AS "placeId", valid_from AS "from", valid_to AS "to"
      FROM role_assignment WHERE person_id = ${people} AND place_id = ${places} ORDER BY valid_from`)} AS posts,
    ${asJson(Prisma.sql`
      SELECT id, title, channel, amount_cents AS "amountCents", person_id AS "personId", school_year_id AS "schoolYearId"
      FROM mission WHERE person_id = ${people} AND school_year_id = ${years} AND channel NOT IN ('HSE', 'VACATION')
        AND ended_at IS NULL ORDER BY id`)} AS flats,
    ${asked(functions)(Prisma.sql`
      SELECT place_id AS "placeId", school_year_id AS "schoolYearId", function_code AS "functionCode", count(*)::int
      FROM mission WHERE place_id = ${places} AND school_year_id = ${years} AND function_code IS NOT NULL
        AND ended_at IS NULL GROUP BY 1, 2, 3`)} AS holders,
    ${asJson(Prisma.sql`
      SELECT academie_id AS "academieId", school_year_id AS "schoolYearId", channel, activity, decided_on AS "decidedOn"
      FROM channel_opening WHERE academie_id = ${above} AND school_year_id = ${years} ORDER BY decided_on`)} AS openings,
    ${asked(entryIds.length > 0)(rivalsOf(entryIds))} AS rivals`;
};

/** What nothing here needs is not planned either: planning is a tenth of what a month costs PostgreSQL. */
const asked = (needed: boolean) => (query: Prisma.Sql) => (needed ? asJson(query) : Prisma.sql`'[]'::json`);

/** `entryIds`: the hours that stand at the time of another, almost never any: booked intervals exclude one another. */
export async function loadGround(
  tx: RawTx,
  missions: readonly MissionToJudge[],
  entryIds: readonly string[] = [],
): Promise<Ground> {
  const [rows] = await groundRows(tx, missions, entryIds);
  if (!rows) throw new Error("the ground of the lines gave no row");
  return {
    careers: grouped(rows.careers, (row) => [row.personId, row]),
    rated: new Map(rows.rated.map(({ missionId, ...rate }) => [missionId, rate])),
    posts: grouped(rows.posts, ({ personId, placeId, ...span }) => [keyOf(personId, placeId), span]),
    rivals: grouped(rows.rivals, ({ entryId, ...row }) => [entryId, row]),
    flats: grouped(rows.flats, ({ personId, schoolYearId, ...row }) => [keyOf(personId, schoolYearId), row]),
    holders: new Map(
      rows.holders.map((row) => [keyOf(row.placeId, row.schoolYearId, row.functionCode), row.count] as const),
    ),
    openings: rows.openings,
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Of an hour `e`: another hour `o` of the person at the same time, not taken back. Planned minutes without a séance are at no time. */
export const isAtTheSameTime = Prisma.sql`
  o.person_id = e.person_id AND o.school_year_id = e.school_year_id AND o.id <> e.id AND o.mission_id IS NOT NULL
    AND o.starts_at < e.ends_at AND o.ends_at > e.starts_at
    -- A séance lasts six hours at most (seance_interval): the index stops there.
    AND o.starts_at > e.starts_at - interval '6 hours' AND (e.source, o.source) = ('SHEET', 'SHEET')
    AND o.reverses_id IS NULL AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = o.id)`;

/**
 * Paid hours of a person at the same time as one to judge. Of two, the one recorded first stands: by number in one ledger, by
 * business time between two.
 */
const rivalsOf = (entryIds: readonly string[]) => Prisma.sql`
  SELECT e.id AS "entryId", o.number, m.channel, o.mission_id AS "missionId", o.source_key AS "sourceKey",
    extract(epoch FROM o.starts_at) * 1000 AS "startsAt", extract(epoch FROM o.ends_at) * 1000 AS "endsAt",
    CASE WHEN o.academie_id = e.academie_id THEN o.number < e.number ELSE o.at < e.at END AS earlier
  FROM hour_entry e
    JOIN hour_entry o ON ${isAtTheSameTime}
    JOIN mission m ON m.id = o.mission_id
  WHERE e.id = ANY (${entryIds}::uuid[])
  ORDER BY o.starts_at, o.number`;
