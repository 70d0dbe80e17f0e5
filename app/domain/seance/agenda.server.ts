import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { inCohort } from "../cohort/queries.server";
import { stageReached } from "./progress";
import { ledBy, seanceWithCohort, showSeance } from "./queries.server";
import { localDay } from "./rules";

/** The séances an actor takes part in: as the one who answers for them, or as a trainee. Overseers have their own pages. */
function mine(actor: Actor) {
  const enrolled = {
    cohort: { enrolments: { some: { personId: actor.personId, status: { in: [...inCohort] } } } },
  };
  return { status: "PLANNED" as const, cohort: { status: "OPEN" as const }, AND: [{ OR: [ledBy(actor), enrolled] }] };
}

/** Today's séances in business time, each with `leads`: whether the actor opens its sheet or signs it. */
export async function listTodaySeances(actor: Actor) {
  const now = await businessNow();
  // A day of the school's own zone lies within these bounds, whatever the zone; the exact day is compared below.
  const near = await db.seance.findMany({
    where: {
      ...mine(actor),
      startsAt: { gte: new Date(now.getTime() - 86_400_000), lte: new Date(now.getTime() + 86_400_000) },
    },
    orderBy: { startsAt: "asc" },
    include: seanceWithCohort,
  });
  return near
    .map(showSeance)
    .filter(({ startsAt, place }) => localDay(startsAt, place.timeZone) === localDay(now, place.timeZone))
    .map((seance) => ({ ...seance, leads: leads(actor, seance), now }));
}

/** The next séance that has not ended; null when none is planned. */
export async function nextSeance(actor: Actor) {
  const now = await businessNow();
  const next = await db.seance.findFirst({
    where: { ...mine(actor), endsAt: { gt: now } },
    orderBy: { startsAt: "asc" },
    include: seanceWithCohort,
  });
  if (!next) return null;
  const seance = showSeance(next);
  return { ...seance, leads: leads(actor, seance), now };
}

const leads = (actor: Actor, seance: { trainerId: string; deputyId: string | null; cohort: { referentId: string } }) =>
  [seance.trainerId, seance.deputyId, seance.cohort.referentId].includes(actor.personId);

/** The cohorts an actor leads or is enrolled in, with the stage reached and the next séance. */
export async function listMyCohorts(actor: Actor) {
  const now = await businessNow();
  const cohorts = await db.cohort.findMany({
    where: {
      status: { in: ["PREPARATION", "OPEN"] },
      OR: [
        { referentId: actor.personId, place: { lineage: { hasSome: placeIdsOf(actor, ["REFERENT"]) } } },
        { enrolments: { some: { personId: actor.personId, status: { in: [...inCohort] } } } },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
    select: {
      id: true,
      title: true,
      status: true,
      referentId: true,
      place: { select: { name: true, timeZone: true } },
      pathVersion: { select: { stages: { select: { position: true } } } },
      seances: {
        where: { status: "PLANNED" },
        orderBy: { startsAt: "asc" },
        select: { id: true, startsAt: true, endsAt: true, stage: { select: { position: true } } },
      },
      _count: { select: { enrolments: { where: { status: { in: [...inCohort] } } } } },
    },
  });
  return cohorts.map(({ pathVersion, seances, _count, place, referentId, ...cohort }) => ({
    ...cohort,
    placeName: place.name,
    timeZone: place.timeZone,
    trainees: _count.enrolments,
    leads: referentId === actor.personId,
    stages: pathVersion.stages.length,
    stage: stageReached(
      seances.map(({ endsAt, stage }) => ({ endsAt, position: stage?.position ?? null })),
      pathVersion.stages.length,
      now,
    ),
    nextSeanceAt: seances.find(({ endsAt }) => endsAt > now)?.startsAt ?? null,
  }));
}
