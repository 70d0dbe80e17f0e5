import { Link } from "@remix-run/react";
import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Field, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Section } from "~/components/ui/page";
import { DataTable, Money } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";
import { PasswordAgain } from "./password-again";

type Change = { email: string; refused: unknown; lines: { held: number; priced: number } | null };

/** An open row is given its last day. */
export function EndForm({ email, refused, lines }: Change) {
  const t = useT();
  return (
    <FoldedForm summary={t("rates.row.end")} intent="end" refused={refused}>
      <Note>
        <p>{t("rates.row.endWhat")}</p>
        {lines && <p>{t("rates.preview.lines", lines)}</p>}
      </Note>
      <Field name="endsOn" type="date" label={t("rates.row.endOn")} width="sm" />
      <PasswordAgain email={email} label={t("rates.preview.password")} hint={t("rates.preview.passwordHint")} />
      <Button variant="secondary">{t("rates.row.end")}</Button>
    </FoldedForm>
  );
}

/** A mistaken row that paid nobody is taken away. */
export function WithdrawForm({ email, refused, lines }: Change) {
  const t = useT();
  return (
    <FoldedForm summary={t("rates.row.withdraw")} intent="withdraw" refused={refused}>
      <Note>
        <p>{t("rates.row.endWhat")}</p>
        {lines && <p>{t("rates.preview.lines", lines)}</p>}
      </Note>
      <Textarea name="reason" label={t("rates.row.withdrawReason")} maxLength={300} rows={2} />
      <PasswordAgain email={email} label={t("rates.preview.password")} hint={t("rates.preview.passwordHint")} />
      <Button variant="secondary">{t("rates.row.withdraw")}</Button>
    </FoldedForm>
  );
}

type Other = { id: string; hourlyCents: number; validFrom: string; validTo: string | null; withdrawn: boolean };

/** The other rows of the same corps and grade, the latest first. */
export function OtherRates({ rows }: { rows: Other[] }) {
  const t = useT();
  const f = useFormat();
  const day = (on: string) => f.day(on, { weekday: false });
  return (
    <Section title={t("rates.row.others")}>
      <DataTable
        stacked
        caption={t("rates.row.others")}
        rows={rows}
        rowKey={({ id }) => id}
        empty={t("rates.row.othersNone")}
        columns={[
          {
            key: "from",
            header: t("rates.from"),
            cell: ({ id, validFrom }) => <Link to={`/etats/taux/${id}`}>{day(validFrom)}</Link>,
          },
          { key: "to", header: t("rates.to"), cell: ({ validTo }) => (validTo ? day(validTo) : t("rates.open")) },
          {
            key: "hourly",
            header: t("rates.hourly"),
            align: "end",
            cell: ({ hourlyCents }) => <Money cents={hourlyCents} />,
          },
          {
            key: "state",
            header: "",
            cell: ({ withdrawn }) => withdrawn && <Badge kind="neutral">{t("rates.row.withdrawnBadge")}</Badge>,
          },
        ]}
      />
    </Section>
  );
}
