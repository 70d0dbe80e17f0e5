import { db, type Prisma } from "~/platform/db.server";
import { type Actor, holds } from "../actor";
import { attendancePolicy } from "../attendance/policy";
import { can } from "../authorize";
import { refuse } from "../errors";
import { missionPolicy } from "../mission/policy";
import { correctionsOf, subjectOf } from "./corrections.server";
import { hoursPolicy, readers } from "./policy";

const cohortParts = {
  select: {
    id: true,
    title: true,
    referentId: true,
    place: { select: { name: true, lineage: true, timeZone: true } },
    pathVersion: { select: { number: true, path: { select: { title: true } } } },
  },
} as const;

const originParts = {
  person: { select: { givenName: true, familyName: true } },
  reversedBy: { select: { id: true, number: true, reason: true, at: true } },
  reverses: { select: { id: true, number: true } },
  certification: true,
  mission: {
    select: {
      id: true,
      title: true,
      channel: true,
      personId: true,
      place: { select: { name: true, lineage: true, timeZone: true } },
    },
  },
  academie: { select: { name: true } },
  seance: { include: { stage: { select: { position: true, title: true } }, cohort: cohortParts } },
  sheet: { select: { id: true, closedAt: true, closedById: true, declared: true, hash: true } },
  activityAttestation: {
    include: {
      activity: { select: { title: true, stage: { select: { position: true, title: true } } } },
      cohort: cohortParts,
      withdrawals: { where: { status: "APPROVED" } },
    },
  },
  designWork: {
    include: { attestation: true, path: { select: { title: true } }, scenario: { select: { title: true } } },
  },
} as const satisfies Prisma.HourEntryInclude;

/** One hour with what it came from, up to the proof it rests on. @throws not_found for a stranger */
export async function getHour(actor: Actor, entryId: string) {
  const entry = await db.hourEntry.findUnique({ where: { id: entryId }, include: originParts });
  if (!entry) throw refuse("not_found", "hours.notFound");
  const subject = subjectOf(entry);
  if (!can(actor, hoursPolicy, "hours.read", subject)) throw refuse("not_found", "hours.notFound");
  const { seance, sheet, activityAttestation: attested, designWork: work, certification, mission } = entry;
  const cohort = (seance ?? attested)?.cohort ?? null;
  const withdrawal = attested?.withdrawals[0];
  const [presence, names, corrections] = await Promise.all([
    sheet ? findPresence(sheet.id, entry.enrolmentId) : null,
    namesOf([
      sheet?.closedById,
      certification?.certifiedById,
      attested?.attestedById,
      withdrawal?.proposedById,
      withdrawal?.decidedById,
      work?.declaredById,
      work?.attestation?.attestedById,
    ]),
    correctionsOf(actor, { ...entry, reversed: entry.reversedBy !== null }, subject),
  ]);
  const nameOf = (id: string | null | undefined) => names.get(id ?? "") ?? null;
  return {
    ...entry,
    cohort,
    place: cohort?.place ?? mission?.place ?? { name: "", lineage: [], timeZone: "Europe/Paris" },
    activity: attested && {
      ...attested.activity,
      minutes: attested.minutes,
      at: attested.at,
      by: nameOf(attested.attestedById),
      withdrawal: withdrawal
        ? {
            at: withdrawal.decidedAt,
            reason: withdrawal.reason,
            proposedBy: nameOf(withdrawal.proposedById),
            decidedBy: nameOf(withdrawal.decidedById),
          }
        : null,
    },
    work: work && {
      day: work.day,
      minutes: work.minutes,
      task: work.task,
      made: work.made,
      path: work.path?.title ?? null,
      scenario: work.scenario?.title ?? null,
      at: work.at,
      by: nameOf(work.declaredById),
      attestedAt: work.attestation?.at ?? null,
      attestedBy: nameOf(work.attestation?.attestedById),
    },
    may: {
      readPay: entry.personId === actor.personId || holds(actor, readers, subject.lineage),
      readSheet:
        seance !== null &&
        can(actor, attendancePolicy, "attendance.readSheet", {
          ...seance,
          referentId: seance.cohort.referentId,
          lineage: subject.lineage,
        }),
      readMission:
        mission !== null &&
        can(actor, missionPolicy, "mission.read", { personId: mission.personId, lineage: mission.place.lineage }),
    },
    presence,
    corrections,
    closedBy: nameOf(sheet?.closedById),
    certifiedBy: nameOf(certification?.certifiedById),
  };
}

/** The last line by which the person was present, and who wrote it; null for the trainer, whose proof is the seal. */
async function findPresence(sheetId: string, enrolmentId: string | null) {
  if (!enrolmentId) return null;
  const line = await db.presence.findFirst({
    where: { sheetId, enrolmentId, sign: 1 },
    orderBy: { seq: "desc" },
    select: { proof: true, at: true, byId: true, reason: true },
  });
  if (!line) return null;
  return {
    proof: line.proof,
    at: line.at,
    reason: line.reason,
    by: (await namesOf([line.byId])).get(line.byId) ?? null,
  };
}

async function namesOf(ids: (string | null | undefined)[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: ids.filter((id) => id != null) } },
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
}
