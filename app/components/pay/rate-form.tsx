import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/choices";
import { Disclosure } from "~/components/ui/disclosure";
import { Field, Textarea } from "~/components/ui/field";
import { useField } from "~/components/ui/field-context";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { cellKey, ratedCells } from "~/domain/pay/rate-basis";
import { useT } from "~/i18n/use-t";
import { cellName } from "./rate-words";

type Typed = Record<string, string>;
const bounds = ["lowestOthers", "highestOthers", "lowestAgreges", "highestAgreges"] as const;

/** A set of rates from one day on: typed in a table, computed or pasted. `typed`: what a preview was asked with. */
export function RateForm({ typed, refused }: { typed: Typed; refused: unknown }) {
  const t = useT();
  return (
    <Form intent="preview" refused={refused}>
      <Field name="validFrom" type="date" label={t("rates.write.from")} defaultValue={typed.validFrom} width="sm" />
      <Field
        name="validTo"
        type="date"
        optional
        label={t("rates.write.to")}
        hint={t("rates.write.toHint")}
        defaultValue={typed.validTo}
        width="sm"
      />
      <Field
        name="source"
        label={t("rates.write.source")}
        hint={t("rates.write.sourceHint")}
        maxLength={300}
        defaultValue={typed.source}
      />
      <Disclosure summary={t("rates.write.facts")} open={Boolean(typed.point)}>
        <p>{t("rates.write.factsHint")}</p>
        <div className="ep-fields">
          <Field
            name="point"
            optional
            inputMode="decimal"
            suffix="€"
            label={t("rates.write.point")}
            defaultValue={typed.point}
            width="sm"
          />
          {bounds.map((name) => (
            <Field
              key={name}
              name={name}
              optional
              inputMode="numeric"
              label={t(`rates.write.${name}`)}
              defaultValue={typed[name]}
              width="sm"
            />
          ))}
          <Checkbox name="fill" label={t("rates.write.fill")} defaultChecked={typed.fill === "on"} />
        </div>
      </Disclosure>
      <Section level={3} title={t("rates.write.amounts")}>
        <p>{t("rates.write.amountsHint")}</p>
        <AmountsTable typed={typed} />
      </Section>
      <Textarea
        name="rows"
        optional
        label={t("rates.write.paste")}
        hint={t("rates.write.pasteHint")}
        defaultValue={typed.rows}
        rows={4}
      />
      <Button size="lg">{t("rates.write.preview")}</Button>
    </Form>
  );
}

function AmountsTable({ typed }: { typed: Typed }) {
  const t = useT();
  const column = (part: "hourly" | "yearly" | "first") => ({
    key: part,
    header: t(`rates.${part}`),
    cell: (cell: (typeof ratedCells)[number]) => {
      const name = `${cellKey(cell)}-${part}`;
      return <Amount name={name} label={`${cellName(t, cell)}, ${t(`rates.${part}`)}`} typed={typed[name]} />;
    },
  });
  return (
    <DataTable
      stacked
      caption={t("rates.write.amounts")}
      rows={ratedCells}
      rowKey={cellKey}
      columns={[
        { key: "cell", header: t("rates.corps"), cell: (cell) => cellName(t, cell) },
        column("hourly"),
        column("yearly"),
        column("first"),
      ]}
    />
  );
}

/** An amount in a cell: its column and its row are its label. */
function Amount({ name, label, typed }: { name: string; label: string; typed: string | undefined }) {
  const field = useField(name);
  return (
    <span className="ep-amount-cell">
      <input
        id={field.id}
        className={field.error ? "fr-input fr-input--error" : "fr-input"}
        name={name}
        inputMode="decimal"
        maxLength={20}
        aria-label={label}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error ? `${field.id}-error` : undefined}
        defaultValue={field.typed ?? typed}
      />
      {field.error && (
        <span id={`${field.id}-error`} className="fr-error-text">
          {field.error}
        </span>
      )}
    </span>
  );
}
