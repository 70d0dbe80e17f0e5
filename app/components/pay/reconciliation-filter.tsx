import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

const channels = ["HSE", "VACATION", "IFIC", "HSA", "IMP", "PACTE"] as const;

export type Asked = { month: string | null; schoolYear: string; channel: string | null; schoolYears: string[] };

/** Which month or school year, which channel, and where: by the address. */
export function ReconciliationFilterForm({
  month,
  schoolYear,
  channel,
  schoolYears,
  academies = [],
  academieId = null,
}: Asked & { academies?: { id: string; name: string }[]; academieId?: string | null }) {
  const t = useT();
  return (
    <Form method="get">
      <Field
        name="mois"
        type="month"
        optional
        label={t("reconciliation.filter.month")}
        hint={t("reconciliation.filter.monthHint")}
        defaultValue={month ?? ""}
        width="sm"
      />
      <Select
        name="annee"
        label={t("reconciliation.filter.year")}
        defaultValue={schoolYear}
        options={[...new Set([schoolYear, ...schoolYears])].map((year) => ({ value: year, label: year }))}
      />
      <Select
        name="canal"
        optional
        label={t("reconciliation.filter.channel")}
        defaultValue={channel ?? ""}
        options={[
          { value: "", label: t("reconciliation.filter.allChannels") },
          ...channels.map((value) => ({ value, label: t(`mission.channel.${value}`) })),
        ]}
      />
      {academies.length > 1 && (
        <Select
          name="academie"
          optional
          label={t("reconciliation.filter.academie")}
          defaultValue={academieId ?? ""}
          options={[
            { value: "", label: t("reconciliation.filter.allAcademies") },
            ...academies.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Button variant="secondary">{t("reconciliation.filter.show")}</Button>
    </Form>
  );
}

/** The same choice, as an address carries it on. */
export function askedAs(
  { month, schoolYear, channel }: Omit<Asked, "schoolYears">,
  more: Record<string, string | null> = {},
): string {
  const given = { ...(month ? { mois: month } : { annee: schoolYear }), canal: channel, ...more };
  const kept = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== null);
  return `?${new URLSearchParams(kept)}`;
}
