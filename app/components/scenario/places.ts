import type { T } from "~/i18n/catalogue";

export type Place = { id: string; title: string; teams: { id: string; name: string }[] };

/** One select for cohort and team, so that it works without JavaScript. */
export const placeOptions = (places: readonly Place[], t: T) =>
  places.flatMap(({ id, title, teams }) => [
    ...teams.map((team) => ({ value: `${id}/${team.id}`, label: team.name, group: title })),
    { value: id, label: t("scenario.create.wholeCohort", { cohort: title }), group: title },
  ]);
