import { Alert } from "~/components/ui/alert";
import { DataTable } from "~/components/ui/table";
import type { CareerRow } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";
import { useSpan } from "./said";

type Props = { rows: readonly CareerRow[]; gaps: readonly { from: string; to: string }[] };

/** The periods of a career in their order, and the days between them of which nothing is known. */
export function Periods({ rows, gaps }: Props) {
  const t = useT();
  const spanOf = useSpan();
  if (rows.length === 0) return <Alert kind="warning">{t("career.none")}</Alert>;
  return (
    <>
      <DataTable
        caption={t("career.rows")}
        stacked
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "days", header: t("career.days"), rowHeader: true, cell: spanOf },
          { key: "category", header: t("career.category"), cell: ({ category }) => t(`career.categories.${category}`) },
          { key: "corps", header: t("career.corps"), cell: ({ corps }) => t(`hours.corps.${corps}`) },
          { key: "grade", header: t("career.grade"), cell: ({ grade }) => t(`hours.grade.${grade}`) },
          {
            key: "service",
            header: t("career.service"),
            cell: ({ fullService }) => t(`career.services.${fullService ? "yes" : "no"}`),
          },
          { key: "duty", header: t("career.duty"), cell: ({ mainDuty }) => t(`career.duties.${mainDuty}`) },
        ]}
      />
      {gaps.map((gap) => (
        <Alert key={gap.from} kind="warning">
          {t("career.gap", { span: spanOf(gap) })}
        </Alert>
      ))}
    </>
  );
}
