import { TemplateChoice } from "~/components/scenario-library/template-choice";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { titleLength } from "~/domain/scenario/schema";
import { useT } from "~/i18n/use-t";
import type { Place } from "./places";
import { WhereField } from "./where-field";

export function NewScenario({ places, refused }: { places: Place[]; refused: unknown }) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  return (
    <Form intent="create" refused={refused} className="ep-narrow">
      <WhereField places={places} />
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
      <TemplateChoice />
      <Button>{t("scenario.create.submit")}</Button>
    </Form>
  );
}
