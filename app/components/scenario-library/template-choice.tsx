import { Radios } from "~/components/ui/choices";
import { templateIds } from "~/domain/template/schema";
import { useT } from "~/i18n/use-t";

/** What a new scenario begins with; the empty text unless told. */
export function TemplateChoice() {
  const t = useT();
  return (
    <Radios
      name="template"
      legend={t("scenarioLibrary.template.legend")}
      defaultValue=""
      options={[
        { value: "", label: t("scenarioLibrary.template.empty"), hint: t("scenarioLibrary.template.emptyHint") },
        ...templateIds.map((id) => ({
          value: id,
          label: t(`scenarioLibrary.template.${id}`),
          hint: t(`scenarioLibrary.template.${id}Hint`),
        })),
      ]}
    />
  );
}
