import { Link } from "@remix-run/react";
import { Badge } from "~/components/ui/badge";
import { Legend, StackedBar } from "~/components/ui/bars";
import { type Column, DataTable, Money } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

export type EnvelopeRow = {
  id: string;
  label: string;
  place: string;
  programme: number;
  titre2: boolean;
  fictional: boolean;
  delegatedCents: number;
  committedCents: number;
  serviceDoneCents: number;
  paidCents: number;
  availableCents: number;
};

const programmeKey = (programme: number) => (programme === 139 ? "p139" : programme === 140 ? "p140" : "p141");

/** « P141, second degré – hors titre 2 » */
export function useProgrammeName() {
  const t = useT();
  return ({ programme, titre2 }: { programme: number; titre2: boolean }) =>
    `${t(`budget.programme.${programmeKey(programme)}`)} – ${t(titre2 ? "budget.title2" : "budget.notTitle2")}`;
}

/** Envelopes with a small bar each. Staff allotments say their own label; invented ones say so. */
export function EnvelopeTable({ caption, rows, staff }: { caption: string; rows: EnvelopeRow[]; staff: boolean }) {
  const t = useT();
  const name = useProgrammeName();
  const sum = (key: "delegatedCents" | "committedCents" | "serviceDoneCents" | "paidCents" | "availableCents") => (
    <Money cents={rows.reduce((total, row) => total + row[key], 0)} />
  );
  const money = (key: "delegatedCents" | "committedCents" | "serviceDoneCents" | "paidCents", header: string) =>
    ({ key, header, align: "end", cell: (row) => <Money cents={row[key]} /> }) satisfies Column<EnvelopeRow>;
  const place: Column<EnvelopeRow> = { key: "place", header: t("budget.column.place"), cell: ({ place }) => place };
  return (
    <>
      <div className="ep-budget-legend">
        {t("budget.available")}
        <Legend
          items={[
            { kind: "full", label: t("budget.legend.done") },
            { kind: "light", label: t("budget.legend.committed") },
          ]}
        />
      </div>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "envelope",
            header: t("budget.column.envelope"),
            cell: (row) => (
              <>
                <Link to={`/budget/${row.id}`}>{staff ? row.label : name(row)}</Link>
                {staff && <> P{row.programme}</>}
                {row.fictional && (
                  <>
                    {" "}
                    <Badge kind="warning">{t("budget.fictional")}</Badge>
                  </>
                )}
              </>
            ),
          },
          ...(staff ? [place] : []),
          money("delegatedCents", t("budget.column.delegated")),
          money("committedCents", t("budget.column.committed")),
          money("serviceDoneCents", t("budget.column.serviceDone")),
          money("paidCents", t("budget.column.paid")),
          {
            key: "availableCents",
            header: t("budget.column.available"),
            align: "end",
            cell: (row) => (
              <strong>
                <Money cents={row.availableCents} />
              </strong>
            ),
          },
          {
            key: "share",
            header: t("budget.column.share"),
            width: "9rem",
            cell: (row) => <ShareBar {...row} />,
          },
        ]}
        footer={{
          delegatedCents: sum("delegatedCents"),
          committedCents: sum("committedCents"),
          serviceDoneCents: sum("serviceDoneCents"),
          paidCents: sum("paidCents"),
          availableCents: sum("availableCents"),
        }}
      />
    </>
  );
}

/** What is committed of what was delegated; the words carry the figures. */
export function ShareBar(sums: { delegatedCents: number; committedCents: number; serviceDoneCents: number }) {
  const t = useT();
  const f = useFormat();
  const { delegatedCents: delegated, committedCents: committed, serviceDoneCents: done } = sums;
  const share = f.percent(delegated > 0 ? committed / delegated : 0);
  return (
    <span className="ep-budget-share">
      <StackedBar
        total={Math.max(delegated, committed)}
        threshold={delegated * 0.75}
        parts={[
          { value: Math.min(done, committed), kind: "full" },
          { value: Math.max(0, committed - done), kind: "light" },
        ]}
        label={t("budget.bar", { share, committed, delegated, done })}
      />
      <span className="ep-num">{share}</span>
    </span>
  );
}
