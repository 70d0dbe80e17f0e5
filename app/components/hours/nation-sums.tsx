import { Note } from "~/components/ui/alert";
import { Section } from "~/components/ui/page";
import { DataTable, Hours } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Row = { academieId: string; academie: string; lines: number; minutes: number };

/** Sums alone: a person's hours stop at the académie. */
export function NationSums({ rows }: { rows: Row[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <Section title={t("hours.nation.title")}>
      <DataTable
        caption={t("hours.nation.caption")}
        rows={rows}
        rowKey={({ academieId }) => academieId}
        columns={[
          { key: "academie", header: t("hours.nation.academie"), cell: ({ academie }) => academie },
          { key: "lines", header: t("hours.nation.lines"), align: "end", cell: ({ lines }) => f.number(lines) },
          {
            key: "hours",
            header: t("hours.nation.hours"),
            align: "end",
            cell: ({ minutes }) => <Hours minutes={minutes} />,
          },
        ]}
      />
      <Note>{t("hours.nation.privacy")}</Note>
    </Section>
  );
}
