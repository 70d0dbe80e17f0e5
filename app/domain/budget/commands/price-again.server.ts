import { db, inTransaction, type Prisma } from "~/platform/db.server";
import type { Day } from "../../calendar";
import { settleService } from "../commands.server";
import { settleMission } from "../flat-money.server";

/**
 * After the career of a person changed: service done that nobody has paid yet is worth what its line will pay, and so is a
 * yearly HSA. What was paid stays. Idempotent; a transaction each, so that nobody waits for all.
 */
export const priceAgain = (personId: string): Promise<void> => settle({ personId }, { personId });

/** The same after rates changed: hours of these days, and the HSA of years that they touch. `to` null: no end. */
export async function priceDaysAgain({ from, to }: { from: Day; to: Day | null }): Promise<void> {
  const until = to === null ? {} : { lte: shifted(to, 2) };
  await settle(
    // Instants around plain days: which of them an hour is of, its own place says when it is priced.
    { startsAt: { gte: shifted(from, -1), ...until } },
    { schoolYear: { endsOn: { gte: new Date(from) }, ...(to === null ? {} : { startsOn: { lte: new Date(to) } }) } },
  );
}

const shifted = (day: Day, days: number) => new Date(new Date(day).getTime() + days * 86_400_000);

async function settle(hoursOf: Prisma.HourToPayWhereInput, missionsOf: Prisma.MissionWhereInput): Promise<void> {
  // A vacation has the rate that was agreed, whoever gives it.
  const hours = await db.hourToPay.findMany({
    where: { ...hoursOf, channel: "HSE", hourEntry: { reversesId: null } },
    orderBy: { startsAt: "asc" },
    select: { hourEntryId: true },
  });
  for (const { hourEntryId } of hours) await inTransaction((tx) => settleService(tx, hourEntryId));
  const missions = await db.mission.findMany({
    where: { ...missionsOf, channel: "HSA" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  for (const { id } of missions) await inTransaction((tx) => settleMission(tx, id, { byId: null }));
}
