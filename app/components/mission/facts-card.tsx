import { Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

const kinds = ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION", "DECISION_RECTEUR"] as const;
type Kind = (typeof kinds)[number];
type Fact = { kind: Kind; heldOn: Date; at: Date; by: string | null };
type Props = { facts: Fact[]; can: { recordCouncil: boolean; decide: boolean }; refused: unknown };

/** The three dated facts an IFIC waits for (EVD-04), each recorded by the person whose fact it is. */
export function FactsCard({ facts, can, refused }: Props) {
  const t = useT();
  const f = useFormat();
  const known = (kind: Kind) => facts.find((fact) => fact.kind === kind);
  const next = kinds.slice(0, 2).find((kind) => !known(kind));
  return (
    <Section title={t("mission.page.facts")}>
      <DataTable
        caption={t("mission.page.factsTable")}
        rows={kinds.map((kind) => ({ kind, fact: known(kind) }))}
        rowKey={({ kind }) => kind}
        columns={[
          { key: "kind", header: t("mission.page.fact"), cell: ({ kind }) => t(`mission.facts.${kind}`) },
          {
            key: "heldOn",
            header: t("mission.page.heldOn"),
            cell: ({ fact }) => (fact ? f.day(fact.heldOn) : t("mission.page.waiting")),
          },
          { key: "by", header: t("mission.page.recordedBy"), cell: ({ fact }) => fact?.by ?? "–" },
        ]}
      />
      {can.recordCouncil && next && (
        <Form intent="council" refused={refused}>
          <h3>{t("mission.page.recordTitle")}</h3>
          <Select
            name="kind"
            label={t("mission.page.fact")}
            defaultValue={next}
            options={kinds.slice(0, 2).map((kind) => ({ value: kind, label: t(`mission.facts.${kind}`) }))}
          />
          <Field name="heldOn" type="date" label={t("mission.page.heldOn")} width="sm" />
          <Button variant="secondary">{t("mission.page.record")}</Button>
        </Form>
      )}
      {can.decide && (
        <Form intent="decide" refused={refused}>
          <Note>{t("mission.page.decideWhat")}</Note>
          <Button>{t("mission.page.decide")}</Button>
        </Form>
      )}
    </Section>
  );
}
