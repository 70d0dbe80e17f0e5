import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

type Props = {
  draft: { id: string; school: { id: string; name: string }; people: { id: string; name: string }[] };
  years: { id: string }[];
  refused: unknown;
};

/** Who trains, what, for how many hours. */
export function TrainingForm({ draft, years, refused }: Props) {
  const t = useT();
  const { id, school, people } = draft;
  if (people.length === 0) return <Alert kind="info">{t("mission.referents.nobody")}</Alert>;
  return (
    <Card title={school.name}>
      <Form intent="create" refused={refused}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="schoolId" value={school.id} />
        <Select
          name="personId"
          label={t("mission.training.person")}
          hint={t("mission.referents.personHint")}
          placeholder={t("common.form.choose")}
          options={people.map((person) => ({ value: person.id, label: person.name }))}
        />
        <Select
          name="schoolYearId"
          label={t("mission.training.year")}
          defaultValue={years[0]?.id}
          options={years.map((year) => ({ value: year.id, label: year.id }))}
        />
        <Field
          name="title"
          label={t("mission.training.titleField")}
          hint={t("mission.training.titleHint")}
          maxLength={160}
        />
        <Field
          name="plannedMinutes"
          label={t("mission.training.minutes")}
          hint={t("mission.training.minutesHint")}
          width="sm"
        />
        <Button>{t("mission.training.submit")}</Button>
      </Form>
    </Card>
  );
}
