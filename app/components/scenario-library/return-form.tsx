import { Note } from "~/components/ui/alert";
import { Actions, Button } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { type ReturnQuestion, readinesses, returnQuestions, trialLimits } from "~/domain/trial/schema";
import { useFormat, useT } from "~/i18n/use-t";

type Draft = Record<ReturnQuestion, string> & { readiness: string; updatedAt: Date };
type Props = { draft: Draft | null; begun: boolean; startsOn: string; refused: unknown };

/** Stage 6: few questions; a draft may be kept unfinished. */
export function ReturnForm({ draft, begun, startsOn, refused }: Props) {
  const t = useT();
  const f = useFormat();
  return (
    <Form refused={refused} className="ep-narrow">
      <Note>{t("scenarioLibrary.trial.privacy")}</Note>
      {draft && <p>{t("scenarioLibrary.trial.draftKept", { at: draft.updatedAt })}</p>}
      {returnQuestions.map((name) => (
        <Textarea
          key={name}
          name={name}
          label={t(`scenarioLibrary.trial.${name}`)}
          hint={t(`scenarioLibrary.trial.${name}Hint`)}
          maxLength={trialLimits.answer}
          defaultValue={draft?.[name]}
        />
      ))}
      <Radios
        name="readiness"
        legend={t("scenarioLibrary.trial.readiness")}
        defaultValue={draft?.readiness}
        options={readinesses.map((value) => ({ value, label: t(`scenarioLibrary.trial.ready.${value}`) }))}
      />
      {!begun && <p>{t("scenarioLibrary.trial.notBegun", { from: f.day(new Date(startsOn)) })}</p>}
      <Actions>
        <Button name="intent" value="draft" variant="secondary" formNoValidate>
          {t("scenarioLibrary.trial.saveDraft")}
        </Button>
        {begun && (
          <Button name="intent" value="send">
            {t("scenarioLibrary.trial.send")}
          </Button>
        )}
      </Actions>
      {begun && <p>{t("scenarioLibrary.trial.sendNote")}</p>}
    </Form>
  );
}
