import { Link } from "@remix-run/react";
import { DataTable, Hours, Money } from "~/components/ui/table";
import type { Nature } from "~/domain/budget/schema";
import { useT } from "~/i18n/use-t";

type Commitment = {
  id: string;
  nature: Nature;
  minutes: number | null;
  amountCents: number;
  serviceDoneCents: number;
  paidCents: number;
  releasedCents: number;
  /** Null for what is paid for a mission as a whole. */
  cohort: { id: string; title: string; place: { name: string } } | null;
  mission: { id: string; title: string; name: string; place: string } | null;
  hours: { entryId: string; amountCents: number }[];
};

/** Each commitment with its chain: the cohort, the mission, the hours that were certified. */
export function CommitmentTable({ rows }: { rows: Commitment[] }) {
  const t = useT();
  return (
    <DataTable
      stacked
      caption={t("budget.envelope.commitments")}
      rows={rows}
      rowKey={({ id }) => id}
      empty={t("budget.envelope.noCommitment")}
      columns={[
        {
          key: "cohort",
          header: t("budget.envelope.cohort"),
          cell: ({ cohort, mission }) => (
            <>
              {cohort && (
                <>
                  <Link to={`/sessions/${cohort.id}`}>{cohort.title}</Link>
                  <br />
                  {cohort.place.name}
                </>
              )}
              {mission && (
                <>
                  {cohort && " · "}
                  <Link to={`/missions/${mission.id}`}>
                    {t("budget.envelope.mission")} – {mission.title}
                  </Link>
                  {!cohort && (
                    <>
                      <br />
                      {mission.name}, {mission.place}
                    </>
                  )}
                </>
              )}
            </>
          ),
        },
        {
          key: "nature",
          header: t("budget.envelope.nature"),
          cell: ({ nature, minutes }) => (
            <>
              {t(`budget.nature.${nature}`)}
              {minutes !== null && (
                <>
                  {", "}
                  <Hours minutes={minutes} />
                </>
              )}
            </>
          ),
        },
        {
          key: "amount",
          header: t("budget.column.committed"),
          align: "end",
          cell: ({ amountCents, releasedCents }) => (
            <>
              <Money cents={amountCents - releasedCents} />
              {releasedCents > 0 && (
                <>
                  <br />
                  {t("budget.envelope.released", { cents: releasedCents })}
                </>
              )}
            </>
          ),
        },
        {
          key: "done",
          header: t("budget.column.serviceDone"),
          align: "end",
          cell: ({ serviceDoneCents }) => <Money cents={serviceDoneCents} />,
        },
        {
          key: "paid",
          header: t("budget.column.paid"),
          align: "end",
          cell: ({ paidCents }) => <Money cents={paidCents} />,
        },
        {
          key: "hours",
          header: t("budget.envelope.hours"),
          cell: ({ hours }) =>
            hours.map(({ entryId, amountCents }) => (
              <span key={entryId} className="ep-budget-line">
                <Link to={`/heures/${entryId}`}>{t("budget.envelope.hour", { amount: amountCents })}</Link>
              </span>
            )),
        },
      ]}
    />
  );
}
