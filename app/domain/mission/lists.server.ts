import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import { missionMakers, missionPolicy } from "./policy";
import { currentSchoolYear, missionScope, nameOf } from "./queries.server";

const brief = {
  id: true,
  title: true,
  kind: true,
  channel: true,
  plannedMinutes: true,
  amountCents: true,
  level: true,
  rateCents: true,
  weeklyMinutes: true,
  endedAt: true,
  schoolYearId: true,
  person: { select: { givenName: true, familyName: true } },
  place: { select: { id: true, name: true } },
} as const;

/** Letters that wait for the signature of the actor, a head of school. */
export async function listLettersToSign(actor: Actor) {
  const missions = await db.mission.findMany({
    where: {
      personId: { not: actor.personId },
      endedAt: null,
      letter: { status: "ISSUED" },
      place: { lineage: { hasSome: placeIdsOf(actor, ["HEAD"]) } },
    },
    orderBy: { at: "asc" },
    take: 100,
    select: brief,
  });
  return missions.map(({ person, ...mission }) => ({ ...mission, name: nameOf(person) }));
}

/** IFIC missions whose amount is proposed and that wait for the rectorat's decision. */
export async function listMissionsToDecide(actor: Actor) {
  const missions = await db.mission.findMany({
    where: {
      channel: "IFIC",
      endedAt: null,
      place: { lineage: { hasSome: placeIdsOf(actor, ["RECTORAT"]) } },
      AND: [{ facts: { some: { kind: "PROPOSITION" } } }, { facts: { none: { kind: "DECISION_RECTEUR" } } }],
    },
    orderBy: { at: "asc" },
    take: 100,
    select: brief,
  });
  return missions.map(({ person, ...mission }) => ({ ...mission, name: nameOf(person) }));
}

/** The missions in the actor's scope for the running school year, newest first. */
export async function listMissions(actor: Actor) {
  const { current } = await currentSchoolYear();
  const missions = await db.mission.findMany({
    where: { AND: [missionScope(actor), { schoolYearId: current?.id }] },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
    select: brief,
  });
  return missions.map(({ person, ...mission }) => ({ ...mission, name: nameOf(person) }));
}

/** What whoever entrusts a mission chooses from: schools they answer for, years, whether HSE are open. */
export async function getTrainingMissionForm(actor: Actor) {
  authorize(actor, missionPolicy, "mission.createTraining", null);
  const placeIds = placeIdsOf(actor, missionMakers);
  const [{ years, current }, schools, openings] = await Promise.all([
    currentSchoolYear(),
    db.place.findMany({
      where: { kind: "SCHOOL", validTo: null, lineage: { hasSome: placeIds } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: 500,
      select: { id: true, name: true },
    }),
    listOpenings(placeIds),
  ]);
  return { years, current: current ?? null, schools, openings };
}

async function listOpenings(academieIds: string[]) {
  return db.channelOpening.findMany({
    where: { academie: { lineage: { hasSome: academieIds } }, channel: "HSE", activity: "TRAINING" },
    orderBy: { schoolYearId: "desc" },
    select: { academieId: true, schoolYearId: true, decidedOn: true, reason: true },
  });
}

/** The académies of the actor, each with the school years for which HSE are open to training. */
export async function listChannels(actor: Actor) {
  authorize(actor, missionPolicy, "mission.listChannels", null);
  const ids = placeIdsOf(actor, ["RECTORAT", "CTICE", "TRAINING_OFFICE"]);
  const [academies, { years }, openings] = await Promise.all([
    db.place.findMany({
      where: { kind: "ACADEMIE", lineage: { hasSome: ids } },
      select: { id: true, name: true, lineage: true },
    }),
    currentSchoolYear(),
    listOpenings(ids),
  ]);
  return academies.map(({ id, name, lineage }) => ({
    id,
    name,
    years: years.map((year) => ({
      ...year,
      opening: openings.find((one) => one.academieId === id && one.schoolYearId === year.id) ?? null,
    })),
    canOpen: missionPolicy["mission.openChannel"](actor, { lineage }),
  }));
}
