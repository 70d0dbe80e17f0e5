import { Link } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { useT } from "~/i18n/use-t";
import { useDay } from "./said";

type PaidLine = {
  id: string;
  statement: string;
  entryId: string | null;
  missionId: string;
  mission: string;
  day: string;
  amountCents: number | null;
};
export type Weighed = {
  paid: { count: number; shown: PaidLine[]; elsewhere: number; hasHsa: boolean };
  controlled: { id: string; number: string }[];
  drafted: number;
};

/** What was paid keeps its amount, with the way to each line; what is still to decide follows. */
export function WeighedLines({ lines: { paid, controlled, drafted } }: { lines: Weighed }) {
  const t = useT();
  const dayOf = useDay();
  const more = paid.count - paid.shown.length - paid.elsewhere;
  return (
    <>
      {paid.count === 0 ? (
        <p>{t("career.check.paidNone")}</p>
      ) : (
        <Alert kind="warning" title={t("career.check.paid", { count: paid.count })}>
          <ul>
            {paid.shown.map(({ id, entryId, missionId, mission, day, amountCents, statement }) => (
              <li key={id}>
                <Link to={entryId ? `/heures/${entryId}` : `/missions/${missionId}`}>
                  {t("career.check.paidLine", { mission, day: dayOf(day), cents: amountCents ?? 0, statement })}
                </Link>
              </li>
            ))}
            {more > 0 && <li>{t("career.check.paidMore", { count: more })}</li>}
            {paid.elsewhere > 0 && <li>{t("career.check.elsewhere", { count: paid.elsewhere })}</li>}
          </ul>
          {paid.hasHsa && <p>{t("career.check.hsa")}</p>}
        </Alert>
      )}
      {controlled.map(({ id, number }) => (
        <p key={id}>
          <Link to={`/etats/${id}`}>{t("career.check.controlled", { number })}</Link>
        </p>
      ))}
      {drafted > 0 && <p>{t("career.check.drafted", { count: drafted })}</p>}
    </>
  );
}
