import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize } from "../authorize";
import { localDay } from "../calendar";
import { cohortScope } from "../cohort/queries.server";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { loadRates, priceService } from "../pay/rates.server";
import { listMissingToOpen } from "../seance/opening.server";
import { plannedMinutes } from "../seance/rules";
import { budgetPolicy } from "./policy";
import { availableCents } from "./rules";

/** What a référent chooses from to open her cohort: missions, envelopes, and what each séance would cost. @throws not_found */
export async function getOpening(actor: Actor, cohortId: string) {
  const cohort = await db.cohort.findFirst({
    where: { AND: [{ id: cohortId }, cohortScope(actor)] },
    include: { place: { select: { id: true, name: true, lineage: true, timeZone: true } } },
  });
  if (!cohort) throw refuse("not_found", "cohort.notFound");
  const { place } = cohort;
  authorize(actor, budgetPolicy, "budget.openCohort", { referentId: cohort.referentId, lineage: place.lineage });
  const [missions, envelopes, seances, missing] = await Promise.all([
    db.mission.findMany({
      where: { placeId: place.id, schoolYearId: cohort.schoolYearId, endedAt: null },
      orderBy: [{ kind: "desc" }, { title: "asc" }],
      include: {
        person: { select: { givenName: true, familyName: true } },
        commitments: { where: { cohortId: { not: null } }, select: { minutes: true } },
      },
    }),
    db.envelope.findMany({
      where: { placeId: { in: place.lineage } },
      orderBy: [{ titre2: "desc" }, { programme: "asc" }, { label: "asc" }],
      include: { place: { select: { name: true } } },
    }),
    db.seance.findMany({ where: { cohortId, status: "PLANNED" }, orderBy: { startsAt: "asc" } }),
    listMissingToOpen(db, cohortId),
  ]);
  const rates = await loadRates();
  const priced = await Promise.all(
    seances.map(async ({ id, title, startsAt, endsAt, trainerId }) => {
      const minutes = plannedMinutes({ startsAt, endsAt });
      const day = localDay(startsAt, place.timeZone);
      const mission = missions.find(({ personId, kind }) => personId === trainerId && kind === "TRAINING");
      const price = mission ? await priceService(db, rates, mission, { personId: trainerId, minutes, day }) : null;
      return {
        id,
        title,
        startsAt,
        endsAt,
        trainerId,
        minutes,
        hourlyCents: price?.hourlyCents ?? null,
        amountCents: price?.amountCents ?? null,
      };
    }),
  );
  return {
    cohort: {
      id: cohort.id,
      title: cohort.title,
      status: cohort.status,
      school: place.name,
      timeZone: place.timeZone,
      schoolYearId: cohort.schoolYearId,
    },
    missing,
    seances: priced,
    missions: missions.map(({ commitments, person, ...mission }) => ({
      id: mission.id,
      title: mission.title,
      kind: mission.kind,
      channel: mission.channel,
      name: nameOf(person),
      plannedMinutes: mission.plannedMinutes,
      leftMinutes:
        mission.plannedMinutes === null
          ? null
          : mission.plannedMinutes - commitments.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
      trains: priced.some(({ trainerId }) => trainerId === mission.personId),
    })),
    envelopes: envelopes.map((envelope) => ({
      id: envelope.id,
      label: envelope.label,
      place: envelope.place.name,
      programme: envelope.programme,
      titre2: envelope.titre2,
      natures: envelope.natures,
      availableCents: availableCents(envelope),
    })),
  };
}
export type OpeningView = Awaited<ReturnType<typeof getOpening>>;
