import { formatDate, formatHours, formatMoney, type Locale } from "~/i18n/format";
import type { Formats } from "./schema";

const formatsIn = (locale: Locale): Formats => ({
  money: (cents) => formatMoney(cents, locale),
  hours: formatHours,
  date: (day) => formatDate(day, { locale }),
});

/** How the sentences of the rules write their figures, where no page does. */
export const sentenceFormats: Record<Locale, Formats> = { fr: formatsIn("fr"), en: formatsIn("en") };
