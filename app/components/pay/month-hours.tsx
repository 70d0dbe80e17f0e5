import { Link } from "@remix-run/react";
import { useWhen } from "~/components/hours/when";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { DataTable, Hours } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

export type MonthHour = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  school: string;
  title: string;
  minutes: number;
  certification: { decision: "CERTIFIED" | "REFUSED"; reason: string | null } | null;
  reversal: boolean;
  reversed: boolean;
  contested: { reason: string; at: Date }[];
  since: boolean;
};
export type MonthView = {
  month: string;
  declaredAt: Date | null;
  faults: { key: string; facts: Record<string, string | number | boolean | null> }[];
  seances: { id: string; title: string; startsAt: Date; timeZone: string; toCome: boolean }[];
  hours: MonthHour[];
  totalMinutes: number;
};

/** Another month, by the address: no script is needed. */
export function MonthChoice({ month, months }: { month: string; months: string[] }) {
  const t = useT();
  const f = useFormat();
  if (months.length < 2) return null;
  return (
    <Form method="get">
      <Select
        name="mois"
        label={t("payFlow.declare.month")}
        defaultValue={month}
        options={months.map((value) => ({ value, label: f.month(value) }))}
      />
      <Button variant="secondary">{t("payFlow.declare.show")}</Button>
    </Form>
  );
}

/** The paid hours of one's month, each with where it stands. */
export function MonthHours({ view: { month, hours, totalMinutes } }: { view: MonthView }) {
  const t = useT();
  const whenOf = useWhen();
  if (hours.length === 0)
    return <EmptyState title={t("payFlow.declare.empty", { month })}>{t("payFlow.declare.emptyWhy")}</EmptyState>;
  return (
    <DataTable
      caption={t("payFlow.declare.table", { month })}
      rows={hours}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "service",
          header: t("payFlow.declare.service"),
          cell: ({ id, startsAt, endsAt, timeZone, title }) => (
            <Link to={`/heures/${id}`}>
              {title}, {whenOf({ startsAt, endsAt }, { timeZone, year: false })}
            </Link>
          ),
        },
        { key: "school", header: t("payFlow.declare.school"), cell: ({ school }) => school },
        { key: "state", header: t("payFlow.declare.state"), cell: (hour) => <State hour={hour} /> },
        {
          key: "hours",
          header: t("payFlow.declare.hours"),
          align: "end",
          cell: ({ minutes }) => <Hours minutes={minutes} />,
        },
      ]}
      footer={{ service: t("payFlow.declare.total"), hours: <Hours minutes={totalMinutes} /> }}
    />
  );
}

function State({ hour }: { hour: MonthHour }) {
  const t = useT();
  const { certification, reversal, reversed, contested, since } = hour;
  const said = () => {
    if (reversal) return t("payFlow.declare.reversal");
    if (reversed) return t("payFlow.declare.reversed");
    if (!certification) return t("payFlow.declare.waits");
    if (certification.decision === "CERTIFIED") return t("payFlow.declare.certified");
    return t("payFlow.declare.refused", { reason: certification.reason });
  };
  const more = [
    ...(since ? [t("payFlow.declare.since")] : []),
    ...contested.map(({ reason }) => t("payFlow.declare.contested", { reason })),
  ];
  return <>{[said(), ...more].join(" ; ")}</>;
}
