import { businessNow } from "~/platform/clock.server";
import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { overseers } from "../cohort/policy";
import { fullName, inCohort } from "../cohort/queries.server";
import { refuse } from "../errors";
import { leadsSeance, seancePolicy, staff } from "./policy";
import { plannedMinutes } from "./rules";

/** The séances an actor may read: those she leads, those of her cohorts, those of the places she answers for. */
export function seanceScope(actor: Actor): Prisma.SeanceWhereInput {
  return {
    OR: [
      ledBy(actor),
      { cohort: { place: { lineage: { hasSome: placeIdsOf(actor, overseers) } } } },
      { cohort: { enrolments: { some: { personId: actor.personId, status: { in: [...inCohort] } } } } },
    ],
  };
}

/** The séances an actor answers for: trainer, deputy, or référent of the cohort. */
export function ledBy(actor: Actor): Prisma.SeanceWhereInput {
  return {
    OR: [
      {
        OR: [{ trainerId: actor.personId }, { deputyId: actor.personId }],
        cohort: { place: { lineage: { hasSome: placeIdsOf(actor, staff) } } },
      },
      {
        cohort: {
          referentId: actor.personId,
          place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } },
        },
      },
    ],
  };
}

const withCohort = {
  stage: { select: { id: true, position: true, title: true } },
  cohort: {
    select: {
      id: true,
      title: true,
      status: true,
      referentId: true,
      schoolYearId: true,
      pathVersionId: true,
      place: { select: { id: true, name: true, lineage: true, timeZone: true } },
      referent: { select: { givenName: true, familyName: true } },
      enrolments: { where: { status: { in: [...inCohort] } }, select: { id: true, personId: true } },
      _count: { select: { teams: true } },
    },
  },
} as const satisfies Prisma.SeanceInclude;

type Loaded = Prisma.SeanceGetPayload<{ include: typeof withCohort }>;

function shown(seance: Loaded) {
  const { cohort, ...rest } = seance;
  const { enrolments, place, referent, _count, referentId, ...about } = cohort;
  return {
    ...rest,
    minutes: plannedMinutes(seance),
    cohort: { ...about, referentId, referentName: fullName(referent) },
    place: { id: place.id, name: place.name, timeZone: place.timeZone },
    expected: enrolments.length,
    teams: _count.teams,
  };
}
export type ShownSeance = ReturnType<typeof shown>;

const subjectOf = (seance: Loaded) => ({
  referentId: seance.cohort.referentId,
  trainerId: seance.trainerId,
  deputyId: seance.deputyId,
  lineage: seance.cohort.place.lineage,
});

/** One séance with its cohort, its people's names and what the actor may do. @throws not_found to a stranger */
export async function getSeance(actor: Actor, seanceId: string) {
  const seance = await db.seance.findFirst({ where: { id: seanceId, ...seanceScope(actor) }, include: withCohort });
  if (!seance) throw refuse("not_found", "seance.notFound");
  const [now, names] = await Promise.all([businessNow(), namesOf(db, [seance.trainerId, seance.deputyId])]);
  const subject = subjectOf(seance);
  const ahead = seance.status === "PLANNED" && now < seance.startsAt;
  return {
    ...shown(seance),
    trainerName: names.get(seance.trainerId) ?? "",
    deputyName: seance.deputyId ? (names.get(seance.deputyId) ?? "") : null,
    now,
    ahead,
    can: {
      move: can(actor, seancePolicy, "seance.move", subject),
      cancel: can(actor, seancePolicy, "seance.cancel", subject),
      lead: leadsSeance(actor, subject),
    },
  };
}

/** `getSeance` for who may move or cancel it. @throws forbidden to who may only read it */
export async function getSeanceToChange(actor: Actor, seanceId: string, verb: "seance.move" | "seance.cancel") {
  const seance = await getSeance(actor, seanceId);
  if (!(verb === "seance.move" ? seance.can.move : seance.can.cancel))
    throw refuse("forbidden", "common.forbidden", { verb });
  return seance;
}

/** The séances of one cohort, by date. The cohort is in the actor's scope or the list is empty. */
export async function listSeances(actor: Actor, cohortId: string) {
  return db.seance.findMany({
    where: { cohortId, ...seanceScope(actor) },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      title: true,
      modality: true,
      room: true,
      startsAt: true,
      endsAt: true,
      status: true,
      stage: { select: { position: true } },
    },
  });
}

/** What is needed to plan a séance: stages, and who may be deputy. @throws not_found */
export async function getPlanForm(actor: Actor, cohortId: string) {
  const now = await businessNow();
  const cohort = await db.cohort.findFirst({
    where: {
      id: cohortId,
      referentId: actor.personId,
      place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } },
    },
    select: {
      id: true,
      title: true,
      status: true,
      placeId: true,
      place: { select: { name: true, timeZone: true } },
      schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
      pathVersion: {
        select: { stages: { orderBy: { position: "asc" }, select: { id: true, position: true, title: true } } },
      },
    },
  });
  if (!cohort) throw refuse("not_found", "cohort.notFound");
  const { pathVersion, ...rest } = cohort;
  return { ...rest, now, stages: pathVersion.stages, deputies: await listDeputies(db, cohort.placeId, actor, now) };
}

/** Who may stand in for the trainer: a person who teaches, trains or directs in the school. */
export async function listDeputies(tx: Tx, placeId: string, actor: Actor, at: Date) {
  const people = await tx.person.findMany({
    where: {
      id: { not: actor.personId },
      account: { status: "ACTIVE" },
      roleAssignments: {
        some: {
          placeId,
          role: { in: [...staff] },
          validFrom: { lte: at },
          OR: [{ validTo: null }, { validTo: { gte: new Date(at.toISOString().slice(0, 10)) } }],
        },
      },
    },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
    select: { id: true, givenName: true, familyName: true },
  });
  return people.map((person) => ({ id: person.id, name: fullName(person) }));
}

/** « Prénom Nom » by id. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const people = await tx.person.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(people.map((person) => [person.id, fullName(person)]));
}

/** The séance as commands need it. Its cohort's row is locked first, so that moving and opening do not cross. */
export async function lockSeance(tx: Tx, actor: Actor, seanceId: string) {
  await tx.$queryRaw`
    SELECT 1 FROM cohort WHERE id = (SELECT cohort_id FROM seance WHERE id = ${seanceId}::uuid) FOR UPDATE`;
  const seance = await tx.seance.findFirst({ where: { id: seanceId, ...seanceScope(actor) }, include: withCohort });
  if (!seance) throw refuse("not_found", "seance.notFound");
  return { ...shown(seance), subject: subjectOf(seance) };
}

export { shown as showSeance, withCohort as seanceWithCohort };
