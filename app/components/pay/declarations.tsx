import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Props = {
  declarations: { personId: string; name: string; month: string; declaredAt: Date | null }[];
  missing: { id: string; name: string; month: string; reason: string }[];
};

/** For the head: who declared the months of the hours that wait, and what people say is missing. */
export function Declarations({ declarations, missing }: Props) {
  const t = useT();
  const f = useFormat();
  if (declarations.length + missing.length === 0) return null;
  return (
    <Section title={t("payFlow.declarations.title")}>
      {declarations.length > 0 && (
        <>
          <p>{t("payFlow.declarations.help")}</p>
          <DataTable
            caption={t("payFlow.declarations.table")}
            rows={declarations}
            rowKey={({ personId, month }) => `${personId} ${month}`}
            columns={[
              { key: "person", header: t("payFlow.declarations.person"), cell: ({ name }) => name },
              { key: "month", header: t("payFlow.declarations.month"), cell: ({ month }) => f.month(month) },
              {
                key: "state",
                header: t("payFlow.declarations.state"),
                cell: ({ declaredAt }) =>
                  declaredAt
                    ? t("payFlow.declarations.declared", { at: declaredAt })
                    : t("payFlow.declarations.notYet"),
              },
            ]}
          />
        </>
      )}
      {missing.length > 0 && (
        <>
          <p>{t("payFlow.declarations.missing")}</p>
          <ul>
            {missing.map(({ id, name, month, reason }) => (
              <li key={id}>{t("payFlow.declarations.missingLine", { name, month, reason })}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
