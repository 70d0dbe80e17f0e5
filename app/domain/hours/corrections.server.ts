import { db, type Tx } from "~/platform/db.server";
import { type Actor, holds } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { whyNotCorrect } from "./correction";
import { type HourSubject, hoursPolicy } from "./policy";
import type { BookedEntry } from "./rules";

/** A line with what its correction asks: whose it is, what was planned, whether it stands. @throws not_found */
export async function hourToCorrect(tx: Tx, actor: Actor, entryId: string) {
  const entry = await tx.hourEntry.findUnique({
    where: { id: entryId },
    include: {
      reversedBy: { select: { id: true } },
      seance: {
        select: { endsAt: true, cohort: { select: { referentId: true, place: { select: { lineage: true } } } } },
      },
    },
  });
  if (!entry) throw refuse("not_found", "hours.notFound");
  const { referentId, place } = entry.seance.cohort;
  const subject: HourSubject = { personId: entry.personId, referentId, lineage: place.lineage };
  if (!can(actor, hoursPolicy, "hours.read", subject)) throw refuse("not_found", "hours.notFound");
  const line = {
    id: entry.id,
    academieId: entry.academieId,
    schoolYearId: entry.schoolYearId,
    personId: entry.personId,
    role: entry.role,
    minutes: entry.minutes,
    modality: entry.modality,
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
    seanceId: entry.seanceId,
    sheetId: entry.sheetId,
    enrolmentId: entry.enrolmentId,
    missionId: entry.missionId,
    sourceKey: entry.sourceKey,
    reversesId: entry.reversesId,
    reason: entry.reason,
    reversed: entry.reversedBy !== null,
  } satisfies BookedEntry & { academieId: string; schoolYearId: string; reversed: boolean };
  return { line, subject, plannedEnd: entry.seance.endsAt };
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

type Read = { id: string; reversesId: string | null; role: BookedEntry["role"]; minutes: number; reversed: boolean };

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
