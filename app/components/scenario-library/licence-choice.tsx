import { Radios } from "~/components/ui/choices";
import { type Licence, licences } from "~/domain/scenario/licences";
import { useT } from "~/i18n/use-t";

/** The licences that may be chosen, each with what it allows. */
export function LicenceChoice({ allowed, chosen }: { allowed: readonly Licence[]; chosen?: Licence }) {
  const t = useT();
  const hint = t("scenarioLibrary.licence.hint");
  return (
    <Radios
      name="licence"
      legend={t("scenarioLibrary.licence.legend")}
      hint={allowed.length < licences.length ? `${hint} ${t("scenarioLibrary.licence.only")}` : hint}
      defaultValue={chosen ?? (allowed.length === 1 ? allowed[0] : undefined)}
      options={allowed.map((value) => ({ value, label: t(`scenarioLibrary.licence.${value}`) }))}
    />
  );
}
