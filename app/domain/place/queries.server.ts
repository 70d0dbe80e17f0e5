import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import { placePolicy, seesSchools } from "./policy";
import type { SchoolFilter, SchoolLine } from "./schema";

/** Today in the place's own calendar and in business time, as a `date` column holds it: midnight UTC. */
export async function businessDay(tx: Tx, placeId: string): Promise<Date> {
  const rows = await tx.$queryRaw<{ day: Date }[]>`
    select (business_now() at time zone time_zone)::date as day from place where id = ${placeId}::uuid`;
  const day = rows[0]?.day;
  if (!day) throw new Error(`unknown place ${placeId}`);
  return day;
}

/** Places still open today. */
export async function inForce(tx: Tx = db): Promise<Prisma.PlaceWhereInput> {
  const rows = await tx.$queryRaw<{ day: Date }[]>`
    select (business_now() at time zone 'Europe/Paris')::date as day`;
  const day = rows[0]?.day ?? new Date();
  return { validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] };
}

/** The schools below the actor's places, a page at a time, by name; `after` is the last id of the page before. */
export async function listSchools(
  actor: Actor,
  { q, sector, after }: SchoolFilter = {},
  take = 50,
): Promise<{ schools: SchoolLine[]; next: string | null }> {
  authorize(actor, placePolicy, "place.list", null);
  const matching: Prisma.PlaceWhereInput = q
    ? {
        OR: [
          { name: { contains: q, mode: "insensitive" } },
          { school: { uai: q.toUpperCase() } },
          { school: { town: { contains: q, mode: "insensitive" } } },
        ],
      }
    : {};
  const scope: Prisma.PlaceWhereInput = {
    kind: "SCHOOL",
    lineage: { hasSome: placeIdsOf(actor, seesSchools) },
    AND: [await inForce(), matching, sector ? { school: { sector } } : {}],
  };
  // The cursor is looked up inside the scope: a stranger's id is an unknown id.
  const last = after
    ? await db.place.findFirst({ where: { ...scope, id: after }, select: { id: true, name: true } })
    : null;
  const rows = await db.place.findMany({
    where: last
      ? { AND: [scope, { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: last.id } }] }] }
      : scope,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: take + 1,
    include: { school: true },
  });
  const page = rows.slice(0, take);
  return {
    schools: page.flatMap(({ id, name, fictional, school }) =>
      school
        ? [{ id, name, fictional, uai: school.uai, type: school.type, sector: school.sector, town: school.town }]
        : [],
    ),
    next: rows.length > take ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Schools and académies of the actor's scope, counted for the first page of the section. */
export async function countSchools(actor: Actor): Promise<number> {
  authorize(actor, placePolicy, "place.list", null);
  return db.place.count({
    where: { kind: "SCHOOL", lineage: { hasSome: placeIdsOf(actor, seesSchools) }, ...(await inForce()) },
  });
}
