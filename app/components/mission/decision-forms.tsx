import { Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Field, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { refusedFor } from "~/components/ui/refused";
import { useT } from "~/i18n/use-t";

type Mission = {
  /** The recteur has said something already. */
  said: boolean;
  /** The mission has an amount of its own: that of an HSA is its rate's. */
  amountCents: number | null;
  can: { decide: boolean; refuse: boolean };
};

/** What the rectorat says of a mission: an amount, a refusal with its reason, and later another word. */
export function DecisionForms({ mission, refused }: { mission: Mission; refused: unknown }) {
  const t = useT();
  const { said, can } = mission;
  return (
    <>
      {can.decide && !said && <Decide mission={mission} refused={refused} />}
      {can.decide && said && (
        <Disclosure summary={t("mission.page.decideAgain")} open={refusedFor(refused, "decide") !== undefined}>
          <Decide mission={mission} refused={refused} />
        </Disclosure>
      )}
      {can.refuse && (
        <FoldedForm summary={t("mission.page.refuseTitle")} intent="refuse" refused={refused}>
          <Note>{t("mission.page.refuseWhat")}</Note>
          <Textarea
            id="refuse-reason"
            name="reason"
            label={t("mission.page.refuseReason")}
            hint={t("mission.page.decisionReasonHint")}
            maxLength={500}
            rows={3}
          />
          <Button variant="secondary">{t("mission.page.refuse")}</Button>
        </FoldedForm>
      )}
    </>
  );
}

function Decide({ mission: { said, amountCents }, refused }: { mission: Mission; refused: unknown }) {
  const t = useT();
  return (
    <Form intent="decide" refused={refused}>
      <h3>{t("mission.page.decideTitle")}</h3>
      <Note>{t("mission.page.decideWhat")}</Note>
      {amountCents !== null && <Amount label={t("mission.page.decidedAmount")} cents={amountCents} />}
      <Textarea
        name="reason"
        label={t(said ? "mission.page.decideAgainReason" : "mission.page.decisionReason")}
        hint={t("mission.page.decisionReasonHint")}
        maxLength={500}
        rows={3}
        optional={!said}
      />
      <Button>{t("mission.page.decide")}</Button>
    </Form>
  );
}

export function Amount({ label, cents }: { label: string; cents: number | null }) {
  return (
    <Field
      name="amountCents"
      label={label}
      defaultValue={cents === null ? "" : (cents / 100).toFixed(2).replace(".", ",")}
      inputMode="decimal"
      width="sm"
      suffix="€"
    />
  );
}
