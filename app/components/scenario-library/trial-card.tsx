import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { Section } from "~/components/ui/page";
import { trialLimits } from "~/domain/trial/schema";
import { useFormat, useT } from "~/i18n/use-t";

type Trial = { startsOn: string; endsOn: string; level: string };
type Props = {
  trial: Trial | null;
  year: { from: string; to: string };
  mayPlan: boolean;
  /** Somebody has sent a return: the trial no longer changes. */
  reported: boolean;
  refused: unknown;
};

/** Stage 5: when and in which class. */
export function TrialCard({ trial, year, mayPlan, reported, refused }: Props) {
  const t = useT();
  const f = useFormat();
  const day = (text: string) => f.day(new Date(text));
  return (
    <Section title={t("scenarioLibrary.trial.when")}>
      {trial ? (
        <KeyValues
          items={[
            {
              label: t("scenarioLibrary.trial.when"),
              value: t("scenarioLibrary.trial.dates", { from: day(trial.startsOn), to: day(trial.endsOn) }),
              icon: "calendar",
            },
            { label: t("scenarioLibrary.trial.level"), value: trial.level, icon: "people" },
          ]}
        />
      ) : (
        <p>{t("scenarioLibrary.trial.none")}</p>
      )}
      {mayPlan && reported && <p>{t("scenarioLibrary.trial.fixed")}</p>}
      {mayPlan && !reported && (
        <Form intent="plan" refused={refused} className="ep-narrow">
          <Field
            name="startsOn"
            type="date"
            width="sm"
            min={year.from}
            max={year.to}
            label={t("scenarioLibrary.trial.from")}
            defaultValue={trial?.startsOn}
          />
          <Field
            name="endsOn"
            type="date"
            width="sm"
            min={year.from}
            max={year.to}
            label={t("scenarioLibrary.trial.to")}
            defaultValue={trial?.endsOn}
          />
          <Field
            name="level"
            label={t("scenarioLibrary.trial.level")}
            hint={t("scenarioLibrary.trial.levelHint")}
            maxLength={trialLimits.level}
            defaultValue={trial?.level}
          />
          <Button variant={trial ? "secondary" : "primary"}>{t("scenarioLibrary.trial.save")}</Button>
        </Form>
      )}
    </Section>
  );
}
