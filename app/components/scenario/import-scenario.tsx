import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";
import type { Place } from "./places";
import { WhereField } from "./where-field";

export function ImportScenario({ places, refused }: { places: Place[]; refused: unknown }) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  return (
    <Form intent="import" refused={refused} className="ep-narrow" encType="multipart/form-data">
      <WhereField places={places} />
      <Field
        name="file"
        type="file"
        accept=".json,application/json"
        label={t("exchange.import.file")}
        hint={t("exchange.import.fileHint")}
      />
      <Button>{t("exchange.import.submit")}</Button>
    </Form>
  );
}
