import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { refuse } from "../../errors";
import { addSeance, dropSeance, shiftSeance } from "../../seance/commands.server";
import { halfDayOf } from "../../seance/rules";
import type { MoveSeance, PlanSeance } from "../../seance/schema";
import { lockSheet } from "../sheet.server";

/** Plans a séance and opens its sheet: one half-day, one sheet. `told`: people were summoned. */
export async function planSeance(actor: Actor, cohortId: string, input: PlanSeance) {
  return inTransaction(async (tx) => {
    const seance = await addSeance(tx, actor, cohortId, input);
    await tx.attendanceSheet.create({ data: { seanceId: seance.id, halfDay: halfDay(seance) } });
    return { id: seance.id, told: seance.told };
  });
}

/** Moves a séance that nobody has signed; its sheet follows to the other half-day. */
export async function moveSeance(actor: Actor, seanceId: string, input: MoveSeance): Promise<void> {
  await inTransaction(async (tx) => {
    const moved = await shiftSeance(tx, actor, seanceId, input);
    const sheet = await requireBlank(tx, seanceId);
    await tx.attendanceSheet.update({ where: { id: sheet.id }, data: { halfDay: halfDay(moved) } });
  });
}

/** Cancels a séance that nobody has signed. */
export async function cancelSeance(actor: Actor, seanceId: string, reason: string): Promise<void> {
  await inTransaction(async (tx) => {
    await dropSeance(tx, actor, seanceId, reason);
    await requireBlank(tx, seanceId);
  });
}

const halfDay = ({ startsAt, endsAt, zone }: { startsAt: Date; endsAt: Date; zone: string }) =>
  halfDayOf(startsAt, endsAt, zone) ?? "MORNING";

/** Signing opens before the start: once somebody has signed, or the sheet is sealed, the séance stays where it was. */
async function requireBlank(tx: Tx, seanceId: string) {
  const sheet = await lockSheet(tx, { seanceId });
  if (sheet.status === "SEALED" || (await tx.presence.count({ where: { sheetId: sheet.id } })) > 0)
    throw refuse("conflict", "attendance.alreadySigned");
  return sheet;
}
