import { useWhen } from "~/components/hours/when";
import { Button, TextLink } from "~/components/ui/button";
import { Checkboxes } from "~/components/ui/choices";
import { Select, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { type T, tDynamic } from "~/i18n/catalogue";
import { useFormat, useT } from "~/i18n/use-t";

type Hour = {
  id: string;
  name: string;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  minutes: number;
  title: string;
  mission: { id: string; title: string };
  declared: number | null;
  contested: string[];
  closesAt: Date | null;
  blocked: { key: string; facts: Record<string, string | number | boolean | null> } | null;
};
type Props = { hours: Hour[]; refused: unknown };

function useHourName() {
  const f = useFormat();
  const whenOf = useWhen();
  return ({ name, startsAt, endsAt, timeZone, minutes }: Hour) =>
    `${name} – ${whenOf({ startsAt, endsAt }, { timeZone })} – ${f.hours(minutes)}`;
}

/** What the head knows of an hour before she certifies it: where it comes from, what is contested, until when. */
function hintOf(t: T, { title, mission, declared, contested, closesAt }: Hour): string {
  return [
    title,
    mission.title,
    declared === null ? t("pay.certify.design") : `${t("pay.certify.present")} : ${declared}`,
    ...contested.map((reason) => t("payFlow.declarations.contested", { reason })),
    ...(closesAt ? [t("payFlow.declarations.closes", { at: closesAt })] : []),
  ].join(" · ");
}

/** One box for each hour; one that is not hers to certify is held, with its reason. */
export function CertifyForm({ hours, refused }: Props) {
  const t = useT();
  const nameOf = useHourName();
  const free = hours.filter(({ blocked }) => !blocked);
  return (
    <>
      <Form intent="certify" refused={refused}>
        <Checkboxes
          name="entryIds"
          legend={t("pay.certify.table")}
          options={hours.map((hour) => ({
            value: hour.id,
            label: nameOf(hour),
            disabled: hour.blocked !== null,
            hint: hour.blocked ? tDynamic(t, `errors.${hour.blocked.key}`, hour.blocked.facts) : hintOf(t, hour),
          }))}
          defaultValues={free.map(({ id }) => id)}
        />
        <Button size="lg" disabled={free.length === 0}>
          {t("pay.certify.submit")}
        </Button>
      </Form>
      <ul className="ep-plain-list">
        {hours.map((hour) => (
          <li key={hour.id}>
            <TextLink to={`/heures/${hour.id}`}>
              {t("pay.certify.origin")} {nameOf(hour)}
            </TextLink>
          </li>
        ))}
      </ul>
    </>
  );
}

export function RefuseForm({ hours, refused }: Props) {
  const t = useT();
  const nameOf = useHourName();
  return (
    <FoldedForm summary={t("pay.certify.refuse")} intent="refuse" refused={refused}>
      <Select
        name="entryId"
        label={t("pay.certify.refuseWhich")}
        placeholder={t("common.form.choose")}
        options={hours.filter(({ blocked }) => !blocked).map((hour) => ({ value: hour.id, label: nameOf(hour) }))}
      />
      <Textarea name="reason" label={t("pay.certify.reason")} maxLength={300} rows={2} />
      <Button variant="secondary">{t("pay.certify.refuseSubmit")}</Button>
    </FoldedForm>
  );
}
