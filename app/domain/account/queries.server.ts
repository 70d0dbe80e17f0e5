import { db, type Prisma } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf, type Role } from "../actor";
import { authorize, can } from "../authorize";
import { businessDay, countSchools } from "../place/queries.server";
import { accountPolicy, seesPeople } from "./policy";
import { nameableRoles, placeKindsOf } from "./rules";

export type PersonLine = {
  id: string;
  name: string;
  email: string;
  status: "INVITED" | "ACTIVE" | "SUSPENDED" | null;
  suspendable: boolean;
  roles: { assignmentId: string; role: Role; placeName: string; since: Date; endable: boolean }[];
};

/** The people who hold a role in the actor's scope today, by name, a page at a time. */
export async function listPeople(
  actor: Actor,
  { q, after }: { q?: string | undefined; after?: string | undefined } = {},
  take = 50,
): Promise<{ people: PersonLine[]; next: string | null }> {
  authorize(actor, accountPolicy, "account.list", null);
  const scope = await heldInScope(actor);
  const words = (q ?? "").split(/\s+/).filter(Boolean).slice(0, 5);
  const where: Prisma.PersonWhereInput = {
    roleAssignments: { some: scope },
    AND: words.map((word) => ({
      OR: [
        { familyName: { contains: word, mode: "insensitive" as const } },
        { givenName: { contains: word, mode: "insensitive" as const } },
        { email: { contains: word, mode: "insensitive" as const } },
      ],
    })),
  };
  const last = after ? await db.person.findFirst({ where: { ...where, id: after } }) : null;
  const rows = await db.person.findMany({
    where: last
      ? {
          AND: [
            where,
            {
              OR: [
                { familyName: { gt: last.familyName } },
                { familyName: last.familyName, givenName: { gt: last.givenName } },
                { familyName: last.familyName, givenName: last.givenName, id: { gt: last.id } },
              ],
            },
          ],
        }
      : where,
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    take: take + 1,
    select: {
      id: true,
      givenName: true,
      familyName: true,
      email: true,
      account: { select: { id: true, status: true } },
      roleAssignments: {
        where: scope,
        orderBy: [{ role: "asc" }, { id: "asc" }],
        select: { id: true, role: true, validFrom: true, place: { select: { name: true, kind: true, lineage: true } } },
      },
    },
  });
  const page = rows.slice(0, take);
  return {
    people: page.map((row) => ({
      id: row.id,
      name: `${row.givenName} ${row.familyName}`.trim(),
      email: row.email,
      status: row.account?.status ?? null,
      suspendable: row.account !== null && can(actor, accountPolicy, "account.suspend", { accountId: row.account.id }),
      roles: row.roleAssignments.map(({ id, role, validFrom, place }) => ({
        assignmentId: id,
        role,
        placeName: place.name,
        since: validFrom,
        endable: nameableRoles(actor, place).includes(role),
      })),
    })),
    next: rows.length > take ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Roles held today at the actor's places and below. */
async function heldInScope(actor: Actor): Promise<Prisma.RoleAssignmentWhereInput> {
  const placeIds = placeIdsOf(actor, seesPeople);
  const today = placeIds[0] ? await businessDay(db, placeIds[0]) : new Date();
  return {
    place: { lineage: { hasSome: placeIds } },
    validFrom: { lte: today },
    OR: [{ validTo: null }, { validTo: { gte: today } }],
  };
}

/** What the first page of the section shows: schools and people of the actor's scope; null: not hers to see. */
export async function getAcademieSection(actor: Actor) {
  const schools = await countSchools(actor);
  const doors = {
    referents: holdsAnywhere(actor, ["CTICE", "RECTORAT"]),
    channels: holdsAnywhere(actor, ["CTICE", "RECTORAT", "TRAINING_OFFICE"]),
    missions: holdsAnywhere(actor, ["TRAINING_OFFICE"]),
  };
  if (!can(actor, accountPolicy, "account.list", null)) return { schools, people: null, ...doors };
  const people = await db.person.count({ where: { roleAssignments: { some: await heldInScope(actor) } } });
  return { schools, people, ...doors };
}

/** The places and roles the actor may name somebody to; empty for most people. */
export async function listNameable(actor: Actor): Promise<{ role: Role; places: { id: string; name: string }[] }[]> {
  authorize(actor, accountPolicy, "account.list", null);
  const places = await db.place.findMany({
    where: { lineage: { hasSome: placeIdsOf(actor, seesPeople) }, validTo: null },
    orderBy: [{ name: "asc" }],
    // A select of thousands of schools helps nobody: beyond this the directory's page leads to the form.
    take: 500,
    select: { id: true, name: true, kind: true, lineage: true },
  });
  return (Object.keys(placeKindsOf) as Role[])
    .map((role) => ({
      role,
      places: places
        .filter((place) => nameableRoles(actor, place).includes(role))
        .map(({ id, name }) => ({ id, name })),
    }))
    .filter((line) => line.places.length > 0);
}
