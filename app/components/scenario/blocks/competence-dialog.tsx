import { useId, useState } from "react";
import type { Citation } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";
import { Dialog } from "./dialog";
import { useBlockSetting, useCompetenceWords } from "./setting";

/** Which competence to cite: a framework, then one of its competences. */
export function CompetenceDialog({ onChoose, onClose }: { onChoose: (cited: Citation) => void; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const { frameworks } = useBlockSetting();
  const wordsOf = useCompetenceWords(frameworks);
  const [place, setPlace] = useState(0);
  const [code, setCode] = useState("");
  const framework = frameworks[place];
  const chosen = framework?.competences.find((one) => one.code === code) ?? framework?.competences[0];
  const submit = () => {
    if (framework && chosen) onChoose({ framework: framework.code, version: framework.version, code: chosen.code });
  };
  return (
    <Dialog
      title={t("scenario.competence.title")}
      submit={t("scenario.competence.add")}
      onSubmit={submit}
      onClose={onClose}
    >
      <label className="fr-label" htmlFor={`${id}-framework`}>
        {t("scenario.competence.framework")}
      </label>
      <select
        id={`${id}-framework`}
        className="fr-select"
        value={place}
        onChange={(event) => setPlace(Number(event.target.value))}
      >
        {frameworks.map(({ code: one, version, label }, index) => (
          <option key={`${one}/${version}`} value={index}>
            {label}
          </option>
        ))}
      </select>
      <label className="fr-label" htmlFor={`${id}-code`}>
        {t("scenario.competence.code")}
      </label>
      <select
        id={`${id}-code`}
        className="fr-select"
        value={chosen?.code ?? ""}
        onChange={(event) => setCode(event.target.value)}
      >
        {framework?.competences.map((one) => {
          const { key, label } = wordsOf({ framework: framework.code, version: framework.version, code: one.code });
          return (
            <option key={key} value={one.code}>
              {`${one.code} – ${label}`}
            </option>
          );
        })}
      </select>
    </Dialog>
  );
}
