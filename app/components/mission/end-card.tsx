import { Note } from "~/components/ui/alert";
import { Button, TextLink } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { useFormat, useT } from "~/i18n/use-t";

type Neighbour = { id: string; name: string } | null;
type Mission = {
  person: { id: string };
  endedOn: string | null;
  endedReason: string | null;
  succeeds: Neighbour;
  successor: Neighbour;
  can: { end: boolean; handOver: boolean };
};
type Props = { mission: Mission; people: { id: string; name: string }[]; refused: unknown };

/** How a mission ends: left, or handed over to another person. Who held it before and after. */
export function EndCard({ mission, people, refused }: Props) {
  const t = useT();
  const f = useFormat();
  const { endedOn, endedReason, succeeds, successor, can, person } = mission;
  const others = people.filter(({ id }) => id !== person.id);
  if (!endedOn && !succeeds && !can.end && !can.handOver) return null;
  return (
    <Section title={t("mission.page.endTitle")}>
      {succeeds && (
        <p>
          {t("mission.page.succeeds")} <TextLink to={`/missions/${succeeds.id}`}>{succeeds.name}</TextLink>
        </p>
      )}
      {endedOn && <p>{t("mission.page.ended", { day: f.day(endedOn), reason: endedReason ?? "" })}</p>}
      {successor && (
        <p>
          {t("mission.page.successor")} <TextLink to={`/missions/${successor.id}`}>{successor.name}</TextLink>
        </p>
      )}
      {can.handOver && others.length > 0 && (
        <Form intent="handOver" refused={refused}>
          <h3>{t("mission.page.handOverTitle")}</h3>
          <Note>{t("mission.page.handOverWhat")}</Note>
          <Select
            id="handOver-personId"
            name="personId"
            label={t("mission.page.handOverTo")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Last prefix="handOver" />
          <Button variant="secondary">{t("mission.page.handOver")}</Button>
        </Form>
      )}
      {can.end && (
        <Form intent="end" refused={refused}>
          <h3>{t("mission.page.leaveTitle")}</h3>
          <Note>{t("mission.page.leaveWhat")}</Note>
          <Last prefix="end" />
          <Button variant="secondary">{t("mission.page.leave")}</Button>
        </Form>
      )}
    </Section>
  );
}

/** Two forms on one page ask for the same: each field has an id of its own. */
function Last({ prefix }: { prefix: string }) {
  const t = useT();
  return (
    <>
      <Field
        id={`${prefix}-lastDay`}
        name="lastDay"
        type="date"
        label={t("mission.page.lastDay")}
        hint={t("mission.page.lastDayHint")}
        width="sm"
      />
      <Field id={`${prefix}-reason`} name="reason" label={t("mission.page.endReason")} maxLength={500} />
    </>
  );
}
