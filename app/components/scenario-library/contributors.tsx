import { Badge, type BadgeKind } from "~/components/ui/badge";
import { Button, PostButton } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Select } from "~/components/ui/field";
import { Form, FormError } from "~/components/ui/form";
import { refusedFor } from "~/components/ui/refused";
import { DataTable } from "~/components/ui/table";
import { type ContributorAnswer, contributorAnswers } from "~/domain/publication/schema";
import { type Licence, licenceNames } from "~/domain/scenario/licences";
import { useT } from "~/i18n/use-t";

export type Contributor = {
  personId: string;
  name: string;
  answer: ContributorAnswer | null;
  mine: boolean;
  mayUnlist: boolean;
};
const kinds: Record<ContributorAnswer | "none", BadgeKind> = {
  NAMED: "done",
  UNNAMED: "done",
  REFUSED: "error",
  none: "neutral",
};

/** Who wrote the text, and what each says of the licence and the names. */
export function Contributors({ people, refused }: { people: Contributor[]; refused: unknown }) {
  const t = useT();
  const kept = refusedFor(refused, "unlist");
  return (
    <>
      {kept && <FormError refused={kept} />}
      <DataTable
        caption={t("scenarioLibrary.proposal.contributors")}
        rows={people}
        rowKey={({ personId }) => personId}
        columns={[
          {
            key: "name",
            header: t("scenarioLibrary.proposal.contributors"),
            rowHeader: true,
            cell: ({ name, mine }) => (mine ? t("scenarioLibrary.trial.mineMark", { name }) : name),
          },
          {
            key: "answer",
            header: t("scenarioLibrary.proposal.state"),
            cell: ({ answer }) => (
              <Badge kind={kinds[answer ?? "none"]}>{t(`scenarioLibrary.proposal.answers.${answer ?? "none"}`)}</Badge>
            ),
          },
          ...(people.some(({ mayUnlist }) => mayUnlist)
            ? [
                {
                  key: "unlist",
                  header: "",
                  cell: ({ personId, name, mayUnlist }: Contributor) =>
                    mayUnlist && (
                      <PostButton intent="unlist" fields={{ personId }} variant="tertiary" size="sm">
                        {t("scenarioLibrary.proposal.unlist", { name })}
                      </PostButton>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

type AnswerProps = { licence: Licence; answer: ContributorAnswer | null; refused: unknown };

export function AnswerForm({ licence, answer, refused }: AnswerProps) {
  const t = useT();
  return (
    <Form intent="answer" refused={refused} className="ep-narrow">
      <input type="hidden" name="licence" value={licence} />
      <Radios
        name="answer"
        legend={t("scenarioLibrary.proposal.question", { licence: licenceNames[licence] })}
        defaultValue={answer ?? undefined}
        options={contributorAnswers.map((value) => ({ value, label: t(`scenarioLibrary.proposal.answer.${value}`) }))}
      />
      <Button variant={answer ? "secondary" : "primary"}>{t("scenarioLibrary.proposal.send")}</Button>
    </Form>
  );
}

/** The référent adds somebody of the cohort. */
export function ListContributor({ people, refused }: { people: { id: string; name: string }[]; refused: unknown }) {
  const t = useT();
  if (people.length === 0) return null;
  return (
    <Form intent="list" refused={refused} className="ep-narrow">
      <Select
        name="personId"
        label={t("scenarioLibrary.proposal.list")}
        hint={t("scenarioLibrary.proposal.listHint")}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button variant="secondary">{t("scenarioLibrary.proposal.listSubmit")}</Button>
    </Form>
  );
}
