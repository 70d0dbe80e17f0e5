import { Tag } from "~/components/ui/badge";
import type { FrameworkChoice } from "~/domain/c2i2e/schema";
import type { PlannedPhase } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";
import { useCompetenceWords } from "./blocks/setting";
import { sortable, sorted } from "./sorting";
import type { LessonView } from "./view";

type Props = { phases: readonly PlannedPhase[]; frameworks: readonly FrameworkChoice[]; view: LessonView };

/** The phases as rows that can be put in order; read and sorted without JavaScript too. */
export function LessonTable({ phases, frameworks, view }: Props) {
  const t = useT();
  const wordsOf = useCompetenceWords(frameworks);
  const { order } = view;
  const wordOf = (name: string) =>
    name === "" ? "" : (t.find(`scenario.grouping.${name}`) ?? t.find(`scenario.modality.${name}`) ?? name);
  const caption = t("scenario.plan.caption");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
    <section className="ep-table ep-lesson-table" tabIndex={0} aria-label={t("common.table.scrollable", { caption })}>
      <table>
        <caption className="fr-sr-only">{caption}</caption>
        <thead>
          <tr>
            {sortable.map((key) => (
              <th
                key={key}
                scope="col"
                aria-sort={key !== order.by ? "none" : order.descending ? "descending" : "ascending"}
              >
                <a className="ep-sort" {...view.by(key)}>
                  {t(`scenario.plan.${key}`)}
                  <span aria-hidden="true">{key !== order.by ? " ↕" : order.descending ? " ↓" : " ↑"}</span>
                </a>
              </th>
            ))}
            <th scope="col">{t("scenario.plan.competences")}</th>
          </tr>
        </thead>
        <tbody>
          {phases.length === 0 && (
            <tr>
              <td colSpan={sortable.length + 1} className="ep-table__empty">
                {t("scenario.plan.empty")}
              </td>
            </tr>
          )}
          {sorted(phases, order, wordOf).map(({ number, title, minutes, modality, grouping, place, competences }) => (
            <tr key={number}>
              <td className="ep-cell--end">{number}</td>
              <th scope="row">{title || t("scenario.phase.labelled", { title: "" })}</th>
              <td className="ep-cell--end">{minutes}</td>
              <td>{wordOf(modality)}</td>
              <td>{wordOf(grouping)}</td>
              <td>{place}</td>
              <td>
                {competences.map((cited) => {
                  const { key, name, label } = wordsOf(cited);
                  return (
                    <p key={key} className="ep-lesson-table__competence">
                      <Tag>{name}</Tag> {label}
                    </p>
                  );
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
