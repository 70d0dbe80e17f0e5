import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Alert } from "~/components/ui/alert";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import type { CareerRow } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";
import { useSaid, useSpan } from "./said";
import { type Weighed, WeighedLines } from "./weighed-lines";

type Checked = {
  gone: CareerRow[];
  come: CareerRow[];
  gaps: { from: string; to: string }[];
  lines: Weighed;
};
/** `values`: the form as it was read, sent back as it is. */
type Props = { checked: Checked | null; values: Record<string, string>; back: string };

/** What a change would do, and the button that does it. */
export function ChangeCheck({ checked, values, back }: Props) {
  const t = useT();
  const spanOf = useSpan();
  const ref = useRef<HTMLDivElement>(null);
  // It answers the button that was pressed further down: whoever reads by ear or by keyboard is led to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer.
  useEffect(() => ref.current?.focus(), [values]);
  return (
    <div ref={ref} tabIndex={-1}>
      <Card title={t("career.check.title")}>
        {checked === null ? (
          <p>{t("career.check.unchanged")}</p>
        ) : (
          <>
            <Rows title={t("career.check.goneTitle")} rows={checked.gone} />
            <Rows title={t("career.check.comeTitle")} rows={checked.come} />
            {checked.gaps.map((gap) => (
              <Alert key={gap.from} kind="warning">
                {t("career.check.gap", { span: spanOf(gap) })}
              </Alert>
            ))}
            <WeighedLines lines={checked.lines} />
          </>
        )}
        <Actions>
          {checked && (
            <Form method="post">
              {Object.entries({ ...values, intent: "write" }).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button>{t("career.check.submit")}</Button>
            </Form>
          )}
          <ButtonLink to={back} variant="secondary">
            {t("career.check.cancel")}
          </ButtonLink>
        </Actions>
      </Card>
    </div>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly CareerRow[] }) {
  const t = useT();
  const [spanOf, saidOf] = [useSpan(), useSaid()];
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>{t("career.check.is", { span: spanOf(row), said: saidOf(row) })}</li>
        ))}
      </ul>
    </>
  );
}
