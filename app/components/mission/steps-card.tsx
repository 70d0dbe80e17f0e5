import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import type { Step, StepKind } from "~/domain/mission/rules/steps";
import { useFormat, useT } from "~/i18n/use-t";
import { Amount, DecisionForms } from "./decision-forms";

const councils = ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION"] as const;

type Fact = {
  kind: Step["kind"];
  heldOn: Date;
  at: Date;
  by: string | null;
  amountCents: number | null;
  reason: string | null;
  /** The recteur said no. */
  refused: boolean;
  /** A word of the recteur that a later one undid stands no more, and is told. */
  stands: boolean;
};
type Mission = {
  steps: Step[];
  facts: Fact[];
  letter: { signedAt: Date | null; signedBy: string | null } | null;
  amountCents: number | null;
  serviceEndsOn: string;
  can: { recordCouncil: boolean; propose: boolean; decide: boolean; refuse: boolean; attest: boolean };
};

/** What a mission waits for, step by step: what is done, by whom, who is expected; and the form of whoever is. */
export function StepsCard({ mission, refused }: { mission: Mission; refused: unknown }) {
  const t = useT();
  const f = useFormat();
  const { steps, letter, can } = mission;
  const known = (kind: StepKind) => mission.facts.find((fact) => fact.kind === kind && fact.stands);
  const undone = mission.facts.filter(({ stands }) => !stands);
  const next = councils.find((kind) => steps.some((step) => step.kind === kind && step.state === "next"));
  const when = ({ kind, state }: Step) => {
    const fact = known(kind);
    const day = fact?.heldOn ?? (kind === "LETTER" ? letter?.signedAt : null);
    if (day) return f.day(day);
    if (state === "later") return t("mission.page.later");
    return <Badge kind="warning">{t("mission.page.waiting")}</Badge>;
  };
  return (
    <Section title={t("mission.page.steps")}>
      <DataTable
        caption={t("mission.page.stepsTable")}
        rows={steps}
        rowKey={({ kind }) => kind}
        stacked
        columns={[
          { key: "step", header: t("mission.page.fact"), cell: ({ kind }) => t(`mission.facts.${kind}`) },
          { key: "when", header: t("mission.page.heldOn"), cell: when },
          {
            key: "who",
            header: t("mission.page.who"),
            cell: ({ kind, who }) =>
              known(kind)?.by ?? (kind === "LETTER" ? letter?.signedBy : null) ?? t(`mission.page.expected.${who}`),
          },
          {
            key: "what",
            header: t("mission.page.said"),
            cell: ({ kind }) => {
              const {
                amountCents,
                reason,
                refused: no,
              } = known(kind) ?? { amountCents: null, reason: null, refused: false };
              return (
                <>
                  {no && <Badge kind="error">{t("mission.page.refused")}</Badge>}
                  {amountCents !== null && f.money(amountCents)}
                  {reason !== null && <span className="fr-hint-text">{reason}</span>}
                </>
              );
            },
          },
        ]}
      />
      {undone.length > 0 && (
        <>
          <p>{t("mission.page.undone")}</p>
          <ul>
            {undone.map(({ at, by, amountCents, reason, refused: no }) => (
              <li key={String(at)}>
                {no
                  ? t("mission.page.undoneRefusal", { at, by: by ?? "", reason: reason ?? "" })
                  : t("mission.page.undoneDecision", { at, by: by ?? "", cents: amountCents ?? 0 })}
              </li>
            ))}
          </ul>
        </>
      )}
      {can.recordCouncil && next && (
        <Form intent="council" refused={refused}>
          <h3>{t("mission.page.recordTitle")}</h3>
          <Select
            name="kind"
            label={t("mission.page.fact")}
            defaultValue={next}
            options={councils.map((kind) => ({ value: kind, label: t(`mission.facts.${kind}`) }))}
          />
          <Field name="heldOn" type="date" label={t("mission.page.heldOn")} width="sm" />
          <Button variant="secondary">{t("mission.page.record")}</Button>
        </Form>
      )}
      {can.propose && (
        <Form intent="propose" refused={refused}>
          <h3>{t("mission.page.proposeTitle")}</h3>
          <Note>{t("mission.page.proposeWhat")}</Note>
          <Amount label={t("mission.page.proposedAmount")} cents={mission.amountCents} />
          <Button>{t("mission.page.propose")}</Button>
        </Form>
      )}
      <DecisionForms mission={{ said: known("DECISION_RECTEUR") !== undefined, ...mission }} refused={refused} />
      {can.attest && (
        <Form intent="attest" refused={refused}>
          <h3>{t("mission.page.attestTitle")}</h3>
          <Note>{t("mission.page.attestWhat")}</Note>
          <Button>{t("mission.page.attest")}</Button>
        </Form>
      )}
      {!can.attest && steps.some(({ kind, state }) => kind === "SERVICE_FAIT" && state === "next") && (
        <Note>{t("mission.page.attestLater", { day: mission.serviceEndsOn })}</Note>
      )}
    </Section>
  );
}
