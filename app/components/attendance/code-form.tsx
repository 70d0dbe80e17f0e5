import { Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

/** Six characters to type, for who cannot scan. */
export function CodeForm({ refused }: { refused?: unknown }) {
  const t = useT();
  return (
    <Form intent="receive" action="/e?index" refused={refused} className="ep-form">
      <Field
        name="code"
        label={t("attendance.type.code")}
        hint={t("attendance.type.hint")}
        width="md"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={12}
        className="fr-input ep-attendance-input"
      />
      <Note>{t("attendance.type.note")}</Note>
      <Button size="lg" full>
        {t("attendance.type.submit")}
      </Button>
    </Form>
  );
}
