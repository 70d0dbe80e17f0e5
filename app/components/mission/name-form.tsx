import { Alert } from "~/components/ui/alert";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

type Props = {
  school: { id: string; name: string; type: string | null };
  people: { id: string; name: string }[];
  schoolYears: { id: string }[];
  current: string | undefined;
  refused: unknown;
};

/** Names the référent of one school: who, for which year, for how much. */
export function NameForm({ school, people, schoolYears, current, refused }: Props) {
  const t = useT();
  const closing = (
    <ButtonLink to="/referents" variant="tertiary">
      {t("mission.referents.cancel")}
    </ButtonLink>
  );
  return (
    <Card title={t("mission.referents.nameAt", { school: school.name })}>
      {school.type === "ECOLE" ? (
        <Alert
          kind="info"
          action={
            <ButtonLink to={`/missions/nouvelle?etablissement=${school.id}`} variant="secondary">
              {t("mission.referents.entrust")}
            </ButtonLink>
          }
        >
          {t("mission.referents.ecoleWhy")}
        </Alert>
      ) : people.length === 0 ? (
        <Alert kind="info" action={closing}>
          {t("mission.referents.nobody")}
        </Alert>
      ) : (
        <Form intent="name" refused={refused}>
          <input type="hidden" name="schoolId" value={school.id} />
          <Select
            name="personId"
            label={t("mission.referents.person")}
            hint={t("mission.referents.personHint")}
            placeholder={t("common.form.choose")}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            name="schoolYearId"
            label={t("mission.referents.year")}
            defaultValue={current}
            options={schoolYears.map(({ id }) => ({ value: id, label: id }))}
          />
          <Field
            name="amount"
            label={t("mission.referents.amount")}
            hint={t("mission.referents.amountHint")}
            defaultValue="400,00"
            inputMode="decimal"
            width="sm"
            suffix="€"
          />
          <Actions>
            <Button>{t("mission.referents.submit")}</Button>
            <ButtonLink to={`/missions/nouvelle?etablissement=${school.id}`} variant="tertiary">
              {t("mission.referents.otherwise")}
            </ButtonLink>
            {closing}
          </Actions>
        </Form>
      )}
    </Card>
  );
}
