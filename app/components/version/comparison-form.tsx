import { Form } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Select } from "~/components/ui/field";
import type { VersionChoice } from "~/domain/version/schema";
import { useT } from "~/i18n/use-t";
import { versionName } from "./naming";

type Props = { scenarioId: string; choices: VersionChoice[]; from?: string | undefined; to?: string | undefined };

/** Which two texts to compare; the choice is the address. */
export function ComparisonForm({ scenarioId, choices, from, to = "maintenant" }: Props) {
  const t = useT();
  const options = choices.map((version) => ({ value: version.id, label: versionName(t, version) }));
  return (
    <Form method="get" action={`/scenarios/${scenarioId}/versions/comparer`} className="ep-version__choice">
      <Select key={`de-${from}`} name="de" label={t("version.compare.from")} options={options} defaultValue={from} />
      <Select
        key={`a-${to}`}
        name="a"
        label={t("version.compare.to")}
        options={[{ value: "maintenant", label: t("version.compare.now") }, ...options]}
        defaultValue={to}
      />
      <Button variant="secondary">{t("version.compare.submit")}</Button>
    </Form>
  );
}
