import { Note } from "~/components/ui/alert";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { Missing } from "~/components/ui/missing";
import type { Fault, StatementStatus } from "~/domain/pay/steps";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import { PasswordAgain } from "./password-again";

type Props = {
  statement: {
    id: string;
    status: StatementStatus;
    totalCents: number;
    missing: Record<"control" | "decide" | "export", Fault[]>;
    otherDeciders: string[] | null;
    can: Record<"redraft" | "control" | "return" | "decide" | "refuse" | "export" | "files", boolean>;
  };
  /** Whose password is asked: the browser's keeper of passwords looks for it. */
  email: string;
  refused: unknown;
};

/** What may be done with a statement now, by this person, and what their own step still misses. */
export function StatementActions({ statement, email, refused }: Props) {
  const t = useT();
  const { id, status, can, missing } = statement;
  return (
    <>
      {(["control", "decide"] as const).map(
        (step) => can[step] && <WithTotal key={step} step={step} totalCents={statement.totalCents} refused={refused} />,
      )}
      {can.export && <ExportForm email={email} refused={refused} />}
      {(["control", "decide", "export"] as const).map(
        (step) =>
          missing[step].length > 0 && (
            <Missing
              key={step}
              action={t(`pay.statement.${step}`)}
              items={missing[step].map(({ key, facts }) => ({ text: tDynamic(t, `errors.${key}`, facts) }))}
            />
          ),
      )}
      {can.return && <WithReason step="return" refused={refused} />}
      {can.refuse && <WithReason step="refuse" refused={refused} />}
      {can.redraft && (
        <Form intent="redraft" refused={refused}>
          <Note>
            {statement.otherDeciders?.length
              ? t("pay.statement.redraftWhat", { names: statement.otherDeciders.join(", ") })
              : t("pay.statement.redraftAlone")}
          </Note>
          <Button variant="secondary">{t("pay.statement.redraft")}</Button>
        </Form>
      )}
      {can.files && (
        <Actions>
          <ButtonLink to={`/etats/${id}.pdf`} variant="secondary" icon="download" reloadDocument>
            {t("pay.statement.pdf")}
          </ButtonLink>
          {status === "EXPORTED" &&
            (["ods", "xlsx", "csv"] as const).map((format) => (
              <ButtonLink key={format} to={`/etats/${id}.${format}`} variant="secondary" icon="download" reloadDocument>
                {t(`pay.statement.${format}`)}
              </ButtonLink>
            ))}
          {status !== "DRAFT" && (
            <ButtonLink to={`/etats/${id}.zip`} variant="secondary" icon="download" reloadDocument>
              {t("pay.statement.pack")}
            </ButtonLink>
          )}
        </Actions>
      )}
    </>
  );
}

/** The total that was read goes with what is said of it. */
function WithTotal({
  step,
  totalCents,
  refused,
}: {
  step: "control" | "decide";
  totalCents: number;
  refused: unknown;
}) {
  const t = useT();
  return (
    <Form intent={step} refused={refused}>
      <input type="hidden" name="totalCents" value={totalCents} />
      <Note>{t(`pay.statement.${step}What`, { total: totalCents })}</Note>
      <Button size="lg">{t(`pay.statement.${step}`)}</Button>
    </Form>
  );
}

function WithReason({ step, refused }: { step: "return" | "refuse"; refused: unknown }) {
  const t = useT();
  return (
    <FoldedForm summary={t(`pay.statement.${step}`)} intent={step} refused={refused}>
      <Textarea name="reason" id={`reason-${step}`} label={t(`pay.statement.${step}Reason`)} maxLength={300} rows={2} />
      <Button variant="secondary">{t(`pay.statement.${step}`)}</Button>
    </FoldedForm>
  );
}

function ExportForm({ email, refused }: { email: string; refused: unknown }) {
  const t = useT();
  return (
    <Form intent="export" refused={refused}>
      <PasswordAgain email={email} label={t("pay.statement.password")} hint={t("pay.statement.passwordHint")} />
      <Button size="lg">{t("pay.statement.export")}</Button>
    </Form>
  );
}
