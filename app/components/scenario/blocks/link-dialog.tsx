import { useId, useState } from "react";
import { Alert } from "~/components/ui/alert";
import { writtenLink } from "~/editor/links";
import { useT } from "~/i18n/use-t";
import { Dialog } from "./dialog";
import type { LinkAsked } from "./links";

type Props = LinkAsked & { onChoose: (href: string, words: string) => void; onClose: () => void };

/** Asks for the address of a link, and for its words where none are selected. */
export function LinkDialog({ href, words: asksWords, onChoose, onClose }: Props) {
  const t = useT();
  const id = useId();
  const [address, setAddress] = useState(href);
  const [words, setWords] = useState("");
  const [refused, setRefused] = useState(false);
  const submit = () => {
    const typed = address.trim();
    const link = typed === "" ? "" : writtenLink(typed);
    setRefused(link === null);
    if (link !== null) onChoose(link, words.trim());
  };
  return (
    <Dialog
      title={t("scenario.link.title")}
      submit={t(href ? "scenario.link.change" : "scenario.link.add")}
      onSubmit={submit}
      onClose={onClose}
    >
      <div role="alert">{refused && <Alert kind="error">{t("scenario.link.refused")}</Alert>}</div>
      <label className="fr-label" htmlFor={`${id}-address`}>
        {t("scenario.link.address")}
        <span className="fr-hint-text">{t(href ? "scenario.link.empty" : "scenario.link.addressHint")}</span>
      </label>
      <input
        id={`${id}-address`}
        className="fr-input"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required={!href}
        maxLength={2_000}
        aria-invalid={refused}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      {asksWords && (
        <>
          <label className="fr-label" htmlFor={`${id}-words`}>
            {t("scenario.link.words")}
          </label>
          <input
            id={`${id}-words`}
            className="fr-input"
            maxLength={200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </>
      )}
    </Dialog>
  );
}
