import { Card } from "~/components/ui/card";
import { KeyValues } from "~/components/ui/key-values";
import { type ReturnQuestion, readinesses, returnQuestions } from "~/domain/trial/schema";
import { useT } from "~/i18n/use-t";

type Sent = Record<ReturnQuestion, string> & {
  personId: string;
  name: string;
  mine: boolean;
  readiness: string;
  sentAt: Date | null;
};

/** What was sent, one card a person; lines stand as they were typed. */
export function ReturnList({ returns }: { returns: Sent[] }) {
  const t = useT();
  if (returns.length === 0) return <p>{t("scenarioLibrary.trial.noReturn")}</p>;
  return returns.map((one) => {
    const readiness = readinesses.find((known) => known === one.readiness);
    return (
      <Card
        key={one.personId}
        titleAs="h3"
        title={one.mine ? t("scenarioLibrary.trial.mineMark", { name: one.name }) : one.name}
        aside={one.sentAt && t("scenarioLibrary.trial.sentOn", { at: one.sentAt })}
      >
        <KeyValues
          layout="stacked"
          items={[
            ...returnQuestions.map((name) => ({
              label: t(`scenarioLibrary.trial.${name}`),
              value: <span className="ep-typed">{one[name] || t("scenarioLibrary.trial.unanswered")}</span>,
            })),
            ...(readiness
              ? [
                  {
                    label: t("scenarioLibrary.trial.readiness"),
                    value: t(`scenarioLibrary.trial.ready.${readiness}`),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    );
  });
}
