import { Button } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Field, Select, Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import type { Refused } from "~/components/ui/refused";
import { type CareerRow, categories, corpsCodes, grades, mainDuties } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";
import { useSpan } from "./said";

type Given = { seen: string; refused: Refused | undefined };

/** A change is read before it is written: the first button says what it does, the second one does it. */
function Change({
  kind,
  row,
  seen,
  refused,
  children,
}: Given & { kind: string; row?: CareerRow; children: React.ReactNode }) {
  const t = useT();
  return (
    <Form refused={refused}>
      <input type="hidden" name="intent" value="check" />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="seen" value={seen} />
      {row && <input type="hidden" name="rowId" value={row.id} />}
      {children}
      <Button variant={kind === "ADD" ? "primary" : "secondary"}>{t("career.form.check")}</Button>
    </Form>
  );
}

/** From a day on. What stands today is proposed: most changes are of one thing. */
export function AddForm({ last, ...given }: Given & { last: CareerRow | undefined }) {
  const t = useT();
  return (
    <Change kind="ADD" {...given}>
      <p>{t("career.form.addHint")}</p>
      <Field name="from" type="date" width="sm" label={t("career.form.from")} />
      <FactFields row={last} />
    </Change>
  );
}

/** A period said again, or taken away; each with its reason. */
export function RowForms({ row, seen, refused }: Given & { row: CareerRow }) {
  const t = useT();
  const mine = refused?.values.rowId === row.id ? refused : undefined;
  const refusedOf = (kind: string) => (mine?.values.kind === kind ? mine : undefined);
  return (
    <Disclosure summary={t("career.form.correctOf", { span: useSpan()(row) })} open={mine !== undefined}>
      <h3>{t("career.form.correctTitle")}</h3>
      <Change kind="CORRECT" row={row} seen={seen} refused={refusedOf("CORRECT")}>
        <Field name="from" type="date" width="sm" label={t("career.form.from")} defaultValue={row.from} />
        <Field
          name="to"
          type="date"
          width="sm"
          label={t("career.form.to")}
          hint={t("career.form.toHint")}
          optional
          defaultValue={row.to ?? ""}
        />
        <FactFields row={row} />
        <Textarea
          name="reason"
          label={t("career.form.reason")}
          hint={t("career.form.reasonHint")}
          maxLength={500}
          rows={2}
        />
      </Change>
      <h3>{t("career.form.removeTitle")}</h3>
      <Change kind="REMOVE" row={row} seen={seen} refused={refusedOf("REMOVE")}>
        <Textarea
          name="reason"
          label={t("career.form.removeReason")}
          hint={t("career.form.removeHint")}
          maxLength={500}
          rows={2}
        />
      </Change>
    </Disclosure>
  );
}

function FactFields({ row }: { row: CareerRow | undefined }) {
  const t = useT();
  return (
    <>
      <Select
        name="category"
        label={t("career.category")}
        defaultValue={row?.category}
        options={categories.map((value) => ({ value, label: t(`career.categories.${value}`) }))}
      />
      <Select
        name="corps"
        label={t("career.corps")}
        defaultValue={row?.corps}
        options={corpsCodes.map((value) => ({ value, label: t(`hours.corps.${value}`) }))}
      />
      <Select
        name="grade"
        label={t("career.grade")}
        defaultValue={row?.grade}
        options={grades.map((value) => ({ value, label: t(`hours.grade.${value}`) }))}
      />
      <Select
        name="fullService"
        label={t("career.service")}
        defaultValue={row && (row.fullService ? "yes" : "no")}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`career.services.${value}`) }))}
      />
      <Select
        name="mainDuty"
        label={t("career.duty")}
        defaultValue={row?.mainDuty}
        options={mainDuties.map((value) => ({ value, label: t(`career.duties.${value}`) }))}
      />
    </>
  );
}
