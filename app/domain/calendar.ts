/** A plain day, "2012-10-17". Days compare as text. */
export type Day = string;

type Wall = { day: Day; time: string };
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    clock = new Intl.DateTimeFormat("en-CA", { timeZone: zone, calendar: "gregory", hourCycle: "h23", ...numeric });
    clocks.set(zone, clock);
  }
  return clock;
}

function wallAt(at: Date, zone: string): Wall {
  const part: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(at)) part[type] = value;
  const year = (part.year ?? "").padStart(4, "0");
  return { day: `${year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** No zone is ahead of UTC by anything but quarters of an hour: within one, the day stays. */
const QUARTER_MS = 900_000;
const days = new Map<string, Day>();

/** The day an instant falls on, in a time zone. Séances begin on few quarters: the last ones are remembered. */
export function localDay(at: Date, zone: string): Day {
  const key = `${Math.floor(at.getTime() / QUARTER_MS)} ${zone}`;
  let day = days.get(key);
  if (day === undefined) {
    day = wallAt(at, zone).day;
    if (days.size >= 10_000) days.clear();
    days.set(key, day);
  }
  return day;
}

/** The hour on the wall, "14:00", in a time zone. */
export const localTime = (at: Date, zone: string): string => wallAt(at, zone).time;

/** A `@db.Date` column (midnight UTC) or a plain day, as a plain day. */
export const dayOf = (day: Date | Day): Day => (typeof day === "string" ? day : day.toISOString().slice(0, 10));

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** "2012-12", 1 → "2013-01" */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** True for a day that exists: "2012-02-29" is one, "2013-02-29" is not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * The instant of a day and an hour on the wall of a zone; null when there is none (30 February, or the hour that summer
 * time skips). The hour that winter time repeats is the first of the two.
 */
export function instantOf(day: string, time: string, zone: string): Date | null {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // No zone is more than a day from UTC: both offsets around the day are tried, the larger one (the earlier instant) first.
  const offsets = [-DAY_MS, DAY_MS].map((shift) => offsetAt(new Date(asUtc + shift), zone)).sort((a, b) => b - a);
  for (const offset of offsets) {
    const at = new Date(asUtc - offset);
    const wall = wallAt(at, zone);
    if (wall.day === day && wall.time === time) return at;
  }
  return null;
}

const DAY_MS = 86_400_000;

/** Milliseconds a zone's wall is ahead of UTC, to the minute. */
function offsetAt(at: Date, zone: string): number {
  const { day, time } = wallAt(at, zone);
  return Date.parse(`${day}T${time}:00Z`) - Math.floor(at.getTime() / 60_000) * 60_000;
}

/** « 2012-2013 »: the school year a day belongs to, from 1 September to 31 August. */
export function schoolYearOf(day: Day): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= "09-01" ? `${year}-${year + 1}` : `${year - 1}-${year}`;
}

/** First and last day of a school year as an administration counts it; null when the name is not one. */
export function schoolYearSpan(name: string): { from: Day; to: Day } | null {
  const [, first, second] = /^(\d{4})-(\d{4})$/.exec(name) ?? [];
  if (!first || Number(second) !== Number(first) + 1) return null;
  return { from: `${first}-09-01`, to: `${second}-08-31` };
}
