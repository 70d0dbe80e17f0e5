import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/choices";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { type Column, DataTable, Money } from "~/components/ui/table";
import type { RateAmounts } from "~/domain/pay/rate-basis";
import type { ComingRate, RatePlan, StandingRate } from "~/domain/pay/rate-plan";
import { tDynamic } from "~/i18n/catalogue";
import { useFormat, useT } from "~/i18n/use-t";
import { PasswordAgain } from "./password-again";
import { useAmountColumns } from "./rate-table";
import { cellName } from "./rate-words";

type Preview = Omit<RatePlan, "spans"> & { lines: { held: number; priced: number }; key: string };
type Props = {
  preview: Preview;
  /** What the writing is asked with: the fields of the form, its rows as they would be pasted. */
  carried: Record<string, string>;
  email: string;
  refused: unknown;
};

/** What writing would do; nothing is written yet. */
export function RatePreview({ preview, carried, email, refused }: Props) {
  const t = useT();
  const { comes, ends, faults, lines, key } = preview;
  if (faults.length > 0)
    return (
      <Section title={t("rates.preview.title")}>
        <Alert kind="error" title={t("rates.preview.faults")}>
          <ul>
            {faults.map(({ corps, grade, reason, from, until }) => (
              <li key={`${corps} ${grade} ${reason}`}>
                {tDynamic(t, `rates.fault.${reason}`, { cell: cellName(t, { corps, grade }), from, until })}
              </li>
            ))}
          </ul>
        </Alert>
      </Section>
    );
  if (comes.length === 0)
    return (
      <Section title={t("rates.preview.title")}>
        <Alert kind="info">{t("rates.preview.nothing")}</Alert>
      </Section>
    );
  return (
    <Section title={t("rates.preview.title")}>
      <Coming rows={comes} />
      {ends.length > 0 && <Ending rows={ends} />}
      <Note>
        <p>{t("rates.preview.lines", lines)}</p>
        <p>{t("rates.preview.paid")}</p>
      </Note>
      <Form intent="write" refused={refused}>
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="seen" value={key} />
        {comes.some(({ unusual }) => unusual) && <Checkbox name="confirmed" label={t("rates.preview.confirm")} />}
        <PasswordAgain email={email} label={t("rates.preview.password")} hint={t("rates.preview.passwordHint")} />
        <Button size="lg">{t("rates.preview.submit")}</Button>
      </Form>
    </Section>
  );
}

const typedAmounts = ["hourlyCents", "yearlyCents", "firstYearlyCents"] as const;

function Coming({ rows }: { rows: ComingRate[] }) {
  const t = useT();
  const f = useFormat();
  const day = (on: string) => f.day(on, { weekday: false });
  const beside = (key: keyof RateAmounts, header: string): Column<ComingRate> => ({
    key,
    header,
    align: "end",
    cell: ({ computed, ...row }) => (
      <span>
        <Money cents={row[key]} />
        {computed && computed[key] !== row[key] && (
          <span className="fr-hint-text">{t("rates.preview.computed", { cents: computed[key] })}</span>
        )}
      </span>
    ),
  });
  const change = ({ change, unusual }: ComingRate) => {
    if (unusual === "corps") return <span className="fr-hint-text">{t("rates.preview.corps")}</span>;
    if (change === null) return t("rates.preview.noBefore");
    const share = `${change > 0 ? "+" : ""}${f.percent(change)}`;
    return unusual ? <Badge kind="warning">{share}</Badge> : share;
  };
  const isComputed = ({ computed, ...row }: ComingRate) =>
    computed !== null && typedAmounts.every((key) => computed[key] === row[key]);
  return (
    <DataTable
      stacked
      captionVisible
      caption={t("rates.preview.comes")}
      rows={rows}
      rowKey={({ corps, grade }) => `${corps} ${grade}`}
      rowState={({ unusual }) => (unusual ? "warning" : undefined)}
      columns={[
        {
          key: "cell",
          header: t("rates.corps"),
          cell: (row) => (
            <span>
              {cellName(t, row)}
              {row.replaces && (
                <span className="fr-hint-text">{t("rates.preview.replaces", { cents: row.replaces.hourlyCents })}</span>
              )}
              {isComputed(row) && <span className="fr-hint-text">{t("rates.preview.asComputed")}</span>}
            </span>
          ),
        },
        beside("hourlyCents", t("rates.hourly")),
        beside("yearlyCents", t("rates.yearly")),
        beside("firstYearlyCents", t("rates.first")),
        { key: "from", header: t("rates.from"), cell: ({ validFrom }) => day(validFrom) },
        { key: "to", header: t("rates.to"), cell: ({ validTo }) => (validTo ? day(validTo) : t("rates.open")) },
        { key: "change", header: t("rates.preview.change"), align: "end", cell: change },
      ]}
    />
  );
}

function Ending({ rows }: { rows: (StandingRate & { endsOn: string })[] }) {
  const t = useT();
  const f = useFormat();
  const amounts = useAmountColumns<RateAmounts>((row) => row);
  const day = (on: string) => f.day(on, { weekday: false });
  return (
    <DataTable
      stacked
      captionVisible
      caption={t("rates.preview.ends")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "cell", header: t("rates.corps"), cell: (row) => cellName(t, row) },
        ...amounts,
        { key: "from", header: t("rates.from"), cell: ({ validFrom }) => day(validFrom) },
        { key: "endsOn", header: t("rates.preview.endsOn"), cell: ({ endsOn }) => day(endsOn) },
      ]}
    />
  );
}
