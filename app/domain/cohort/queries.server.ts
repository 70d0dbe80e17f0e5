import { businessNow } from "~/platform/clock.server";
import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { cohortPolicy, overseers } from "./policy";

/** The statuses by which a person is in a cohort. */
export const inCohort = ["ENROLLED", "COMPLETED"] as const;

/** The cohorts an actor may read: her own, those she is enrolled in, those of the places she answers for. */
export function cohortScope(actor: Actor): Prisma.CohortWhereInput {
  return {
    OR: [
      { referentId: actor.personId, place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } } },
      { place: { lineage: { hasSome: placeIdsOf(actor, overseers) } } },
      { enrolments: { some: { personId: actor.personId, status: { in: [...inCohort] } } } },
    ],
  };
}

const nameOf = { select: { id: true, givenName: true, familyName: true } } as const;
export const fullName = (person: { givenName: string; familyName: string }) =>
  `${person.givenName} ${person.familyName}`;

/** The cohorts in scope, newest first, with the number of trainees. */
export async function listCohorts(actor: Actor) {
  const cohorts = await db.cohort.findMany({
    where: cohortScope(actor),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
    select: {
      id: true,
      title: true,
      status: true,
      schoolYearId: true,
      place: { select: { id: true, name: true } },
      referent: nameOf,
      pathVersion: { select: { path: { select: { title: true } } } },
      _count: { select: { enrolments: { where: { status: { in: [...inCohort] } } } } },
    },
  });
  return {
    cohorts: cohorts.map(({ referent, pathVersion, _count, place, ...cohort }) => ({
      ...cohort,
      placeName: place.name,
      referentName: fullName(referent),
      pathTitle: pathVersion.path.title,
      trainees: _count.enrolments,
    })),
    can: { create: holdsAnywhere(actor, ["REFERENT"]) },
  };
}

/** One cohort with its people and teams. Addresses and pending invitations only to who may see them. @throws not_found */
export async function getCohort(actor: Actor, cohortId: string) {
  const cohort = await db.cohort.findFirst({
    where: { id: cohortId, ...cohortScope(actor) },
    include: {
      place: { select: { id: true, name: true, lineage: true, timeZone: true } },
      referent: nameOf,
      pathVersion: { select: { id: true, number: true, path: { select: { id: true, title: true } } } },
      mission: { select: { id: true, title: true, channel: true, plannedMinutes: true } },
      enrolments: {
        where: { status: { not: "WITHDRAWN" } },
        orderBy: [{ person: { familyName: "asc" } }, { email: "asc" }],
        include: { person: nameOf, teamMember: { select: { teamId: true } } },
      },
      teams: { orderBy: { name: "asc" }, select: { id: true, name: true } },
    },
  });
  if (!cohort) throw refuse("not_found", "cohort.notFound");
  const { place, enrolments, ...rest } = cohort;
  const subject = { referentId: cohort.referentId, lineage: place.lineage };
  const seesPeople = can(actor, cohortPolicy, "cohort.seePeople", subject);
  const people = enrolments
    .filter((one) => seesPeople || one.status !== "PENDING")
    .map(({ id, status, email, person, teamMember }) => ({
      enrolmentId: id,
      status,
      name: person && status !== "PENDING" ? fullName(person) : null,
      email: seesPeople ? email : null,
      teamId: teamMember?.teamId ?? null,
    }));
  return {
    ...rest,
    place: { id: place.id, name: place.name, timeZone: place.timeZone },
    people,
    can: { manage: can(actor, cohortPolicy, "cohort.manage", subject), seePeople: seesPeople },
  };
}

/** `getCohort` for who leads it. @throws forbidden to who may only read it */
export async function getManagedCohort(actor: Actor, cohortId: string) {
  const cohort = await getCohort(actor, cohortId);
  if (!cohort.can.manage) throw refuse("forbidden", "common.forbidden");
  return cohort;
}

/** Where the actor may open a cohort, and from what. @throws forbidden to who is référent nowhere */
export async function getCohortForm(actor: Actor) {
  if (!holdsAnywhere(actor, ["REFERENT"])) throw refuse("forbidden", "cohort.noSchool");
  const [schools, paths, schoolYears] = await Promise.all([
    db.place.findMany({
      where: { id: { in: placeIdsOf(actor, ["REFERENT"]) }, kind: "SCHOOL" },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
    db.path.findMany({
      where: { versions: { some: {} } },
      orderBy: { title: "asc" },
      select: { title: true, versions: { orderBy: { number: "desc" }, take: 1, select: { id: true, number: true } } },
    }),
    db.schoolYear.findMany({ orderBy: { startsOn: "asc" }, select: { id: true, startsOn: true, endsOn: true } }),
  ]);
  const versions = paths.flatMap(({ title, versions: [version] }) =>
    version ? [{ id: version.id, title, number: version.number }] : [],
  );
  const now = await businessNow();
  const current = schoolYears.find(({ startsOn, endsOn }) => startsOn <= now && now <= endsOn) ?? schoolYears[0];
  return { schools, versions, schoolYears, currentYear: current?.id };
}

/** Row lock: enrolling, planning and opening one cohort are answered one after the other. @throws not_found */
export async function lockCohort(tx: Tx, actor: Actor, cohortId: string) {
  await tx.$queryRaw`SELECT 1 FROM cohort WHERE id = ${cohortId}::uuid FOR UPDATE`;
  const cohort = await tx.cohort.findFirst({
    where: { id: cohortId, ...cohortScope(actor) },
    include: {
      place: { select: { id: true, name: true, lineage: true, timeZone: true } },
      schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
    },
  });
  if (!cohort) throw refuse("not_found", "cohort.notFound");
  return { ...cohort, lineage: cohort.place.lineage };
}
