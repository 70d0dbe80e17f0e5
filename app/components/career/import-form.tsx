import { Button } from "~/components/ui/button";
import { Field, Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { MOST_BYTES, MOST_LINES } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";

/** A file of the spreadsheet, or its lines pasted; what was read stays in the box, to be corrected there. */
export function ImportForm({ refused, list = "" }: { refused: unknown; list?: string | undefined }) {
  const t = useT();
  return (
    <Form key={list} refused={refused} encType="multipart/form-data">
      <input type="hidden" name="intent" value="check" />
      <p>{t("career.import.columns")}</p>
      <Field
        name="file"
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        optional
        label={t("career.import.file")}
        hint={t("career.import.fileHint", { lines: MOST_LINES, kilobytes: MOST_BYTES / 1024 })}
      />
      <Textarea name="list" optional rows={8} label={t("career.import.list")} defaultValue={list} spellCheck={false} />
      <Button variant="secondary">{t("career.import.check")}</Button>
    </Form>
  );
}
