import { z } from "zod";
import { businessNow } from "~/platform/clock.server";
import { db, Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import { localDay } from "../calendar";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { payPolicy, payReaders } from "./policy";
import {
  type Cause,
  causeOf,
  codeOf,
  type Group,
  periodOf,
  type ReconciliationFilter,
  reconcile,
} from "./reconciliation";
import {
  groupSums,
  type Item,
  itemColumns,
  type Narrowed,
  standingColumns,
  standingKeys,
  standings,
  standingWord,
} from "./standings.server";

const SCHOOLS = 25;
const ITEMS = 50;
const today = async () => localDay(await businessNow(), "Europe/Paris");

/** « Collège …|<uuid> »: the school after which the next page starts. A stray one is the first page. */
const SchoolCursor = z
  .string()
  .regex(/\|[0-9a-f-]{36}$/)
  .transform((text) => ({ name: text.slice(0, -37), id: text.slice(-36) }))
  .optional()
  .catch(undefined);
const ItemCursor = z
  .string()
  .regex(/^\d{10,16}_[0-9a-f-]{36}_\d$/)
  .transform((text) => {
    const [at = "", id = "", part = ""] = text.split("_");
    return { at: new Date(Number(at)), id, part: Number(part) };
  })
  .optional()
  .catch(undefined);

/** Hours and amounts of the schools an actor answers for, three ways: a page of schools, each with its differences by cause. */
export async function getReconciliation(actor: Actor, filter: ReconciliationFilter) {
  authorize(actor, payPolicy, "pay.readReconciliation", null);
  const period = periodOf(filter, await today());
  const asked: Narrowed = { ...period, channel: filter.canal };
  const places = placeIdsOf(actor, payReaders);
  const academies = await db.place.findMany({
    where: { kind: "ACADEMIE", lineage: { hasSome: places } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  const found = await listSchools(places, asked, filter);
  const schools = found.slice(0, SCHOOLS);
  const groups = await groupsOf(Prisma.sql`s.id = ANY (${schools.map(({ id }) => id)}::uuid[])`, asked, "place_id");
  const last = schools.at(-1);
  return {
    ...period,
    channel: filter.canal ?? null,
    academieId: filter.academie ?? null,
    academies,
    schoolYears: await listYears(),
    schools: schools.map((school) => ({ ...school, ...reconcile(groups.get(school.id) ?? []) })),
    next: found.length > SCHOOLS && last ? `${last.name}|${last.id}` : null,
  };
}
export type ReconciliationView = Awaited<ReturnType<typeof getReconciliation>>;

const listYears = async () =>
  (await db.schoolYear.findMany({ orderBy: { id: "desc" }, take: 10, select: { id: true } })).map(({ id }) => id);

/** Schools with a mission in the year. Keyset: by name, then id. */
function listSchools(places: string[], { schoolYear, channel }: Narrowed, { academie, apres }: ReconciliationFilter) {
  const after = SchoolCursor.parse(apres);
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT p.id::text, p.name FROM place p
    WHERE p.kind = 'SCHOOL' AND p.lineage && ${places}::uuid[]
      ${academie ? Prisma.sql`AND p.lineage @> ARRAY[${academie}::uuid]` : Prisma.empty}
      ${after ? Prisma.sql`AND (p.name, p.id) > (${after.name}, ${after.id}::uuid)` : Prisma.empty}
      AND EXISTS (SELECT 1 FROM mission m WHERE m.place_id = p.id AND m.school_year_id = ${schoolYear}
        ${channel ? Prisma.sql`AND m.channel = ${channel}::channel` : Prisma.empty})
    ORDER BY p.name, p.id LIMIT ${SCHOOLS + 1}`;
}

const school = (which: Prisma.Sql) =>
  Prisma.sql`school AS MATERIALIZED (SELECT s.id, s.time_zone FROM place s WHERE ${which})`;

/** Items that stand alike, counted in the database, by school or by person. */
async function groupsOf(which: Prisma.Sql, asked: Narrowed, by: "place_id" | "person_id") {
  const key = by === "place_id" ? Prisma.sql`place_id` : Prisma.sql`person_id`;
  const rows = await db.$queryRaw<(Group & { of: string; word: string })[]>`
    WITH ${school(which)}, item AS (${standings(asked)})
    SELECT ${key}::text AS of, ${standingWord} AS word, ${standingColumns}, ${groupSums}
    FROM item GROUP BY ${key}, ${standingKeys}`;
  const groups = new Map<string, (Group & { word: string })[]>();
  for (const { of, ...row } of rows) groups.set(of, [...(groups.get(of) ?? []), row]);
  return groups;
}

export type Difference = Item & { name: string; cause: Cause };

/** One school, person by person, and a page of its differences, each with its hour. @throws not_found outside the actor's schools */
export async function getSchoolReconciliation(actor: Actor, schoolId: string, filter: ReconciliationFilter) {
  const place = await db.place.findFirst({
    where: { id: schoolId, kind: "SCHOOL", lineage: { hasSome: placeIdsOf(actor, payReaders) } },
    select: { id: true, name: true },
  });
  if (!place) throw refuse("not_found", "pay.placeUnknown");
  const period = periodOf(filter, await today());
  const asked: Narrowed = { ...period, channel: filter.canal };
  const which = Prisma.sql`s.id = ${schoolId}::uuid`;
  const groups = await groupsOf(which, asked, "person_id");
  const all = [...groups.values()].flat();
  const words = all.filter((group) => causeOf(group) !== null).map(({ word }) => word);
  const found = await listItems(which, asked, [...new Set(words)], filter.apres);
  const names = await namesOf([...groups.keys()]);
  const items = found.slice(0, ITEMS);
  const last = items.at(-1);
  return {
    ...period,
    channel: filter.canal ?? null,
    school: place,
    schoolYears: await listYears(),
    ...reconcile(all),
    people: [...names].map(([id, name]) => {
      const own = groups.get(id) ?? [];
      /** Of a month: whether the person has declared it complete. */
      const declared = period.month !== null && own.every(({ monthDeclared }) => monthDeclared);
      return { id, name, ...reconcile(own), declared };
    }),
    items: items.flatMap((item): Difference[] => {
      const cause = causeOf(item);
      return cause ? [{ ...item, code: codeOf(cause, item.code), cause, name: names.get(item.personId) ?? "" }] : [];
    }),
    next: found.length > ITEMS && last ? cursorOf(last) : null,
  };
}
export type SchoolReconciliation = Awaited<ReturnType<typeof getSchoolReconciliation>>;

const cursorOf = ({ at, entryId, missionId, instalment }: Item) =>
  `${at.getTime()}_${entryId ?? missionId}_${instalment ?? 0}`;

/** Items that stand in one of the ways named, oldest first. Keyset: by instant, then by hour, or mission and part. */
export function listItems(which: Prisma.Sql, asked: Narrowed, words: string[], apres?: string, most = ITEMS) {
  const after = ItemCursor.parse(apres);
  return db.$queryRaw<Item[]>`
    WITH ${school(which)}, item AS (${standings(asked)})
    SELECT ${itemColumns} FROM item
    WHERE ${standingWord} = ANY (${words})
      ${after ? Prisma.sql`AND (at, coalesce(entry_id, mission_id), coalesce(instalment, 0)) > (${after.at}, ${after.id}::uuid, ${after.part})` : Prisma.empty}
    ORDER BY at, coalesce(entry_id, mission_id), coalesce(instalment, 0) LIMIT ${most + 1}`;
}

/** In the order of the family names, as every list of people. */
async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: ids } },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(people.map((person) => [person.id, nameOf(person)]));
}

/** The differences of a page of schools, whatever their number: what the monthly reconciliation writes down. */
export async function differencesOf(schoolIds: string[], asked: Narrowed): Promise<(Item & { cause: Cause })[]> {
  const rows = await db.$queryRaw<Item[]>`
    WITH ${school(Prisma.sql`s.id = ANY (${schoolIds}::uuid[])`)}, item AS (${standings(asked)})
    SELECT ${itemColumns} FROM item
    ORDER BY at, coalesce(entry_id, mission_id), coalesce(instalment, 0)`;
  return rows.flatMap((item) => {
    const cause = causeOf(item);
    return cause ? [{ ...item, cause, code: codeOf(cause, item.code) }] : [];
  });
}
