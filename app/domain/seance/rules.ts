import { type Day, dayOf, instantOf, localDay, localTime, weekdayOf } from "../calendar";

export { instantOf, localDay, localTime };

export type HalfDay = "MORNING" | "AFTERNOON";

/** A half-day ends or begins here, on the wall of the school: sheets are signed by half-day. */
export const MIDDAY = "13:00";
export const LEAST_MINUTES = 30;
export const MOST_MINUTES = 270;
/** Nobody is convoked at night. */
export const EARLIEST = "07:00";
export const LATEST = "21:00";

export type SchoolYearDates = { startsOn: Date | Day; endsOn: Date | Day };
export type HolidayDates = { label: string; startsOn: Date | Day; endsOn: Date | Day };
/** Why a séance may not be planned so: a key of `errors.seance`, its facts, the field concerned. */
export type SeanceFault = {
  key: string;
  facts: Record<string, string | number>;
  field: "date" | "startTime" | "endTime";
};

/** The half-day an interval lies in; null when it crosses 13 h or midnight in its zone. */
export function halfDayOf(startsAt: Date, endsAt: Date, zone: string): HalfDay | null {
  if (endsAt <= startsAt || localDay(startsAt, zone) !== localDay(endsAt, zone)) return null;
  if (localTime(endsAt, zone) <= MIDDAY) return "MORNING";
  return localTime(startsAt, zone) >= MIDDAY ? "AFTERNOON" : null;
}

/** Planned length in whole minutes, of real time: a night of summer time is counted right. */
export const plannedMinutes = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);

/**
 * Why these dates may not be a séance; null when they may. It fits in one half-day of the school, lasts 30 min to 4 h 30,
 * lies ahead, within the school year, and neither at night nor on a Sunday or a holiday of the school's zone.
 */
export function whyNotSeance(
  { startsAt, endsAt, zone }: { startsAt: Date; endsAt: Date; zone: string },
  year: SchoolYearDates,
  holidays: readonly HolidayDates[],
  now: Date,
): SeanceFault | null {
  const minutes = plannedMinutes({ startsAt, endsAt });
  if (minutes <= 0) return fault("endsBeforeStart", "endTime");
  if (minutes < LEAST_MINUTES) return fault("tooShort", "endTime", { minutes, least: LEAST_MINUTES });
  if (minutes > MOST_MINUTES) return fault("tooLong", "endTime", { minutes, most: MOST_MINUTES });
  if (halfDayOf(startsAt, endsAt, zone) === null) return fault("acrossMidday", "endTime", { midday: MIDDAY });
  const day = localDay(startsAt, zone);
  const [from, to] = [dayOf(year.startsOn), dayOf(year.endsOn)];
  if (day < from || day > to) return fault("outsideSchoolYear", "date", { day, from, to });
  if (startsAt <= now) return fault("inThePast", "date", { day });
  if (localTime(startsAt, zone) < EARLIEST) return fault("atNight", "startTime", { from: EARLIEST, to: LATEST });
  if (localTime(endsAt, zone) > LATEST) return fault("atNight", "endTime", { from: EARLIEST, to: LATEST });
  if (weekdayOf(day) === 0) return fault("onSunday", "date", { day });
  const holiday = holidays.find(({ startsOn, endsOn }) => dayOf(startsOn) <= day && day <= dayOf(endsOn));
  if (holiday) return fault("onHoliday", "date", { day, holiday: holiday.label, until: dayOf(holiday.endsOn) });
  return null;
}

const fault = (
  name: string,
  field: SeanceFault["field"],
  facts: Record<string, string | number> = {},
): SeanceFault => ({ key: `seance.${name}`, facts, field });
