import { Button } from "~/components/ui/button";
import { Field, Select, Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { taskText } from "~/i18n/mission";
import { useT } from "~/i18n/use-t";

type Named = { id: string; title: string };
type View = {
  today: string;
  tasks: { label: string; minutes?: number | undefined }[];
  choices: { paths: Named[]; scenarios: Named[] };
};

/** What the holder of a mission of design made, on which day, for which task of the letter. */
export function DeclareWorkForm({ view, id, refused }: { view: View; id: string; refused: unknown }) {
  const t = useT();
  const { today, tasks, choices } = view;
  const options = (list: Named[]) => [
    { value: "", label: t("design.declare.nothing") },
    ...list.map((one) => ({ value: one.id, label: one.title })),
  ];
  return (
    <Section title={t("design.declare.title")}>
      <Form intent="declare" refused={refused} className="ep-form">
        <input type="hidden" name="id" value={id} />
        <Field
          name="day"
          type="date"
          label={t("design.day")}
          hint={t("design.declare.dayHint")}
          max={today}
          width="sm"
        />
        <Field name="minutes" label={t("design.hours")} hint={t("design.declare.hoursHint")} width="sm" />
        <Select
          name="task"
          label={t("design.task")}
          options={tasks.map((task) => ({ value: task.label, label: taskText(t, task) }))}
        />
        <Textarea name="made" label={t("design.made")} hint={t("design.declare.madeHint")} maxLength={300} rows={2} />
        <Select name="pathId" label={t("design.declare.path")} optional options={options(choices.paths)} />
        <Select name="scenarioId" label={t("design.declare.scenario")} optional options={options(choices.scenarios)} />
        <Button>{t("design.declare.submit")}</Button>
      </Form>
    </Section>
  );
}
