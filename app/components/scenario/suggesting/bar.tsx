import { useT } from "~/i18n/use-t";

export type Mode = "write" | "suggest";
export const looks = ["all", "accepted", "without"] as const;
/** What of the suggestions is shown in the text. */
export type Look = (typeof looks)[number];

type Props = {
  mode: Mode;
  onMode: (mode: Mode) => void;
  look: Look;
  onLook: (look: Look) => void;
  writable: boolean;
  /** Whether there is anything suggested. */
  any: boolean;
};

/** Whether one writes or suggests, and how suggestions are shown. */
export function SuggestingBar({ mode, onMode, look, onLook, writable, any }: Props) {
  const t = useT();
  // Whoever decided on the last one while looking otherwise finds the way back to writing.
  const choosesLook = any || look !== "all";
  if (!writable && !choosesLook) return null;
  return (
    <div className="ep-suggesting">
      {writable && (
        <fieldset className="ep-modes">
          <legend className="fr-sr-only">{t("suggestion.mode.label")}</legend>
          {(["write", "suggest"] as const).map((one) => (
            <label key={one} className="ep-modes__one">
              <input type="radio" name="mode" checked={mode === one} onChange={() => onMode(one)} />
              <span>{t(`suggestion.mode.${one}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {choosesLook && (
        <label className="ep-suggesting__look">
          <span>{t("suggestion.look.label")}</span>
          <select className="fr-select" value={look} onChange={({ target }) => onLook(target.value as Look)}>
            {looks.map((one) => (
              <option key={one} value={one}>
                {t(`suggestion.look.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
