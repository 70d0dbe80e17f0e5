import { Note } from "~/components/ui/alert";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

type Props = {
  statement: {
    id: string;
    status: "DRAFT" | "DECIDED" | "EXPORTED";
    totalCents: number;
    can: { redraft: boolean; decide: boolean; export: boolean; files: boolean };
  };
  refused: unknown;
};

/** What may be done with a statement now, by this person. The total that was read goes with the decision. */
export function StatementActions({ statement, refused }: Props) {
  const t = useT();
  const { id, status, totalCents, can } = statement;
  return (
    <>
      {can.decide && (
        <Form intent="decide" refused={refused}>
          <input type="hidden" name="totalCents" value={totalCents} />
          <Note>{t("pay.statement.decideWhat", { total: totalCents })}</Note>
          <Button size="lg">{t("pay.statement.decide")}</Button>
        </Form>
      )}
      {can.redraft && (
        <Form intent="redraft" refused={refused}>
          <Button variant="secondary">{t("pay.statement.redraft")}</Button>
        </Form>
      )}
      {can.export && (
        <Form intent="export" refused={refused}>
          <Button size="lg">{t("pay.statement.export")}</Button>
        </Form>
      )}
      {can.files && (
        <Actions>
          <ButtonLink to={`/etats/${id}.pdf`} variant="secondary" icon="download" reloadDocument>
            {t("pay.statement.pdf")}
          </ButtonLink>
          {status === "EXPORTED" && (
            <ButtonLink to={`/etats/${id}.csv`} variant="secondary" icon="download" reloadDocument>
              {t("pay.statement.csv")}
            </ButtonLink>
          )}
        </Actions>
      )}
    </>
  );
}
