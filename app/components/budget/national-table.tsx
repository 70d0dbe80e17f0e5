import { Link } from "@remix-run/react";
import { DataTable, Money } from "~/components/ui/table";
import { useT } from "~/i18n/use-t";
import type { EnvelopeRow } from "./envelope-table";

type Row = { place: string; byProgramme: Map<number, EnvelopeRow>; delegated: number; committed: number };
const programmes = [140, 141, 139] as const;

/** The training credits of every académie: one row each, one column for each programme. */
export function NationalTable({ rows }: { rows: EnvelopeRow[] }) {
  const t = useT();
  const places = [...new Set(rows.map(({ place }) => place))].map((place): Row => {
    const own = rows.filter((row) => row.place === place);
    return {
      place,
      byProgramme: new Map(own.map((row) => [row.programme, row])),
      delegated: own.reduce((sum, { delegatedCents }) => sum + delegatedCents, 0),
      committed: own.reduce((sum, { committedCents }) => sum + committedCents, 0),
    };
  });
  const total = (programme: number) =>
    rows.filter((row) => row.programme === programme).reduce((sum, { delegatedCents }) => sum + delegatedCents, 0);
  return (
    <DataTable
      caption={t("budget.national.table")}
      rows={places}
      rowKey={({ place }) => place}
      columns={[
        { key: "place", header: t("budget.column.academie"), cell: ({ place }) => place },
        ...programmes.map((programme) => ({
          key: `p${programme}`,
          header: t(`budget.programme.p${programme}`),
          align: "end" as const,
          cell: ({ byProgramme }: Row) => {
            const row = byProgramme.get(programme);
            return row ? (
              <Link to={`/budget/${row.id}`}>
                <Money cents={row.delegatedCents} />
              </Link>
            ) : null;
          },
        })),
        {
          key: "delegated",
          header: t("budget.column.delegated"),
          align: "end",
          cell: ({ delegated }) => <Money cents={delegated} />,
        },
        {
          key: "committed",
          header: t("budget.column.committed"),
          align: "end",
          cell: ({ committed }) => <Money cents={committed} />,
        },
      ]}
      footer={{
        place: t("budget.national.total"),
        ...Object.fromEntries(
          programmes.map((programme) => [`p${programme}`, <Money key={programme} cents={total(programme)} />]),
        ),
        delegated: <Money cents={rows.reduce((sum, { delegatedCents }) => sum + delegatedCents, 0)} />,
        committed: <Money cents={rows.reduce((sum, { committedCents }) => sum + committedCents, 0)} />,
      }}
    />
  );
}
