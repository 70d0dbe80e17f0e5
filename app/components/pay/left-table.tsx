import { DataTable, Hours } from "~/components/ui/table";
import { useT } from "~/i18n/use-t";

export type Left = {
  schoolId: string;
  school: string;
  hours: number;
  minutes: number;
  sheets: number;
  contested: number;
  undeclared: number;
};

/** What each school still owes a month, with the sums of the place. */
export function LeftTable({ left }: { left: Left[] }) {
  const t = useT();
  const counts = ["hours", "sheets", "contested", "undeclared"] as const;
  const sum = (of: (typeof counts)[number] | "minutes") => left.reduce((total, one) => total + one[of], 0);
  return (
    <DataTable
      caption={t("payFlow.closing.left")}
      rows={left}
      rowKey={({ schoolId }) => schoolId}
      columns={[
        { key: "school", header: t("payFlow.closing.school"), cell: ({ school }) => school },
        {
          key: "minutes",
          header: t("payFlow.closing.minutes"),
          align: "end",
          cell: ({ minutes }) => <Hours minutes={minutes} />,
        },
        ...counts.map((key) => ({
          key,
          header: t(`payFlow.closing.${key}`),
          align: "end" as const,
          cell: (one: Left) => one[key],
        })),
      ]}
      footer={{
        minutes: <Hours minutes={sum("minutes")} />,
        ...Object.fromEntries(counts.map((key) => [key, sum(key)])),
      }}
    />
  );
}
