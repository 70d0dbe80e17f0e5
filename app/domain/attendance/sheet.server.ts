import type { Prisma, Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { fullName, inCohort } from "../cohort/queries.server";
import { refuse } from "../errors";
import { seanceScope } from "../seance/queries.server";
import { plannedMinutes } from "../seance/rules";

const withSeance = {
  seance: {
    include: {
      stage: { select: { position: true, title: true } },
      cohort: {
        select: {
          id: true,
          title: true,
          status: true,
          referentId: true,
          place: { select: { id: true, name: true, lineage: true, timeZone: true } },
          referent: { select: { givenName: true, familyName: true } },
        },
      },
    },
  },
} as const satisfies Prisma.AttendanceSheetInclude;

export type LoadedSheet = Prisma.AttendanceSheetGetPayload<{ include: typeof withSeance }>;

/** What policies are asked about. */
export const subjectOf = ({ seance }: LoadedSheet) => ({
  referentId: seance.cohort.referentId,
  trainerId: seance.trainerId,
  deputyId: seance.deputyId,
  lineage: seance.cohort.place.lineage,
});

/** A sheet by its id alone: the caller has proved a right of its own, a receipt for instance. */
export function unsafeGetSheet(tx: Tx, sheetId: string): Promise<LoadedSheet> {
  return tx.attendanceSheet.findUniqueOrThrow({ where: { id: sheetId }, include: withSeance });
}

/** The sheet of a séance in the actor's scope. @throws not_found */
export async function loadSheet(tx: Tx, actor: Actor, seanceId: string): Promise<LoadedSheet> {
  const sheet = await tx.attendanceSheet.findFirst({
    where: { seanceId, seance: seanceScope(actor) },
    include: withSeance,
  });
  if (!sheet) throw refuse("not_found", "seance.notFound");
  return sheet;
}

/**
 * The sheet with its row locked: a signature, a tick and the closing of one sheet are answered one after the other.
 * Loaded after the lock, so that what is read is what the one before has committed.
 */
export async function lockSheet(tx: Tx, where: { sheetId: string } | { seanceId: string }): Promise<LoadedSheet> {
  const rows =
    "sheetId" in where
      ? await tx.$queryRaw<{ id: string }[]>`
          SELECT id::text FROM attendance_sheet WHERE id = ${where.sheetId}::uuid FOR UPDATE`
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT id::text FROM attendance_sheet WHERE seance_id = ${where.seanceId}::uuid FOR UPDATE`;
  const id = rows[0]?.id;
  if (!id) throw refuse("not_found", "seance.notFound");
  return unsafeGetSheet(tx, id);
}

/** What every page about a sheet says first. */
export function heading({ id, halfDay, status, closedAt, declared, hash, seance }: LoadedSheet) {
  const { cohort } = seance;
  return {
    sheetId: id,
    seanceId: seance.id,
    title: seance.title,
    halfDay,
    status,
    closedAt,
    declared,
    hash,
    modality: seance.modality,
    room: seance.room,
    startsAt: seance.startsAt,
    endsAt: seance.endsAt,
    minutes: plannedMinutes(seance),
    cancelled: seance.status === "CANCELLED",
    cohort: { id: cohort.id, title: cohort.title, status: cohort.status },
    placeName: cohort.place.name,
    timeZone: cohort.place.timeZone,
    referentName: fullName(cohort.referent),
  };
}

export type Standing = {
  enrolmentId: string;
  personId: string | null;
  givenName: string;
  familyName: string;
  lines: {
    id: string;
    seq: number;
    sign: number;
    proof: "QR" | "CODE" | "TICK" | "PAPER" | "UNDO" | "CORRECTION";
    at: Date;
    byId: string;
    reason: string | null;
    browserHash: string | null;
    createdAt: Date;
  }[];
  present: boolean;
};

/** Everybody expected or recorded on a sheet, by name, each with her lines in order: present = the last sign is +1. */
export async function listStandings(tx: Tx, sheet: { id: string; cohortId: string }): Promise<Standing[]> {
  const enrolments = await tx.enrolment.findMany({
    where: {
      cohortId: sheet.cohortId,
      OR: [{ status: { in: [...inCohort] } }, { presences: { some: { sheetId: sheet.id } } }],
    },
    orderBy: [{ person: { familyName: "asc" } }, { person: { givenName: "asc" } }, { id: "asc" }],
    select: {
      id: true,
      personId: true,
      person: { select: { givenName: true, familyName: true } },
      presences: {
        where: { sheetId: sheet.id },
        orderBy: { seq: "asc" },
        select: {
          id: true,
          seq: true,
          sign: true,
          proof: true,
          at: true,
          byId: true,
          reason: true,
          browserHash: true,
          createdAt: true,
        },
      },
    },
  });
  return enrolments.map(({ id, personId, person, presences }) => ({
    enrolmentId: id,
    personId,
    givenName: person?.givenName ?? "",
    familyName: person?.familyName ?? "",
    lines: presences,
    present: presences.at(-1)?.sign === 1,
  }));
}
