import { MINUS, NBSP, NNBSP } from "./typography";

export type Locale = "fr" | "en";
export type Instant = Date | string | number;
/** Where a day begins and which words name it. `weekday` and `year` are written unless false. */
export type DateStyle = { timeZone?: string; locale?: Locale; weekday?: boolean; year?: boolean };

const words = {
  fr: {
    days: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    months: [
      "janvier",
      "février",
      "mars",
      "avril",
      "mai",
      "juin",
      "juillet",
      "août",
      "septembre",
      "octobre",
      "novembre",
      "décembre",
    ],
    half: { MORNING: "matin", AFTERNOON: "après-midi" },
  },
  en: {
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    half: { MORNING: "morning", AFTERNOON: "afternoon" },
  },
} as const;

const PARIS = "Europe/Paris";

/** Integer or decimal number with the thousands grouped: « 10 080 ». */
export function formatNumber(value: number, locale: Locale = "fr", decimals = 0): string {
  const [whole = "0", rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === "fr" ? NNBSP : ",");
  const sign = value < 0 && Number(`${whole}.${rest ?? 0}`) !== 0 ? MINUS : "";
  return sign + grouped + (rest ? (locale === "fr" ? "," : ".") + rest : "");
}

/** Cents → « 1 254,00 € »; `whole` drops the cents where a table of plans needs none. */
export function formatMoney(cents: number, locale: Locale = "fr", whole = false): string {
  const amount = formatNumber(cents / 100, locale, whole ? 0 : 2);
  if (locale === "fr") return `${amount}${NBSP}€`;
  return amount.startsWith(MINUS) ? `${MINUS}€${amount.slice(1)}` : `€${amount}`;
}

/** Minutes → « 3 h 00 ». */
export function formatHours(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const sign = minutes < 0 && size > 0 ? MINUS : "";
  return `${sign}${Math.floor(size / 60)}${NBSP}h${NBSP}${String(size % 60).padStart(2, "0")}`;
}

/** Share of one, written « 76 % ». */
export function formatPercent(share: number, locale: Locale = "fr"): string {
  return `${formatNumber(share * 100, locale)}${locale === "fr" ? NBSP : ""}%`;
}

type Parts = { year: number; month: number; day: number; weekday: number; hour: number; minute: number };
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Figures only are asked of Intl: its words and spaces differ between server and browsers, and hydration would break. */
function partsOf(at: Instant, timeZone: string): Parts {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    clock = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", calendar: "gregory", ...numeric });
    clocks.set(timeZone, clock);
  }
  const found: Record<string, number> = {};
  for (const part of clock.formatToParts(new Date(at))) found[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

const isPlainDay = (at: Instant): at is string => typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at);

/**
 * An instant, seen in its time zone, or a plain day "2012-10-17" → « mercredi 17 octobre 2012 ». A `@db.Date` column is a
 * plain day read at midnight UTC: pass `timeZone: "UTC"`, or it falls on the eve overseas.
 */
export function formatDate(at: Instant, style: DateStyle = {}): string {
  const { timeZone = PARIS, locale = "fr", weekday = true, year = true } = style;
  const date = partsOf(at, isPlainDay(at) ? "UTC" : timeZone);
  const { days, months } = words[locale];
  const day = locale === "fr" && date.day === 1 ? "1er" : String(date.day);
  return [weekday && days[date.weekday], day, months[date.month - 1], year && date.year].filter(Boolean).join(" ");
}

/** « 14 h » or « 14 h 05 »; English « 14:00 ». */
export function formatTime(at: Instant, style: DateStyle = {}): string {
  const { hour, minute } = partsOf(at, style.timeZone ?? PARIS);
  const minutes = String(minute).padStart(2, "0");
  if (style.locale === "en") return `${String(hour).padStart(2, "0")}:${minutes}`;
  return minute === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${minutes}`;
}

/** « 14 h – 17 h » */
export function formatTimeRange(start: Instant, end: Instant, style: DateStyle = {}): string {
  return `${formatTime(start, style)} – ${formatTime(end, style)}`;
}

/** « mercredi 17 octobre 2012, 14 h – 17 h », or both days when the interval spans two. */
export function formatInterval(start: Instant, end: Instant, style: DateStyle = {}): string {
  const first = formatDate(start, style);
  const last = formatDate(end, style);
  if (first === last) return `${first}, ${formatTimeRange(start, end, style)}`;
  return `${first}, ${formatTime(start, style)} – ${last}, ${formatTime(end, style)}`;
}

/** « mercredi 17 octobre 2012, 14 h 05 » */
export function formatDateTime(at: Instant, style: DateStyle = {}): string {
  return `${formatDate(at, style)}, ${formatTime(at, style)}`;
}

/** « mercredi 17 octobre 2012, après-midi » */
export function formatHalfDay(day: Instant, half: "MORNING" | "AFTERNOON", style: DateStyle = {}): string {
  return `${formatDate(day, style)}, ${words[style.locale ?? "fr"].half[half]}`;
}

/** "2012-10" → « octobre 2012 » */
export function formatMonth(month: string, locale: Locale = "fr"): string {
  const [year = "", number = "1"] = month.split("-");
  return `${words[locale].months[Number(number) - 1] ?? number} ${year}`;
}

/** What a person types for an amount, in either language → cents, or null when it is none: "1 254,00 €" → 125400. */
export function parseMoney(typed: string): number | null {
  const bare = typed.replace(/[\s\u00a0\u202f€]/g, "").replace(MINUS, "-");
  const match = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!match) return null;
  const cents = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(cents) ? (match[1] ? -cents : cents) : null;
}

/** "3 h 30", "3h", "3:30", "1,5", "90 min" → minutes, or null. A bare number is a number of hours. */
export function parseHours(typed: string): number | null {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]/g, "");
  const minutes = /^(\d+)min$/.exec(bare);
  if (minutes) return Number(minutes[1]);
  const clock = /^(\d+)[h:](\d{2})?$/.exec(bare);
  if (clock) return Number(clock[2] ?? 0) < 60 ? Number(clock[1]) * 60 + Number(clock[2] ?? 0) : null;
  const decimal = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(bare);
  return decimal ? Math.round(Number(`${decimal[1]}.${decimal[2] ?? 0}`) * 60) : null;
}
