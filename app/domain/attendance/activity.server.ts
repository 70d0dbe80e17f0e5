import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { overseers } from "../cohort/policy";
import { fullName, inCohort } from "../cohort/queries.server";
import { refuse } from "../errors";
import { staff } from "../seance/policy";
import { atADistance, isHeldAsSeance } from "./activity";
import { type ActivitySubject, attendancePolicy } from "./policy";

/** Sessions whose activities an actor reads: those she leads, as référent, trainer or deputy, and those of her places. */
function sessionScope(actor: Actor): Prisma.CohortWhereInput {
  const within = (placeIds: string[]) => ({ place: { lineage: { hasSome: placeIds } } });
  const leads = [{ trainerId: actor.personId }, { deputyId: actor.personId }];
  return {
    OR: [
      { referentId: actor.personId, ...within(placeIdsOf(actor, ["REFERENT"])) },
      { seances: { some: { status: "PLANNED", OR: leads } }, ...within(placeIdsOf(actor, staff)) },
      within(placeIdsOf(actor, overseers)),
    ],
  };
}

/** A session as far as its activities are concerned. @throws not_found for whoever neither leads nor answers for it */
export async function sessionOf(tx: Tx, actor: Actor, cohortId: string) {
  const cohort = await tx.cohort.findFirst({
    where: { id: cohortId, ...sessionScope(actor) },
    select: {
      id: true,
      title: true,
      status: true,
      referentId: true,
      pathVersionId: true,
      place: { select: { lineage: true, timeZone: true } },
      seances: {
        where: { status: "PLANNED" },
        select: { trainerId: true, deputyId: true, stageId: true, modality: true },
      },
    },
  });
  if (!cohort) throw refuse("not_found", "cohort.notFound");
  const { place, seances, ...session } = cohort;
  const trainerIds = [...new Set(seances.flatMap(({ trainerId, deputyId }) => [trainerId, deputyId ?? trainerId]))];
  const subject: ActivitySubject = { referentId: session.referentId, trainerIds, lineage: place.lineage };
  return { ...session, timeZone: place.timeZone, seances, subject };
}

/** The same with its row held: what is attested, withdrawn and booked of one session comes one after the other. */
export async function lockSession(tx: Tx, actor: Actor, cohortId: string) {
  await tx.$queryRaw`SELECT 1 FROM cohort WHERE id = ${cohortId}::uuid FOR UPDATE`;
  return sessionOf(tx, actor, cohortId);
}

/** The activities at a distance of the path a session follows, in order. */
const distanceActivities = (tx: Tx, pathVersionId: string) =>
  tx.activity.findMany({
    where: { stage: { pathVersionId }, modality: { in: [...atADistance] } },
    orderBy: [{ stage: { position: "asc" } }, { position: "asc" }],
    include: { stage: { select: { position: true, title: true } } },
  });

/** The attestation that stands of each activity and person: the last one, not withdrawn. */
const standing = {
  withdrawals: { none: { status: "APPROVED" } },
} as const satisfies Prisma.ActivityAttestationWhereInput;

/** Attestations of an activity in the order of their series. */
export const attestationsOf = (tx: Tx, activityId: string, enrolmentIds: readonly string[]) =>
  tx.activityAttestation.findMany({
    where: { activityId, enrolmentId: { in: [...enrolmentIds] } },
    orderBy: { seq: "asc" },
    select: { enrolmentId: true, seq: true, withdrawals: { where: { status: "APPROVED" }, select: { id: true } } },
  });

/** The activities at a distance of a session: what is planned, for whom it is attested, what waits for a second person. */
export async function getActivities(actor: Actor, cohortId: string) {
  const session = await sessionOf(db, actor, cohortId);
  const { subject, seances } = session;
  const [activities, enrolments, attestations] = await Promise.all([
    distanceActivities(db, session.pathVersionId),
    db.enrolment.findMany({
      where: { cohortId, status: { in: [...inCohort] }, personId: { not: null } },
      orderBy: [{ person: { familyName: "asc" } }, { id: "asc" }],
      select: { id: true, person: { select: { id: true, givenName: true, familyName: true } } },
    }),
    db.activityAttestation.findMany({
      where: { cohortId, ...standing },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      include: {
        enrolment: { select: { person: { select: { id: true, givenName: true, familyName: true } } } },
        withdrawals: { where: { status: "PROPOSED" } },
      },
    }),
  ]);
  const names = await namesOf(
    attestations.flatMap(({ attestedById, withdrawals }) => [
      attestedById,
      ...withdrawals.map(({ proposedById }) => proposedById),
    ]),
  );
  const shown = attestations.map(({ enrolment: { person }, withdrawals: [withdrawal], ...attestation }) => ({
    id: attestation.id,
    activityId: attestation.activityId,
    enrolmentId: attestation.enrolmentId,
    name: person ? fullName(person) : "",
    at: attestation.at,
    by: names.get(attestation.attestedById) ?? "",
    withdrawal: withdrawal
      ? {
          id: withdrawal.id,
          reason: withdrawal.reason,
          at: withdrawal.proposedAt,
          by: names.get(withdrawal.proposedById) ?? "",
          mayDecide: can(actor, attendancePolicy, "attendance.decideWithdrawal", {
            session: subject,
            proposedById: withdrawal.proposedById,
            concernedId: person?.id ?? null,
          }),
        }
      : null,
  }));
  return {
    cohort: { id: session.id, title: session.title, status: session.status, timeZone: session.timeZone },
    activities: activities.map(({ stage, ...activity }) => {
      const attested = shown.filter(({ activityId }) => activityId === activity.id);
      const done = new Set(attested.map(({ enrolmentId }) => enrolmentId));
      return {
        id: activity.id,
        title: activity.title,
        modality: activity.modality,
        minutes: activity.minutes,
        stage,
        held: isHeldAsSeance(activity, seances),
        attested,
        waiting: enrolments
          .filter(({ id, person }) => !done.has(id) && person?.id !== actor.personId)
          .map(({ id, person }) => ({ enrolmentId: id, name: person ? fullName(person) : "" })),
      };
    }),
    can: {
      attest: session.status === "OPEN" && can(actor, attendancePolicy, "attendance.attest", subject),
      withdraw: can(actor, attendancePolicy, "attendance.withdraw", subject),
    },
  };
}
export type ActivitiesView = Awaited<ReturnType<typeof getActivities>>;

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(people.map((person) => [person.id, fullName(person)]));
}
