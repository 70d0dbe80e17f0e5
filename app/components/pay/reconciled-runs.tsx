import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { RECONCILE_AFTER_DAYS, RECONCILE_UNCLOSED_DAYS } from "~/domain/pay/reconciliation";
import { useFormat, useT } from "~/i18n/use-t";

type Run = { id: string; month: string; academie: string; at: Date; count: number; minutes: number; openCount: number };

/** What was found at the end of each month, what of it is open today, and its file. */
export function ReconciledRuns({ runs }: { runs: Run[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <Section title={t("reconciliation.stored.title")}>
      <p>{t("reconciliation.stored.why", { days: RECONCILE_AFTER_DAYS, unclosed: RECONCILE_UNCLOSED_DAYS })}</p>
      {runs.length === 0 ? (
        <p>{t("reconciliation.stored.none")}</p>
      ) : (
        <DataTable
          stacked
          caption={t("reconciliation.stored.title")}
          rows={runs}
          rowKey={({ id }) => id}
          columns={[
            { key: "month", header: t("reconciliation.stored.month"), cell: ({ month }) => f.month(month) },
            { key: "academie", header: t("reconciliation.stored.academie"), cell: ({ academie }) => academie },
            { key: "at", header: t("reconciliation.stored.at"), cell: ({ at }) => f.date(at, { weekday: false }) },
            {
              key: "found",
              header: t("reconciliation.stored.found"),
              align: "end",
              cell: ({ count, minutes }) => `${t("reconciliation.count", { count })}, ${f.hours(minutes)}`,
            },
            {
              key: "open",
              header: t("reconciliation.stored.open"),
              align: "end",
              cell: ({ openCount }) => f.number(openCount),
            },
            {
              key: "file",
              header: t("reconciliation.stored.file"),
              cell: ({ id, month, academie }) => (
                <a
                  href={`/etats/rapprochement/arretes/${id}.csv`}
                  aria-label={t("reconciliation.stored.csvOf", { month, academie })}
                >
                  {t("reconciliation.stored.csv")}
                </a>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
