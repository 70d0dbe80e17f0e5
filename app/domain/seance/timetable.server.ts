import type { Tx } from "~/platform/db.server";
import { refuse } from "../errors";
import { instantOf, localDay, whyNotSeance } from "./rules";

type Wanted = {
  /** Wall time of the school. */
  date: string;
  startTime: string;
  endTime: string;
  zone: string;
  schoolYear: { id: string; startsOn: Date; endsOn: Date };
  trainerId: string;
  now: Date;
  /** The séance being moved, which cannot be in its own way. */
  except?: string;
};

/** The instants of a séance, once it fits the calendar and its trainer's other séances. @throws Refusal on its field */
export async function fitSeance(tx: Tx, wanted: Wanted): Promise<{ startsAt: Date; endsAt: Date }> {
  const { zone, schoolYear, now } = wanted;
  const startsAt = instantOf(wanted.date, wanted.startTime, zone);
  const endsAt = instantOf(wanted.date, wanted.endTime, zone);
  if (!startsAt) throw refuse("invalid", "seance.noSuchTime", {}, "startTime");
  if (!endsAt) throw refuse("invalid", "seance.noSuchTime", {}, "endTime");
  const holidays = await sharedHolidays(tx, schoolYear.id, localDay(startsAt, zone));
  const fault = whyNotSeance({ startsAt, endsAt, zone }, schoolYear, holidays, now);
  if (fault) throw refuse("invalid", fault.key, { ...fault.facts, year: schoolYear.id }, fault.field);
  // One person is in one place at a time (HRS-01): better said now than when the hours are booked.
  const busy = await tx.seance.findFirst({
    where: {
      trainerId: wanted.trainerId,
      status: "PLANNED",
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
      ...(wanted.except ? { id: { not: wanted.except } } : {}),
    },
    select: { title: true },
  });
  if (busy) throw refuse("conflict", "seance.trainerBusy", { title: busy.title }, "startTime");
  return { startsAt, endsAt };
}

/**
 * Days without class everywhere: public holidays (zone FR), and what zones A, B and C share. The zone of an académie is
 * not recorded, so a day that only one zone has off may be planned.
 */
async function sharedHolidays(tx: Tx, schoolYearId: string, day: string) {
  const all = await tx.schoolHoliday.findMany({ where: { schoolYearId } });
  const zones = new Set(all.map(({ zone }) => zone));
  zones.delete("FR");
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  const off = all.filter(({ startsOn, endsOn }) => iso(startsOn) <= day && day <= iso(endsOn));
  const everywhere = [...zones].every((zone) => off.some((one) => one.zone === zone));
  return off.filter(({ zone }) => zone === "FR" || everywhere);
}
