import { Alert } from "~/components/ui/alert";
import { Icon, type IconName } from "~/components/ui/icon";
import type { Participant } from "~/editor/protocol";
import { useT } from "~/i18n/use-t";
import type { SaveWord, ScenarioStatus } from "./status";

const icons: Record<SaveWord, IconName> = {
  saved: "check-circle",
  saving: "clock",
  unsaved: "warning",
  offline: "wifi-off",
  readOnly: "eye-off",
};

/** The state of saving in words, and who is there; always in sight at the top of the page. */
export function StatusLine({
  status,
  people,
  onRetry,
}: {
  status: Pick<ScenarioStatus, "word" | "waiting" | "ended"> & { kept?: boolean };
  /** The others; `you` stands first where the reader writes too. */
  people: { you: boolean; others: Participant[] };
  onRetry?: () => void;
}) {
  const t = useT();
  const { word, waiting, ended, kept = false } = status;
  const away = kept || waiting === 0 ? "scenario.status.offline" : "scenario.status.offlineInPage";
  const text = word === "offline" ? t(away, { count: waiting }) : t(`scenario.status.${word}`);
  return (
    <div className="ep-scenario-bar">
      <p className={`ep-save ep-save--${word}`} data-save={word}>
        <Icon name={icons[word]} />
        <span>{text}</span>
      </p>
      {/* Read aloud only when something is wrong: not « Enregistré » after each word. */}
      <p className="fr-sr-only" role="status">
        {word === "unsaved" || word === "offline" ? text : ""}
      </p>
      {(people.you || people.others.length > 0) && (
        <ul className="ep-presence" aria-label={t("scenario.people.label")}>
          {people.you && <li className="ep-presence__you">{t("scenario.people.you")}</li>}
          {people.others.map(({ personId, name, color }) => (
            <li key={personId}>
              <span className="ep-presence__dot" style={{ background: color }} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      )}
      {ended && (
        <Alert kind={word === "unsaved" ? "error" : "warning"}>
          <p>{t(`scenario.status.ended.${sentenceOf(ended)}`)}</p>
          {ended === "session_ended" && onRetry && (
            <button type="button" className="fr-btn fr-btn--secondary" onClick={onRetry}>
              {t("scenario.status.retry")}
            </button>
          )}
        </Alert>
      )}
    </div>
  );
}

function sentenceOf(ended: NonNullable<ScenarioStatus["ended"]>) {
  switch (ended) {
    case "session_ended":
    case "access_withdrawn":
    case "not_found":
    case "too_large":
      return ended;
    default:
      return "other" as const;
  }
}
