import { useSyncExternalStore } from "react";
import { Note } from "~/components/ui/alert";
import { useT } from "~/i18n/use-t";
import type { ScenarioProvider } from "./provider.client";

/** Asked once on each device, of who writes: whether what is not saved yet may stay here. Never by default. */
export function KeepQuestion({ keeping }: { keeping: ScenarioProvider["keeping"] }) {
  const t = useT();
  const question = useSyncExternalStore(keeping.subscribe, keeping.isAsked);
  if (!question) return null;
  return (
    <Note icon="lock">
      <p>{t("scenario.keep.question")}</p>
      <p>{t("scenario.keep.shared")}</p>
      <p className="ep-keep__answers">
        <button type="button" className="fr-btn fr-btn--secondary" onClick={() => keeping.answer("yes")}>
          {t("scenario.keep.yes")}
        </button>
        <button type="button" className="fr-btn fr-btn--tertiary" onClick={() => keeping.answer("no")}>
          {t("scenario.keep.no")}
        </button>
      </p>
    </Note>
  );
}
