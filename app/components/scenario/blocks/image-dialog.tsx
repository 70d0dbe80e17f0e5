import { useId, useState } from "react";
import { Alert } from "~/components/ui/alert";
import { imageLimits, imageTypes } from "~/editor/images";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import { Dialog } from "./dialog";
import { useBlockSetting } from "./setting";
import { type Uploaded, uploadImage } from "./upload";

export type NewImage = { imageId: string; alt: string; caption: string };
type Props = { file: File | null; onAdd: (image: NewImage) => void; onClose: () => void };

/** Asks for the file where none was pasted, and for its words: what it shows, unless it only decorates. */
export function ImageDialog({ file: given, onAdd, onClose }: Props) {
  const t = useT();
  const id = useId();
  const { scenarioId } = useBlockSetting();
  const [file, setFile] = useState(given);
  const [alt, setAlt] = useState("");
  const [decorative, setDecorative] = useState(false);
  const [caption, setCaption] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Extract<Uploaded, { ok: false }> | null>(null);
  const submit = async () => {
    if (!file || busy) return;
    setBusy(true);
    setRefused(null);
    const sent = await uploadImage(scenarioId, file);
    setBusy(false);
    if (sent.ok) onAdd({ imageId: sent.id, alt: decorative ? "" : alt.trim(), caption: caption.trim() });
    else setRefused(sent);
  };
  return (
    <Dialog
      title={t("scenario.image.title")}
      submit={t(busy ? "scenario.image.sending" : "scenario.image.add")}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <div role="alert">
        {refused && <Alert kind="error">{tDynamic(t, `errors.${refused.key}`, refused.facts)}</Alert>}
      </div>
      {given ? (
        <p>{given.name}</p>
      ) : (
        <>
          <label className="fr-label" htmlFor={`${id}-file`}>
            {t("scenario.image.file")}
            <span className="fr-hint-text">{t("scenario.image.fileHint")}</span>
          </label>
          <input
            id={`${id}-file`}
            type="file"
            required
            accept={imageTypes.join(",")}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </>
      )}
      <label className="fr-label" htmlFor={`${id}-alt`}>
        {t("scenario.image.alt")}
        <span className="fr-hint-text">{t("scenario.image.altHint")}</span>
      </label>
      <textarea
        id={`${id}-alt`}
        className="fr-input"
        rows={2}
        maxLength={imageLimits.alt}
        required={!decorative}
        disabled={decorative}
        value={alt}
        onChange={(event) => setAlt(event.target.value)}
      />
      <label className="ep-dialog__check">
        <input type="checkbox" checked={decorative} onChange={(event) => setDecorative(event.target.checked)} />
        {t("scenario.image.decorative")}
      </label>
      <label className="fr-label" htmlFor={`${id}-caption`}>
        {t("scenario.image.caption")}
      </label>
      <input
        id={`${id}-caption`}
        className="fr-input"
        maxLength={imageLimits.caption}
        value={caption}
        onChange={(event) => setCaption(event.target.value)}
      />
    </Dialog>
  );
}
