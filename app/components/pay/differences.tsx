import { Link } from "@remix-run/react";
import { DataTable, Hours, Money } from "~/components/ui/table";
import type { Cause } from "~/domain/pay/reconciliation";
import { useFormat, useT } from "~/i18n/use-t";

export type ShownDifference = {
  kind: "HOUR" | "COUNTER" | "PART";
  entryId: string | null;
  missionId: string;
  mission: string;
  instalment: number | null;
  at: Date;
  timeZone: string;
  minutes: number;
  cents: number | null;
  name: string;
  cause: Cause;
  code: string | null;
  refusedBecause: string | null;
  statementId: string | null;
  statement: string | null;
};

/** Each difference with its cause, the hour it is about, and the statement where it stands. */
export function Differences({ items }: { items: ShownDifference[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <DataTable
      stacked
      caption={t("reconciliation.list")}
      rows={items}
      rowKey={({ entryId, missionId, instalment }) => entryId ?? `${missionId} ${instalment}`}
      columns={[
        { key: "person", header: t("reconciliation.person"), cell: ({ name }) => name },
        {
          key: "service",
          header: t("reconciliation.service"),
          cell: ({ entryId, missionId, instalment, at, timeZone, name }) =>
            entryId ? (
              <Link to={`/heures/${entryId}`}>
                {f.date(at, { weekday: false, timeZone })}
                <span className="fr-sr-only"> – {t("reconciliation.openHour", { name })}</span>
              </Link>
            ) : (
              <Link to={`/missions/${missionId}`}>{t("reconciliation.part", { part: instalment ?? 1 })}</Link>
            ),
        },
        { key: "mission", header: t("reconciliation.mission"), cell: ({ mission }) => mission },
        { key: "cause", header: t("reconciliation.causeHeader"), cell: (item) => <CauseCell item={item} /> },
        {
          key: "hours",
          header: t("reconciliation.hours"),
          align: "end",
          cell: ({ kind, minutes }) => (kind === "PART" ? "" : <Hours minutes={minutes} />),
        },
        {
          key: "amount",
          header: t("reconciliation.amount"),
          align: "end",
          cell: ({ cents }) => (cents === null ? "" : <Money cents={cents} />),
        },
      ]}
    />
  );
}

function CauseCell({ item: { cause, code, refusedBecause, statementId, statement } }: { item: ShownDifference }) {
  const t = useT();
  return (
    <span>
      {t(`reconciliation.cause.${cause}`)}
      {code && ` (${t("reconciliation.rule", { code })})`}
      {cause === "REFUSED_BY_HEAD" && refusedBecause && (
        <>
          <br />
          {t("reconciliation.because", { reason: refusedBecause })}
        </>
      )}
      {statementId && statement && (
        <>
          <br />
          <Link to={`/etats/${statementId}`}>{t("reconciliation.statement", { number: statement })}</Link>
        </>
      )}
    </span>
  );
}
