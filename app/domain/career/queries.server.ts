import { db, type Prisma, type Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { type Actor, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { type Day, dayOf } from "../calendar";
import { canonicalJson } from "../canonical";
import { refuse } from "../errors";
import { businessDay } from "../place/queries.server";
import { careerPolicy } from "./policy";
import { factsOf, gapsOf } from "./rules";
import type { CareerRow, ChangeKind } from "./schema";

const DAY = 86_400_000;
/** A mission is paid, and its hours corrected, some months after its school year: its rectorat still brings what is missing. */
const AFTER_YEAR_DAYS = 366;

/** Days as the calendar of the actor's own académie counts them. */
export async function todayOf(tx: Tx, actor: Actor): Promise<Date> {
  const [placeId] = placeIdsOf(actor, ["RECTORAT"]);
  return placeId ? businessDay(tx, placeId) : new Date();
}

const current = (today: Date) => ({
  roles: { OR: [{ validTo: null }, { validTo: { gte: today } }] } satisfies Prisma.RoleAssignmentWhereInput,
  missions: {
    schoolYear: { endsOn: { gte: new Date(today.getTime() - AFTER_YEAR_DAYS * DAY) } },
  } satisfies Prisma.MissionWhereInput,
});

/**
 * Whose career a rectorat manages: whoever holds a role in its académie, now or later, and whoever had a mission there in a
 * school year that ended less than a year ago. Of two académies, both do.
 */
export function managedBy(actor: Actor, today: Date): Prisma.PersonWhereInput {
  const place = { lineage: { hasSome: placeIdsOf(actor, ["RECTORAT"]) } };
  const { roles, missions } = current(today);
  return { OR: [{ roleAssignments: { some: { place, ...roles } } }, { missions: { some: { place, ...missions } } }] };
}

const partsOf = (today: Date) =>
  ({
    id: true,
    givenName: true,
    familyName: true,
    email: true,
    careers: { orderBy: { validFrom: "asc" } },
    roleAssignments: { where: current(today).roles, select: { place: { select: { lineage: true } } } },
    missions: { where: current(today).missions, select: { place: { select: { lineage: true } } } },
  }) satisfies Prisma.PersonSelect;
type Found = Prisma.PersonGetPayload<{ select: ReturnType<typeof partsOf> }>;

const rowOf = ({ id, validFrom, validTo, ...row }: Found["careers"][number]): CareerRow => ({
  ...factsOf(row),
  ...{ id, from: dayOf(validFrom), to: validTo && dayOf(validTo) },
});

const managedOf = ({ careers, roleAssignments, missions, ...person }: Found) => ({
  person: { id: person.id, name: `${person.givenName} ${person.familyName}`.trim(), email: person.email },
  rows: careers.map(rowOf),
  subject: {
    personId: person.id,
    lineage: [...new Set([...roleAssignments, ...missions].flatMap(({ place }) => place.lineage))],
  },
});
export type Managed = ReturnType<typeof managedOf>;

/** Of many people, those whose career the actor manages; in no order. */
export async function findManaged(tx: Tx, actor: Actor, which: Prisma.PersonWhereInput): Promise<Managed[]> {
  const today = await todayOf(tx, actor);
  const found = await tx.person.findMany({
    where: { AND: [which, managedBy(actor, today)] },
    select: partsOf(today),
  });
  return found.map(managedOf);
}

/** One's own, or that of somebody whose career the actor manages. @throws not_found for a stranger */
export async function readableCareer(tx: Tx, actor: Actor, personId: string): Promise<Managed> {
  const today = await todayOf(tx, actor);
  const scope = personId === actor.personId ? {} : managedBy(actor, today);
  const found = await tx.person.findFirst({ where: { AND: [{ id: personId }, scope] }, select: partsOf(today) });
  const managed = found && managedOf(found);
  if (!managed || !can(actor, careerPolicy, "career.read", managed.subject))
    throw refuse("not_found", "career.personUnknown");
  return managed;
}

/** What a form carries, so that another career by now is not changed unread. */
export const seenOf = (rows: readonly CareerRow[]): string => sha256(canonicalJson(rows)).slice(0, 32);

/** The career of a person, with every change of it, the last first. @throws not_found */
export async function getCareer(actor: Actor, personId: string) {
  const { person, rows, subject } = await readableCareer(db, actor, personId);
  const changes = await db.careerChange.findMany({ where: { personId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
  const authors = await db.person.findMany({
    where: { id: { in: changes.map(({ byId }) => byId) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const nameBy = new Map(authors.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`.trim()]));
  return {
    person,
    own: person.id === actor.personId,
    rows,
    gaps: gapsOf(rows),
    seen: seenOf(rows),
    history: changes.map(({ id, kind, before, after, reason, at, byId }) => ({
      ...{ id, at, reason, by: nameBy.get(byId) ?? "" },
      kind: kind satisfies ChangeKind,
      // As the command wrote them.
      before: before as unknown as CareerRow[],
      after: after as unknown as CareerRow[],
    })),
    canWrite: can(actor, careerPolicy, "career.write", subject),
  };
}
export type CareerView = Awaited<ReturnType<typeof getCareer>>;

/** Those of some people whose career the actor may write: pages that lead to it ask first. */
export async function writableCareers(actor: Actor, personIds: readonly string[]): Promise<string[]> {
  if (personIds.length === 0 || placeIdsOf(actor, ["RECTORAT"]).length === 0) return [];
  const managed = await findManaged(db, actor, { id: { in: [...new Set(personIds)] } });
  return managed
    .filter(({ subject }) => can(actor, careerPolicy, "career.write", subject))
    .map(({ person }) => person.id);
}

/** For the list of people: whose career leads to its page, and whether a list may be given. */
export async function listManageable(actor: Actor, personIds: readonly string[]) {
  return {
    careers: await writableCareers(actor, personIds),
    imports: can(actor, careerPolicy, "career.import", null),
  };
}

/** The plain day of business now, as the actor's académie counts it. */
export const dayNow = async (tx: Tx, actor: Actor): Promise<Day> => dayOf(await todayOf(tx, actor));
