import type { RateCell } from "~/domain/pay/rate-basis";
import type { T } from "~/i18n/catalogue";

/** « agrégé d'EPS, hors classe » */
export const cellName = (t: T, { corps, grade }: RateCell): string =>
  `${t(`hours.corps.${corps}`)}, ${t(`hours.grade.${grade}`)}`;
