import { useLocation } from "@remix-run/react";
import { useT } from "~/i18n/use-t";

export type Demonstration = { dateLabel: string; moves: readonly { intent: string; label: string }[] };

/** Says on every page that the date is not today's and nobody here is real; moves the business clock. */
export function DemonstrationBar({ dateLabel, moves }: Demonstration) {
  const t = useT();
  const { pathname, search } = useLocation();
  return (
    <section className="ep-demo" aria-label={t("common.demonstration.label")}>
      <form method="post" action="/demonstration" className="ep-demo__inner">
        <input type="hidden" name="back" value={pathname + search} />
        <p>
          <strong>{t("common.demonstration.date", { date: dateLabel })}</strong>
          <span>{t("common.demonstration.explanation")}</span>
        </p>
        <div className="ep-demo__moves">
          {moves.map(({ intent, label }) => (
            <button key={intent} type="submit" name="intent" value={intent} className="ep-demo__button">
              {label}
            </button>
          ))}
        </div>
      </form>
    </section>
  );
}
