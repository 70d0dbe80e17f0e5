import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { refuse } from "../errors";
import { letterInForce, signedAmendments } from "../mission/letters.server";
import { missionScope, nameOf } from "../mission/queries.server";
import { letterMinutes } from "../mission/rules";
import { scenarioScope } from "../scenario/queries.server";
import { hoursPolicy } from "./policy";

const missionParts = {
  letter: { include: { amendments: signedAmendments } },
  person: { select: { id: true, givenName: true, familyName: true } },
  place: { select: { lineage: true, timeZone: true } },
} as const;

/** A mission of design as far as the actor reads it. @throws not_found for a stranger */
export async function missionOfWork(tx: Tx, actor: Actor, missionId: string) {
  const mission = await tx.mission.findFirst({
    where: { id: missionId, ...missionScope(actor) },
    include: missionParts,
  });
  if (!mission) throw refuse("not_found", "mission.notFound");
  const { letter, place, ...own } = mission;
  return {
    ...own,
    letter: letter && letterInForce(letter),
    timeZone: place.timeZone,
    lineage: place.lineage,
    subject: { personId: own.personId, lineage: place.lineage },
  };
}

/** The same with its row held: works of one mission are declared and attested one after the other. */
export async function lockMissionOfWork(tx: Tx, actor: Actor, missionId: string) {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
  return missionOfWork(tx, actor, missionId);
}

/** Works declared on a mission that nobody refused. */
export const countStanding = (tx: Tx, missionId: string): Promise<number> =>
  tx.designWork.count({ where: { missionId, OR: [{ attestation: null }, { attestation: { decision: "ATTESTED" } }] } });

/** The works of a mission of design, latest day first, with what each waits for and what the actor may do. */
export async function getWorks(actor: Actor, missionId: string) {
  const mission = await missionOfWork(db, actor, missionId);
  const isDesign = mission.kind === "DESIGN";
  const declares = isDesign && can(actor, hoursPolicy, "hours.declareWork", mission.subject);
  const attests = can(actor, hoursPolicy, "hours.attestWork", mission.subject);
  const works = await db.designWork.findMany({
    where: { missionId },
    orderBy: [{ day: "desc" }, { id: "desc" }],
    include: {
      attestation: true,
      path: { select: { title: true } },
      scenario: { select: { title: true } },
      hourEntries: {
        where: { reversesId: null, reversedBy: null },
        orderBy: { number: "desc" },
        select: { id: true, number: true, minutes: true },
      },
    },
  });
  const people = await db.person.findMany({
    where: { id: { in: works.flatMap(({ attestation }) => attestation?.attestedById ?? []) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(people.map((person) => [person.id, nameOf(person)]));
  const { letter } = mission;
  return {
    isDesign,
    mission: { id: mission.id, title: mission.title, timeZone: mission.timeZone, holder: nameOf(mission.person) },
    tasks: letter?.tasks ?? [],
    entrusted: letter && letterMinutes(letter),
    attested: works.flatMap(({ hourEntries }) => hourEntries).reduce((sum, { minutes }) => sum + minutes, 0),
    today: localDay(await businessNow(), mission.timeZone),
    works: works.map(({ attestation, path, scenario, hourEntries: [hour], ...work }) => ({
      id: work.id,
      day: work.day,
      minutes: work.minutes,
      task: work.task,
      made: work.made,
      about: [path?.title, scenario?.title].filter((title) => title !== undefined).join(", "),
      at: work.at,
      state: attestation?.decision ?? ("DECLARED" as const),
      decided: attestation && {
        at: attestation.at,
        by: names.get(attestation.attestedById) ?? "",
        reason: attestation.reason,
      },
      hour: hour ?? null,
      outside: letter !== null && (dayOf(work.day) < dayOf(letter.startsOn) || dayOf(work.day) > dayOf(letter.endsOn)),
      mayAttest: attests && attestation === null,
    })),
    choices: declares ? await choicesOf(actor) : null,
  };
}
export type WorksView = Awaited<ReturnType<typeof getWorks>>;

/** What a work may be for: the paths, and the scenarios its author reads. */
async function choicesOf(actor: Actor) {
  const [paths, scenarios] = await Promise.all([
    db.path.findMany({ orderBy: { title: "asc" }, select: { id: true, title: true } }),
    db.scenario.findMany({
      where: scenarioScope(actor),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 100,
      select: { id: true, title: true },
    }),
  ]);
  return { paths, scenarios };
}
