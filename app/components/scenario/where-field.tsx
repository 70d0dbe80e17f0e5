import { Select } from "~/components/ui/field";
import { useT } from "~/i18n/use-t";
import { type Place, placeOptions } from "./places";

/** The team or the session a scenario is written in; chosen already where there is only one. */
export function WhereField({ places }: { places: Place[] }) {
  const t = useT();
  const options = placeOptions(places, t);
  return (
    <Select
      name="where"
      label={t("scenario.create.where")}
      hint={t("scenario.create.whereHint")}
      options={options}
      defaultValue={options.length === 1 ? options[0]?.value : undefined}
    />
  );
}
