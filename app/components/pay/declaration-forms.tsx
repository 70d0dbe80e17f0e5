import { useWhen } from "~/components/hours/when";
import { Alert, Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Select, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { Missing } from "~/components/ui/missing";
import { Section } from "~/components/ui/page";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import type { MonthView } from "./month-hours";

/** One press; or when it was pressed; or what is still missing, each with the way to it. */
export function DeclareForm({ view, refused }: { view: MonthView; refused: unknown }) {
  const t = useT();
  const { month, declaredAt, faults, seances } = view;
  if (declaredAt) return <Alert kind="success">{t("payFlow.declare.declaredAt", { at: declaredAt })}</Alert>;
  if (faults.length > 0)
    return (
      <Missing
        action={t("payFlow.declare.complete")}
        title={t("payFlow.declare.unfinished")}
        items={[
          ...faults.map(({ key, facts }) => ({ text: tDynamic(t, `errors.${key}`, facts) })),
          ...seances.map(({ id, title, startsAt: at, toCome }) => ({
            text: t(toCome ? "payFlow.declare.toCome" : "payFlow.declare.openSheet", { title, at }),
            to: toCome ? `/seances/${id}` : `/seances/${id}/feuille`,
          })),
        ]}
      />
    );
  return (
    <Form intent="declare" refused={refused}>
      <input type="hidden" name="month" value={month} />
      <Note>{t("payFlow.declare.completeWhat")}</Note>
      <Button size="lg">{t("payFlow.declare.complete")}</Button>
    </Form>
  );
}

export function MissingHours({ missing }: { missing: { id: string; at: Date; reason: string }[] }) {
  const t = useT();
  if (missing.length === 0) return null;
  return (
    <Section title={t("payFlow.declare.missingHours")}>
      <ul>
        {missing.map(({ id, at, reason }) => (
          <li key={id}>{t("payFlow.declare.missingLine", { at, reason })}</li>
        ))}
      </ul>
    </Section>
  );
}

export function ContestForm({ view, id, refused }: { view: MonthView; id: string; refused: unknown }) {
  const t = useT();
  const whenOf = useWhen();
  const standing = view.hours.filter(({ reversal, reversed }) => !reversal && !reversed);
  return (
    <FoldedForm summary={t("payFlow.declare.contest")} intent="contest" refused={refused}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="month" value={view.month} />
      <Select
        name="entryId"
        label={t("payFlow.declare.which")}
        optional
        options={[
          { value: "", label: t("payFlow.declare.oneMissing") },
          ...standing.map((hour) => ({
            value: hour.id,
            label: `${hour.title}, ${whenOf(hour, { timeZone: hour.timeZone })}`,
          })),
        ]}
      />
      <Textarea
        name="reason"
        label={t("payFlow.declare.reason")}
        hint={t("payFlow.declare.reasonHint")}
        maxLength={300}
        rows={2}
      />
      <Button variant="secondary">{t("payFlow.declare.contestSubmit")}</Button>
    </FoldedForm>
  );
}
