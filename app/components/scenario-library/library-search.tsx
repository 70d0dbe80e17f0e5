import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import type { LibraryFilter } from "~/domain/publication/schema";
import { useT } from "~/i18n/use-t";

/** What is looked for; it stays in the address. */
export function LibrarySearch({ filter }: { filter: LibraryFilter }) {
  const t = useT();
  return (
    <Form method="get" role="search" className="ep-narrow">
      <Field
        name="mots"
        type="search"
        label={t("scenarioLibrary.library.words")}
        maxLength={200}
        defaultValue={filter.mots}
        optional
      />
      <Field
        name="competence"
        label={t("scenarioLibrary.library.competence")}
        hint={t("scenarioLibrary.library.competenceHint")}
        maxLength={20}
        width="sm"
        defaultValue={filter.competence}
        optional
      />
      <Field
        name="minutes"
        type="number"
        label={t("scenarioLibrary.library.minutes")}
        min={1}
        max={600}
        width="sm"
        defaultValue={filter.minutes}
        optional
      />
      <Actions>
        <Button icon="search">{t("scenarioLibrary.library.search")}</Button>
        <ButtonLink to="/mediatheque" variant="tertiary">
          {t("scenarioLibrary.library.clear")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}
