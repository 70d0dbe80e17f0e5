import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Field, Select, Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { type Channel, functionCodes } from "~/domain/mission/rules";
import { useT } from "~/i18n/use-t";

type Level = { level: string; unit: string; leastCents: number; mostCents: number };
type Draft = {
  id: string;
  school: { id: string; name: string };
  people: { id: string; name: string }[];
  schoolYearId: string;
  channel: Channel;
  levels: Level[];
};

/** Who is entrusted with what, in one channel: only the fields that the channel needs. */
export function EngageForm({ draft, refused }: { draft: Draft; refused: unknown }) {
  const t = useT();
  const { id, school, people, channel, schoolYearId } = draft;
  if (people.length === 0) return <Alert kind="info">{t("mission.referents.nobody")}</Alert>;
  const title = t("mission.training.forYear", {
    school: school.name,
    year: schoolYearId,
    channel: t(`mission.channel.${channel}`),
  });
  return (
    <Card title={title}>
      <Form intent="create" refused={refused}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="schoolId" value={school.id} />
        <input type="hidden" name="schoolYearId" value={schoolYearId} />
        <input type="hidden" name="channel" value={channel} />
        <Select
          name="personId"
          label={t("mission.training.person")}
          hint={t("mission.referents.personHint")}
          placeholder={t("common.form.choose")}
          options={people.map((person) => ({ value: person.id, label: person.name }))}
        />
        <Field
          name="title"
          label={t("mission.training.titleField")}
          hint={t("mission.training.titleHint")}
          maxLength={160}
        />
        {(channel === "HSE" || channel === "VACATION") && (
          <Select
            name="purpose"
            label={t("mission.training.purpose")}
            hint={t("mission.training.purposeHint")}
            defaultValue="TRAINING"
            options={[
              { value: "TRAINING", label: t("mission.kind.TRAINING") },
              { value: "DESIGN", label: t("mission.kind.DESIGN") },
            ]}
          />
        )}
        <Select
          name="functionCode"
          label={t("mission.training.functionField")}
          hint={t("mission.training.functionHint")}
          placeholder={t("mission.training.functionNone")}
          optional={channel !== "IFIC" && channel !== "IMP"}
          options={functionCodes.map((code) => ({ value: code, label: t(`mission.function.${code}`) }))}
        />
        <Terms draft={draft} />
        <Letter />
        <Button>{t("mission.training.submit")}</Button>
      </Form>
    </Card>
  );
}

function Terms({ draft: { channel, levels } }: { draft: Draft }) {
  const t = useT();
  switch (channel) {
    case "HSE":
      return <Hours />;
    case "VACATION":
      return (
        <>
          <Hours />
          <Levels levels={levels} />
          <Money name="rateCents" label={t("mission.training.rate")} hint={t("mission.training.rateHint")} />
        </>
      );
    case "HSA":
      return (
        <>
          <Weekly />
          <Textarea
            name="reason"
            label={t("mission.training.hsaReason")}
            hint={t("mission.training.hsaReasonHint")}
            maxLength={500}
            rows={3}
            optional
          />
        </>
      );
    case "DECHARGE":
      return <Weekly />;
    default:
      return (
        <>
          <Money
            name="amountCents"
            label={t("mission.training.amount")}
            hint={t(`mission.training.amountHint.${channel}`)}
          />
          {channel === "PACTE" && <Hours optional />}
        </>
      );
  }
}

function Levels({ levels }: { levels: Level[] }) {
  const t = useT();
  return (
    <Select
      name="level"
      label={t("mission.training.level")}
      options={levels.map(({ level, leastCents, mostCents }) => ({
        value: level,
        label: t("mission.training.levelOption", {
          level: t.find(`mission.level.${level}`) ?? level,
          least: leastCents,
          most: mostCents,
        }),
      }))}
    />
  );
}

function Hours({ optional = false }: { optional?: boolean }) {
  const t = useT();
  return (
    <Field
      name="plannedMinutes"
      label={t("mission.training.minutes")}
      hint={t("mission.training.minutesHint")}
      width="sm"
      optional={optional}
    />
  );
}

function Weekly() {
  const t = useT();
  return (
    <Field
      name="weeklyMinutes"
      label={t("mission.training.weekly")}
      hint={t("mission.training.weeklyHint")}
      width="sm"
    />
  );
}

function Money({ name, label, hint }: { name: string; label: string; hint: string }) {
  return <Field name={name} label={label} hint={hint} inputMode="decimal" width="sm" suffix="€" />;
}

function Letter() {
  const t = useT();
  const hint = t("mission.training.letterDatesHint");
  return (
    <>
      <h3>{t("mission.training.letterTitle")}</h3>
      <Textarea
        name="tasks"
        label={t("mission.training.tasks")}
        hint={t("mission.training.tasksHint")}
        rows={3}
        maxLength={4_000}
        optional
      />
      <Field name="startsOn" type="date" label={t("mission.training.startsOn")} hint={hint} width="sm" optional />
      <Field name="endsOn" type="date" label={t("mission.training.endsOn")} hint={hint} width="sm" optional />
    </>
  );
}
