import { Hours, Money } from "~/components/ui/table";
import type { CauseSum, Sum } from "~/domain/pay/reconciliation";
import { useFormat, useT } from "~/i18n/use-t";

/** Minutes and cents of one column, and the minutes that have no amount yet. */
export function SumCell({ sum: { minutes, cents, unpriced } }: { sum: Sum }) {
  const t = useT();
  return (
    <span>
      <Hours minutes={minutes} />
      <br />
      <Money cents={cents} />
      {unpriced !== 0 && (
        <>
          <br />
          <span className="fr-hint-text">{t("reconciliation.unpriced", { minutes: unpriced })}</span>
        </>
      )}
    </span>
  );
}

/** The differences of a school or a person, the gravest first, each by its cause. */
export function CauseList({ differences }: { differences: CauseSum[] }) {
  const t = useT();
  const f = useFormat();
  if (differences.length === 0) return <>{t("reconciliation.none")}</>;
  return (
    <ul className="ep-plain-list">
      {differences.map(({ cause, code, count, minutes, cents }) => (
        <li key={`${cause} ${code}`}>
          {t(`reconciliation.cause.${cause}`)}
          {code && ` (${t("reconciliation.rule", { code })})`} : {t("reconciliation.count", { count })},{" "}
          {f.hours(minutes)}, {f.money(cents)}
        </li>
      ))}
    </ul>
  );
}

/** Declared, certified and paid as three columns of any table. */
export function useSumColumns<R extends { columns: { declared: Sum; certified: Sum; paid: Sum } }>() {
  const t = useT();
  return (["declared", "certified", "paid"] as const).map((key) => ({
    key,
    header: t(`reconciliation.${key}`),
    align: "end" as const,
    cell: ({ columns }: R) => <SumCell sum={columns[key]} />,
  }));
}
