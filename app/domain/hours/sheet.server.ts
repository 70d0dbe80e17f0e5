import type { Tx } from "~/platform/db.server";
import { presentEnrolments } from "../attendance/queries.server";
import type { LedgerId } from "./ledger.server";
import { entriesForSheet, type HourDraft, type SheetToBook } from "./rules";

/** Marks a sheet whose hours are booked (table scheduled_run): written in the transaction that books them. */
const BOOKED = "hours.sheetBooked";

export type LockedSheet = SheetToBook & { ledger: LedgerId; mission: { id: string; personId: string } | null };

/** A sheet with its row locked: booking and corrections of one sheet come one after the other. Null: no such sheet. */
export async function lockSheetToBook(tx: Tx, sheetId: string): Promise<LockedSheet | null> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM attendance_sheet WHERE id = ${sheetId}::uuid FOR UPDATE`;
  if (locked.length === 0) return null;
  const { seance, ...sheet } = await tx.attendanceSheet.findUniqueOrThrow({
    where: { id: sheetId },
    select: {
      id: true,
      status: true,
      seance: {
        select: {
          id: true,
          startsAt: true,
          endsAt: true,
          modality: true,
          trainerId: true,
          status: true,
          cohort: {
            select: {
              schoolYearId: true,
              mission: { select: { id: true, personId: true } },
              place: { select: { lineage: true } },
            },
          },
        },
      },
    },
  });
  const { cohort, ...facts } = seance;
  const academie = await tx.place.findFirstOrThrow({
    where: { id: { in: cohort.place.lineage }, kind: "ACADEMIE" },
    select: { id: true },
  });
  const ledger = { academieId: academie.id, schoolYearId: cohort.schoolYearId };
  return { ...sheet, seance: facts, mission: await missionOf(tx, cohort.mission, facts.trainerId), ledger };
}

type Engaged = { id: string; personId: string };

/** The mission of the trainer: the cohort's, or the one that took it over. A cohort keeps its first, on which hours stand. */
async function missionOf(tx: Tx, mission: Engaged | null, trainerId: string): Promise<Engaged | null> {
  let found = mission;
  while (found && found.personId !== trainerId)
    found = await tx.mission.findUnique({ where: { succeedsId: found.id }, select: { id: true, personId: true } });
  return found ?? mission;
}

/** The lines a sheet gives today, corrections included. */
export async function draftsOf(tx: Tx, sheet: LockedSheet): Promise<HourDraft[]> {
  const presents = await presentEnrolments(tx, sheet.id);
  return entriesForSheet(sheet, presents, sheet.mission);
}

export async function isBooked(tx: Tx, sheetId: string): Promise<boolean> {
  const run = await tx.scheduledRun.findUnique({ where: { task_period: { task: BOOKED, period: sheetId } } });
  return run !== null;
}

export async function markBooked(tx: Tx, sheetId: string, at: Date): Promise<void> {
  await tx.scheduledRun.create({ data: { task: BOOKED, period: sheetId, at } });
}

/** Sheets sealed and ended in business time whose hours are not booked yet, oldest first. */
export async function listUnbookedSheets(tx: Tx, limit = 200): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text FROM attendance_sheet a JOIN seance s ON s.id = a.seance_id
    WHERE a.status = 'SEALED' AND s.status = 'PLANNED'
      AND s.ends_at <= business_now() AND s.ends_at > business_now() - interval '400 days'
      AND NOT EXISTS (SELECT 1 FROM scheduled_run r WHERE r.task = ${BOOKED} AND r.period = a.id::text)
    ORDER BY s.ends_at LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
