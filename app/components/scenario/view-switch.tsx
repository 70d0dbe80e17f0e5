import { useT } from "~/i18n/use-t";
import type { LessonView } from "./view";

/** Text or table: two links, the current one said so. */
export function ViewSwitch({ view }: { view: LessonView }) {
  const t = useT();
  return (
    <nav className="ep-view-switch" aria-label={t("scenario.plan.switch")}>
      <a {...view.asText} aria-current={view.asTable ? undefined : "true"}>
        {t("scenario.plan.asText")}
      </a>
      <a {...view.asRows} aria-current={view.asTable ? "true" : undefined}>
        {t("scenario.plan.asTable")}
      </a>
    </nav>
  );
}
