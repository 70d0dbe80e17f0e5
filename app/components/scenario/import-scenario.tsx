import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";
import { type Place, placeOptions } from "./places";

export function ImportScenario({ places, refused }: { places: Place[]; refused: unknown }) {
  const t = useT();
  if (places.length === 0) return <p>{t("scenario.create.none")}</p>;
  const options = placeOptions(places, t);
  return (
    <Form intent="import" refused={refused} className="ep-narrow" encType="multipart/form-data">
      <Select
        name="where"
        label={t("scenario.create.where")}
        hint={t("scenario.create.whereHint")}
        options={options}
        defaultValue={options.length === 1 ? options[0]?.value : undefined}
      />
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
