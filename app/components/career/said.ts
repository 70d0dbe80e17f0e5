import type { CareerFacts, Span } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";

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
  return ({ from, to }: Span): string => (to === null ? t("career.now", { from }) : t("career.between", { from, to }));
}
