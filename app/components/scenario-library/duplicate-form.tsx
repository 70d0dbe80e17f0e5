import type { Place } from "~/components/scenario/places";
import { WhereField } from "~/components/scenario/where-field";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { titleLength } from "~/domain/scenario/schema";
import { useT } from "~/i18n/use-t";

type Props = { places: Place[]; title: string; back: string; refused: unknown };

/** Where a copy is written, under which title. */
export function DuplicateScenario({ places, title, back, refused }: Props) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  return (
    <Form intent="duplicate" refused={refused} className="ep-narrow">
      <p>{t("scenarioLibrary.duplicate.explain")}</p>
      <WhereField places={places} />
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
