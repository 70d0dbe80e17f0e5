import type { CareerFacts, Span } from "~/domain/career/schema";
import { useFormat, useT } from "~/i18n/use-t";

/** « certifié, hors classe, service complet, enseigner » */
export function useSaid() {
  const t = useT();
  return ({ category, corps, grade, fullService, mainDuty }: CareerFacts): string =>
    [
      ...(corps === "OTHER" ? [t(`career.categories.${category}`)] : []),
      t(`hours.corps.${corps}`),
      t(`hours.grade.${grade}`),
      t(`career.services.${fullService ? "yes" : "no"}`),
      t(`career.duties.${mainDuty}`),
    ].join(", ");
}

/** « depuis le 1er septembre 2012 » */
export function useSpan() {
  const t = useT();
  const dayOf = useDay();
  return ({ from, to }: Span): string =>
    to === null ? t("career.now", { from: dayOf(from) }) : t("career.between", { from: dayOf(from), to: dayOf(to) });
}

/** « 1er septembre 2012 »: which day of the week a career began on says nothing. */
export function useDay() {
  const f = useFormat();
  return (day: string | Date): string => f.day(day, { weekday: false });
}
