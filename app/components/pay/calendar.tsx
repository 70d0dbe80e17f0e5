import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { applications, type InputWindow } from "~/domain/pay/windows";
import { useFormat, useT } from "~/i18n/use-t";

type Props = { academie: { id: string; name: string; windows: (InputWindow & { source: string })[] } };

/** The windows of an académie, latest first, each with where it is known from. */
export function WindowTable({ academie: { name, windows } }: Props) {
  const t = useT();
  const f = useFormat();
  if (windows.length === 0) return <p>{t("payFlow.calendar.none")}</p>;
  return (
    <DataTable
      caption={t("payFlow.calendar.table", { academie: name })}
      rows={windows}
      rowKey={({ application, month }) => `${application} ${month}`}
      columns={[
        { key: "application", header: t("payFlow.calendar.application"), cell: ({ application }) => application },
        { key: "month", header: t("payFlow.calendar.month"), cell: ({ month }) => f.month(month) },
        {
          key: "opens",
          header: t("payFlow.calendar.opens"),
          cell: ({ opensOn }) => f.day(opensOn, { weekday: false }),
        },
        {
          key: "closes",
          header: t("payFlow.calendar.closes"),
          cell: ({ closesOn }) => f.day(closesOn, { weekday: false }),
        },
        {
          key: "grace",
          header: t("payFlow.calendar.grace"),
          cell: ({ graceDays: days }) => t("payFlow.calendar.graceDays", { days }),
        },
        { key: "source", header: t("payFlow.calendar.source"), cell: ({ source }) => source },
      ]}
    />
  );
}

export function WindowForm({ academieId, refused }: { academieId: string; refused: unknown }) {
  const t = useT();
  return (
    <Section level={3} title={t("payFlow.calendar.write")}>
      <p>{t("payFlow.calendar.writeHint")}</p>
      <Form intent="write" refused={refused}>
        <input type="hidden" name="academieId" value={academieId} />
        <Select
          name="application"
          label={t("payFlow.calendar.application")}
          options={applications.map((value) => ({ value, label: value }))}
        />
        <Field name="month" type="month" label={t("payFlow.calendar.month")} placeholder="2012-11" width="sm" />
        <Field name="opensOn" type="date" label={t("payFlow.calendar.opens")} width="sm" />
        <Field name="closesOn" type="date" label={t("payFlow.calendar.closes")} width="sm" />
        <Field
          name="graceDays"
          type="number"
          min={0}
          max={60}
          defaultValue="0"
          label={t("payFlow.calendar.graceLabel")}
          width="sm"
        />
        <Field name="source" label={t("payFlow.calendar.sourceLabel")} maxLength={300} />
        <Button>{t("payFlow.calendar.submit")}</Button>
      </Form>
    </Section>
  );
}
