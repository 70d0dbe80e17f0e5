import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { titleLength } from "~/domain/scenario/schema";
import { useT } from "~/i18n/use-t";

type Place = { id: string; title: string; teams: { id: string; name: string }[] };

/** One select for cohort and team, so that it works without JavaScript. */
export function NewScenario({ places, refused }: { places: Place[]; refused: unknown }) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  const options = places.flatMap(({ id, title, teams }) => [
    ...teams.map((team) => ({ value: `${id}/${team.id}`, label: team.name, group: title })),
    { value: id, label: t("scenario.create.wholeCohort", { cohort: title }), group: title },
  ]);
  return (
    <Form intent="create" refused={refused} className="ep-narrow">
      <Select
        name="where"
        label={t("scenario.create.where")}
        hint={t("scenario.create.whereHint")}
        options={options}
        defaultValue={options.length === 1 ? options[0]?.value : undefined}
      />
      <Field
        name="title"
        label={t("scenario.create.name")}
        maxLength={titleLength.most}
        minLength={titleLength.least}
      />
      <Field
        name="plannedMinutes"
        label={t("scenario.create.plannedMinutes")}
        type="number"
        width="sm"
        suffix={t("scenario.phase.unit")}
        min={5}
        max={600}
        defaultValue={55}
      />
      <Button>{t("scenario.create.submit")}</Button>
    </Form>
  );
}
