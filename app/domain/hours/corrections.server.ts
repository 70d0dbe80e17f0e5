import { db, type Tx } from "~/platform/db.server";
import { type Actor, holds } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { mostMinutes, whyNotCorrect } from "./correction";
import { type HourSubject, hoursPolicy } from "./policy";
import type { BookedEntry } from "./rules";

/** A line with what its correction asks: whose it is, what was planned, whether it stands. @throws not_found */
export async function hourToCorrect(tx: Tx, actor: Actor, entryId: string) {
  const entry = await tx.hourEntry.findUnique({
    where: { id: entryId },
    include: {
      reversedBy: { select: { id: true } },
      seance: { select: { endsAt: true, cohort: { select: cohortOfHour } } },
      activityAttestation: { select: { minutes: true, cohort: { select: cohortOfHour } } },
      designWork: { select: { minutes: true } },
      mission: { select: { place: { select: { lineage: true } } } },
    },
  });
  if (!entry) throw refuse("not_found", "hours.notFound");
  const subject = subjectOf(entry);
  if (!can(actor, hoursPolicy, "hours.read", subject)) throw refuse("not_found", "hours.notFound");
  const line = {
    id: entry.id,
    academieId: entry.academieId,
    schoolYearId: entry.schoolYearId,
    personId: entry.personId,
    role: entry.role,
    source: entry.source,
    minutes: entry.minutes,
    modality: entry.modality,
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
    seanceId: entry.seanceId,
    sheetId: entry.sheetId,
    activityAttestationId: entry.activityAttestationId,
    designWorkId: entry.designWorkId,
    enrolmentId: entry.enrolmentId,
    missionId: entry.missionId,
    sourceKey: entry.sourceKey,
    reversesId: entry.reversesId,
    reason: entry.reason,
    reversed: entry.reversedBy !== null,
  } satisfies BookedEntry & { academieId: string; schoolYearId: string; reversed: boolean };
  const planned = entry.designWork?.minutes ?? entry.activityAttestation?.minutes ?? 0;
  return { line, subject, most: entry.seance ? mostMinutes(entry.startsAt, entry.seance.endsAt) : planned };
}

const cohortOfHour = { referentId: true, place: { select: { lineage: true } } } as const;
type Led = { cohort: { referentId: string; place: { lineage: string[] } } } | null;

/** Whose an hour is, and who answers for it: the cohort of its séance or activity; design has its mission alone. */
export function subjectOf(entry: {
  personId: string;
  seance: Led;
  activityAttestation: Led;
  mission: { place: { lineage: string[] } } | null;
}): HourSubject {
  const cohort = (entry.seance ?? entry.activityAttestation)?.cohort;
  const lineage = cohort?.place.lineage ?? entry.mission?.place.lineage ?? [];
  return { personId: entry.personId, referentId: cohort?.referentId ?? null, lineage };
}

const lineParts = { id: true, number: true, minutes: true } as const;

/** The corrections a line is part of, as the one taken back, its counter-entry or the one written anew; oldest first. */
export async function listCorrections(entry: { id: string; reversesId: string | null }) {
  const about = entry.reversesId ?? entry.id;
  const rows = await db.hourCorrection.findMany({
    where: { OR: [{ hourEntryId: about }, { newEntryId: about }] },
    orderBy: [{ proposedAt: "asc" }, { id: "asc" }],
    include: {
      hourEntry: { select: { ...lineParts, reversedBy: { select: lineParts } } },
      newEntry: { select: lineParts },
    },
  });
  const people = await db.person.findMany({
    where: { id: { in: rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById ?? proposedById]) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  return rows.map(({ hourEntry: { reversedBy, ...old }, proposedById, decidedById, status, ...row }) => ({
    id: row.id,
    status,
    trueMinutes: row.trueMinutes,
    reason: row.reason,
    proposedById,
    proposedBy: names.get(proposedById) ?? "",
    proposedAt: row.proposedAt,
    decidedBy: names.get(decidedById ?? "") ?? "",
    decidedAt: row.decidedAt,
    decisionReason: row.decisionReason,
    old,
    back: status === "APPROVED" ? reversedBy : null,
    added: row.newEntry,
  }));
}

type Read = Pick<BookedEntry, "id" | "reversesId" | "role" | "source" | "minutes"> & { reversed: boolean };

/** What the page of an hour says of its corrections, and what the actor may do about it. */
export async function correctionsOf(actor: Actor, entry: Read, subject: HourSubject) {
  const all = await listCorrections(entry);
  return {
    list: all.map((one) => ({
      ...one,
      mayDecide:
        one.status === "PROPOSED" &&
        can(actor, hoursPolicy, "hours.decide", { hour: subject, proposedById: one.proposedById }),
    })),
    mayPropose:
      whyNotCorrect(entry) === null &&
      all.every(({ status, old }) => status !== "PROPOSED" || old.id !== entry.id) &&
      can(actor, hoursPolicy, "hours.propose", subject),
    certifies: holds(actor, ["HEAD"], subject.lineage),
  };
}
