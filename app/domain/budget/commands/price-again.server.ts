import { db, inTransaction } from "~/platform/db.server";
import { settleService } from "../commands.server";
import { settleMission } from "../flat-money.server";

/**
 * After the career of a person changed: service done that nobody has paid yet is worth what its line will pay, and so is a
 * yearly HSA. What was paid stays. Idempotent; a transaction each, so that nobody waits for all.
 */
export async function priceAgain(personId: string): Promise<void> {
  // A vacation has the rate that was agreed, whoever gives it.
  const hours = await db.hourToPay.findMany({
    where: { personId, channel: "HSE", hourEntry: { reversesId: null } },
    orderBy: { startsAt: "asc" },
    select: { hourEntryId: true },
  });
  for (const { hourEntryId } of hours) await inTransaction((tx) => settleService(tx, hourEntryId));
  const missions = await db.mission.findMany({
    where: { personId, channel: "HSA" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  for (const { id } of missions) await inTransaction((tx) => settleMission(tx, id, { byId: null }));
}
