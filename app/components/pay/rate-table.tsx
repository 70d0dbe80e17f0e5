import { Link } from "@remix-run/react";
import { TextLink } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Held } from "~/components/ui/missing";
import { Section } from "~/components/ui/page";
import { type Column, DataTable, Money } from "~/components/ui/table";
import { grouped } from "~/domain/grouped";
import type { RateAmounts, RateCell } from "~/domain/pay/rate-basis";
import type { RateGap, StandingRate } from "~/domain/pay/rate-plan";
import { useFormat, useT } from "~/i18n/use-t";
import { cellName } from "./rate-words";

type Row = RateCell & { row: StandingRate | null };

/** The three amounts of a rate as columns; nothing where there is none. */
export function useAmountColumns<R>(of: (row: R) => RateAmounts | null): Column<R>[] {
  const t = useT();
  const column = (key: "hourly" | "yearly" | "first", cents: (amounts: RateAmounts) => number): Column<R> => ({
    key,
    header: t(`rates.${key}`),
    align: "end",
    cell: (row) => {
      const amounts = of(row);
      return amounts && <Money cents={cents(amounts)} />;
    },
  });
  return [
    column("hourly", ({ hourlyCents }) => hourlyCents),
    column("yearly", ({ yearlyCents }) => yearlyCents),
    column("first", ({ firstYearlyCents }) => firstYearlyCents),
  ];
}

/** Every corps and grade on one day, those of one text together; one without a rate says so. */
export function RateTable({ rows }: { rows: Row[] }) {
  const t = useT();
  const f = useFormat();
  const amounts = useAmountColumns<Row>(({ row }) => row);
  const day = (on: string) => f.day(on, { weekday: false });
  const heading = ({ row }: Row) => {
    if (!row) return `${t("rates.none")}. ${t("rates.noneWhy")}`;
    const { validFrom, validTo, source } = row;
    const days = validTo
      ? t("rates.between", { from: day(validFrom), to: day(validTo) })
      : t("rates.since", { from: day(validFrom) });
    return `${days} – ${source}`;
  };
  const textOf = ({ row }: Row) => (row ? `${row.validFrom} ${row.validTo} ${row.source}` : "");
  return (
    <DataTable
      stacked
      caption={t("rates.table")}
      rows={[...grouped(rows, (row) => [textOf(row), row]).values()].flat()}
      rowKey={({ corps, grade }) => `${corps} ${grade}`}
      rowState={({ row }) => (row ? undefined : "warning")}
      group={{ key: textOf, heading }}
      columns={[
        {
          key: "cell",
          header: t("rates.corps"),
          cell: ({ row, ...cell }) =>
            row ? <Link to={`/etats/taux/${row.id}`}>{cellName(t, cell)}</Link> : cellName(t, cell),
        },
        ...amounts,
      ]}
    />
  );
}

/** The days that no row covers: hours of these days wait. */
export function RateGaps({ gaps, cells }: { gaps: RateGap[]; cells: number }) {
  const t = useT();
  const f = useFormat();
  const day = (on: string) => f.day(on, { weekday: false });
  if (gaps.length === 0)
    return (
      <Section title={t("rates.gaps.title")}>
        <p>{t("rates.gaps.none")}</p>
      </Section>
    );
  return (
    <Section title={t("rates.gaps.title")}>
      <Held>
        <p>{t("rates.gaps.what")}</p>
        <ul>
          {gaps.map(({ from, to, cells: without }) => (
            <li key={`${from} ${to}`}>
              {to
                ? t("rates.gaps.between", { from: day(from), to: day(to) })
                : t("rates.gaps.since", { from: day(from) })}{" "}
              {without.length === cells
                ? t("rates.gaps.everyone")
                : t("rates.gaps.for", { cells: without.map((cell) => cellName(t, cell)).join(" ; ") })}{" "}
              <Link to={`/etats/taux?le=${from}`}>{t("rates.gaps.show")}</Link>
            </li>
          ))}
        </ul>
      </Held>
    </Section>
  );
}

/** The days on which other rates begin. */
export function RateStarts({ starts }: { starts: string[] }) {
  const t = useT();
  const f = useFormat();
  if (starts.length === 0) return null;
  return (
    <Disclosure summary={t("rates.starts")}>
      <ul>
        {starts.map((day) => (
          <li key={day}>
            <TextLink to={`/etats/taux?le=${day}`}>
              {t("rates.startsFrom", { day: f.day(day, { weekday: false }) })}
            </TextLink>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

type Waiting = RateCell & { month: string; day: string; academies: number };

/** For whoever writes the rates: what waits for them, without anybody's name. */
export function RatesAwaited({ waiting }: { waiting: Waiting[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <Section title={t("rates.waiting.title")}>
      {waiting.length === 0 ? (
        <p>{t("rates.waiting.none")}</p>
      ) : (
        <DataTable
          stacked
          caption={t("rates.waiting.table")}
          rows={waiting}
          rowKey={({ month, corps, grade }) => `${month} ${corps} ${grade}`}
          columns={[
            {
              key: "month",
              header: t("rates.waiting.month"),
              cell: ({ month, day }) => <Link to={`/etats/taux?le=${day}`}>{f.month(month)}</Link>,
            },
            { key: "cell", header: t("rates.corps"), cell: (cell) => cellName(t, cell) },
            {
              key: "academies",
              header: t("rates.waiting.academies"),
              align: "end",
              cell: ({ academies }) => academies,
            },
          ]}
        />
      )}
    </Section>
  );
}
