import { db, type Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { withdrawalDeciders } from "../attendance/policy";
import { localDay } from "../calendar";
import { grouped } from "../grouped";
import { workAttesters } from "../hours/policy";
import { letterInForce, signedAmendments } from "../mission/letters.server";
import { letterMinutes } from "../mission/rules";
import { staff } from "../seance/policy";
import type { Waiting } from "./schema";

/** Enough to act on; the page of each room has the rest. */
const MOST = 5;
/** Days for which a refused work is news. */
const NEWS_DAYS = 14;
const DAY = 86_400_000;

/** Declared works of design that somebody has to attest or refuse, by mission. */
export async function worksToAttest(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, workAttesters);
  if (places.length === 0) return [];
  const works = await db.designWork.findMany({
    where: {
      attestation: null,
      declaredById: { not: actor.personId },
      mission: { personId: { not: actor.personId }, place: { lineage: { hasSome: places } } },
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: 10 * MOST,
    select: {
      missionId: true,
      minutes: true,
      mission: { select: { person: { select: { givenName: true, familyName: true } } } },
    },
  });
  return [...grouped(works, (work) => [work.missionId, work])].slice(0, MOST).map(([missionId, declared]) => ({
    kind: "workToAttest",
    to: `/missions/${missionId}/travaux`,
    facts: {
      name: `${declared[0]?.mission.person.givenName} ${declared[0]?.mission.person.familyName}`,
      minutes: declared.reduce((sum, { minutes }) => sum + minutes, 0),
    },
  }));
}

/** Attestations of activities that somebody wants taken back: the second person's word. */
export async function withdrawalsToDecide(actor: Actor): Promise<Waiting[]> {
  const within = (placeIds: string[]) => ({ place: { lineage: { hasSome: placeIds } } });
  const leads = [{ trainerId: actor.personId }, { deputyId: actor.personId }];
  const cohort: Prisma.CohortWhereInput = {
    OR: [
      { referentId: actor.personId, ...within(placeIdsOf(actor, ["REFERENT"])) },
      { seances: { some: { status: "PLANNED", OR: leads } }, ...within(placeIdsOf(actor, staff)) },
      within(placeIdsOf(actor, withdrawalDeciders)),
    ],
  };
  const proposed = await db.activityWithdrawal.findMany({
    where: {
      status: "PROPOSED",
      proposedById: { not: actor.personId },
      attestation: { cohort, enrolment: { NOT: { personId: actor.personId } } },
    },
    orderBy: [{ proposedAt: "asc" }, { id: "asc" }],
    take: 10 * MOST,
    select: { attestation: { select: { cohort: { select: { id: true, title: true } } } } },
  });
  const titles = new Map(proposed.map(({ attestation }) => [attestation.cohort.id, attestation.cohort.title]));
  return [...titles].slice(0, MOST).map(([id, title]) => ({
    kind: "withdrawalToDecide",
    to: `/sessions/${id}/activites`,
    facts: { title },
  }));
}

/** The actor's own missions of design: what was refused lately, and what is left to do and to declare. */
export async function ownDesigns(actor: Actor, now: Date): Promise<Waiting[]> {
  const today = new Date(localDay(now, "Europe/Paris"));
  const missions = await db.mission.findMany({
    where: {
      personId: actor.personId,
      kind: "DESIGN",
      endedAt: null,
      letter: { status: "SIGNED" },
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      title: true,
      letter: { include: { amendments: signedAmendments } },
      designWorks: { select: { made: true, minutes: true, attestation: true } },
    },
  });
  return missions.flatMap(({ id, title, letter: signed, designWorks }): Waiting[] => {
    const letter = signed && letterInForce(signed);
    if (!letter || letter.endsOn < today) return [];
    const to = `/missions/${id}/travaux`;
    const refused = designWorks.flatMap(({ made, attestation }): Waiting[] =>
      attestation?.decision === "REFUSED" && attestation.at.getTime() > now.getTime() - NEWS_DAYS * DAY
        ? [{ kind: "workRefused", to, facts: { made, reason: attestation.reason ?? "" } }]
        : [],
    );
    const most = letterMinutes(letter);
    const standing = designWorks.filter(({ attestation }) => attestation?.decision !== "REFUSED");
    const declared = standing.reduce((sum, { minutes }) => sum + minutes, 0);
    if (!most || declared >= most) return refused;
    return [...refused, { kind: "workToDeclare", to, facts: { title, minutes: declared, most } }];
  });
}

/**
 * Hours of design that a head of the school attested: the académie certifies them, for nobody does both (EVD-03). What
 * others attested waits for the head.
 */
export async function designsToCertify(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["CTICE"]);
  if (places.length === 0) return [];
  const [row] = await db.$queryRaw<{ count: number; minutes: number }[]>`
    SELECT count(*)::int AS count, coalesce(sum(h.minutes), 0)::int AS minutes
    FROM mission m JOIN place p ON p.id = m.place_id JOIN hour_entry h ON h.mission_id = m.id
      JOIN design_attestation a ON a.design_work_id = h.design_work_id
    WHERE m.kind = 'DESIGN' AND p.lineage && ${places}::uuid[] AND h.reverses_id IS NULL
      AND h.person_id <> ${actor.personId}::uuid AND a.attested_by_id <> ${actor.personId}::uuid
      AND NOT EXISTS (SELECT FROM certification c WHERE c.hour_entry_id = h.id)
      AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = h.id)
      AND EXISTS (SELECT FROM role_assignment r
        WHERE r.person_id = a.attested_by_id AND r.role = 'HEAD' AND r.place_id = ANY (p.lineage))`;
  const { count = 0, minutes = 0 } = row ?? {};
  return count === 0 ? [] : [{ kind: "toCertify", to: "/heures/certifier", facts: { count, minutes } }];
}
