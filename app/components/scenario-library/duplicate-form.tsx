import { type Place, placeOptions } from "~/components/scenario/places";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { titleLength } from "~/domain/scenario/schema";
import { useT } from "~/i18n/use-t";

type Props = { places: Place[]; title: string; back: string; refused: unknown };

/** Where a copy is written, under which title. */
export function DuplicateScenario({ places, title, back, refused }: Props) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  const options = placeOptions(places, t);
  return (
    <Form intent="duplicate" refused={refused} className="ep-narrow">
      <p>{t("scenarioLibrary.duplicate.explain")}</p>
      <Select
        name="where"
        label={t("scenario.create.where")}
        hint={t("scenario.create.whereHint")}
        options={options}
        defaultValue={options.length === 1 ? options[0]?.value : undefined}
      />
      <Field
        name="title"
        label={t("scenarioLibrary.duplicate.name")}
        minLength={titleLength.least}
        maxLength={titleLength.most}
        defaultValue={t("scenarioLibrary.duplicate.copyOf", { title }).slice(0, titleLength.most)}
      />
      <Actions>
        <Button>{t("scenarioLibrary.duplicate.submit")}</Button>
        <ButtonLink to={back} variant="secondary">
          {t("common.action.cancel")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}
