import { DataTable, Money } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Row = {
  code: string;
  name: string;
  publicWeight: number;
  privateWeight: number;
  p140: number | null;
  p141: number | null;
  p139: number | null;
};

/** What each académie would receive, with the key it comes from. */
export function SplitTable({ rows, totals }: { rows: Row[]; totals: Record<"p140" | "p141" | "p139", number> | null }) {
  const t = useT();
  const f = useFormat();
  const weights = (key: "publicWeight" | "privateWeight") => f.number(rows.reduce((sum, row) => sum + row[key], 0));
  const share = (key: "p140" | "p141" | "p139") => ({
    key,
    header: t(`budget.programme.${key}`),
    align: "end" as const,
    cell: (row: Row) => (row[key] === null ? "–" : <Money cents={row[key]} />),
  });
  return (
    <DataTable
      caption={t("budget.split.table")}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: "name", header: t("budget.column.academie"), cell: ({ name }) => name },
        {
          key: "publicWeight",
          header: t("budget.split.publicPupils"),
          align: "end",
          cell: ({ publicWeight }) => f.number(publicWeight),
        },
        {
          key: "privateWeight",
          header: t("budget.split.privatePupils"),
          align: "end",
          cell: ({ privateWeight }) => f.number(privateWeight),
        },
        share("p140"),
        share("p141"),
        share("p139"),
      ]}
      footer={{
        publicWeight: weights("publicWeight"),
        privateWeight: weights("privateWeight"),
        ...(totals && {
          p140: <Money cents={totals.p140} />,
          p141: <Money cents={totals.p141} />,
          p139: <Money cents={totals.p139} />,
        }),
      }}
    />
  );
}
