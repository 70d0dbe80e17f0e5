import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { type Locale, type T, translator } from "./catalogue";
import {
  type DateStyle,
  formatDate,
  formatDateTime,
  formatHalfDay,
  formatHours,
  formatInterval,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTime,
  formatTimeRange,
  type Instant,
} from "./format";
import { typeset } from "./typography";

type Bound = { locale: Locale; timeZone: string; t: T };
const LocaleContext = createContext<Bound | null>(null);

/** The language of the page and the time zone of the place it speaks of; nest one for a school overseas. */
export function LocaleProvider({
  locale,
  timeZone = "Europe/Paris",
  children,
}: {
  locale: Locale;
  timeZone?: string;
  children: ReactNode;
}) {
  const first = useRef(locale);
  // The browser holds one language: another one is another document.
  useEffect(() => {
    if (locale !== first.current) window.location.reload();
  }, [locale]);
  const bound = useMemo(() => ({ locale, timeZone, t: translator(locale, timeZone) }), [locale, timeZone]);
  return <LocaleContext.Provider value={bound}>{children}</LocaleContext.Provider>;
}

const inFrench: Bound = { locale: "fr", timeZone: "Europe/Paris", t: translator("fr") };
const useBound = () => useContext(LocaleContext) ?? inFrench;

export const useT = (): T => useBound().t;
export const useLocale = (): Locale => useBound().locale;

type Style = Omit<DateStyle, "locale" | "timeZone"> & { timeZone?: string };

/** The formats of `format.ts`, bound to the page's language and time zone. */
export function useFormat() {
  const { locale, timeZone } = useBound();
  return useMemo(() => {
    const styled = (style: Style = {}): DateStyle => ({ timeZone, ...style, locale });
    return {
      money: (cents: number, whole = false) => formatMoney(cents, locale, whole),
      /** A sentence that does not come from the catalogue, such as a rule's. */
      sentence: (text: string) => (locale === "fr" ? typeset(text) : text),
      hours: formatHours,
      number: (value: number, decimals = 0) => formatNumber(value, locale, decimals),
      percent: (share: number) => formatPercent(share, locale),
      month: (month: string) => formatMonth(month, locale),
      date: (at: Instant, style?: Style) => formatDate(at, styled(style)),
      /** A `@db.Date` column: a plain day read at midnight UTC, the same everywhere. */
      day: (at: Instant, style?: Style) => formatDate(at, styled({ ...style, timeZone: "UTC" })),
      time: (at: Instant) => formatTime(at, styled()),
      timeRange: (start: Instant, end: Instant) => formatTimeRange(start, end, styled()),
      dateTime: (at: Instant, style?: Style) => formatDateTime(at, styled(style)),
      interval: (start: Instant, end: Instant, style?: Style) => formatInterval(start, end, styled(style)),
      halfDay: (day: Instant, half: "MORNING" | "AFTERNOON", style?: Style) => formatHalfDay(day, half, styled(style)),
    };
  }, [locale, timeZone]);
}
