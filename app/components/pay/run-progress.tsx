import { Alert } from "~/components/ui/alert";
import { useFormat, useT } from "~/i18n/use-t";

type Under = { month: string; done: number; total: number };
type Late = { month: string };

/** The statements that are being written, how many of how many; and the months whose run should be over. */
export function RunProgress({ runs, late }: { runs: readonly Under[]; late: readonly Late[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <>
      {runs.map(({ month, done, total }) => {
        const label = t("pay.run.underWay", { month, done, total });
        return (
          <Alert key={month} kind="info" title={label}>
            <progress className="ep-progress" value={done} max={Math.max(1, total)} aria-label={label} />
          </Alert>
        );
      })}
      {late.length > 0 && (
        <Alert kind="warning" title={t("pay.run.late", { count: late.length })}>
          {t("pay.run.lateWhy", { months: late.map(({ month }) => f.month(month)).join(", ") })}
        </Alert>
      )}
    </>
  );
}
