import { Button } from "~/components/ui/button";
import { Select } from "~/components/ui/field";
import { useT } from "~/i18n/use-t";
import { useAround } from "./around";
import { DeedForm } from "./deed-form";
import { unsentKey } from "./unsent";
import { WordsField } from "./words-field";

type Props = {
  intent: "begin" | "answer" | "amend";
  fields: Record<string, string | string[]>;
  refused?: unknown;
  words?: string;
  /** The box takes the caret: whoever opened it wants to write. */
  eager?: boolean;
  onDone?: () => void;
  onCancel?: () => void;
};

/** A box to write a comment in, and whom to tell. */
export function WordsForm({ intent, fields, refused, words = "", eager = false, onDone, onCancel }: Props) {
  const t = useT();
  const { people, send, unsent } = useAround();
  const key = unsentKey(intent, fields);
  const forget = () => unsent?.keep(key, "");
  const done = () => {
    forget();
    onDone?.();
  };
  const cancel = () => {
    forget();
    onCancel?.();
  };
  return (
    <DeedForm intent={intent} fields={fields} refused={refused} onDone={done}>
      {(busy) => (
        <>
          <WordsField
            label={t(intent === "answer" ? "comment.answerBody" : "comment.body")}
            words={unsent?.of(key) || words}
            eager={eager}
            onType={(typed) => unsent?.keep(key, typed === words ? "" : typed)}
          />
          {!send && people.length > 0 && (
            <Select
              name="mention"
              label={t("comment.mention")}
              optional
              placeholder={t("comment.mentionNobody")}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <div className="ep-actions">
            <Button size="sm" disabled={busy}>
              {t(busy ? "comment.sending" : intent === "amend" ? "comment.save" : "comment.send")}
            </Button>
            {onCancel && (
              <Button type="button" size="sm" variant="tertiary" onClick={cancel}>
                {t("comment.cancel")}
              </Button>
            )}
          </div>
        </>
      )}
    </DeedForm>
  );
}
