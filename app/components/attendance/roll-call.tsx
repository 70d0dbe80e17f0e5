import { Alert } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/choices";
import { Field } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { type Column, DataTable } from "~/components/ui/table";
import { useT } from "~/i18n/use-t";
import { type Line, proofInWords } from "./proof-line";

export type SheetPerson = {
  enrolmentId: string;
  name: string;
  givenName: string;
  familyName: string;
  present: boolean;
  self: boolean;
  sharedBrowser: boolean;
  lines: (Line & { seq: number; sign: number })[];
};

/** Everybody expected, with the proof in words; who leads may turn a presence over by hand, with a reason. */
export function RollCall({ people, mayTick, refused }: { people: SheetPerson[]; mayTick: boolean; refused?: unknown }) {
  const t = useT();
  const columns: Column<SheetPerson>[] = [
    {
      key: "name",
      header: t("attendance.sheet.name"),
      cell: (person) => `${person.familyName} ${person.givenName}`,
    },
    {
      key: "presence",
      header: t("attendance.sheet.presence"),
      // The tick stands under the state, in sight on a phone too: a table's last column is not.
      cell: (person) => (
        <>
          <Badge kind={person.present ? "done" : "neutral"}>
            {t(person.present ? "attendance.sheet.present" : "attendance.sheet.absent")}
          </Badge>
          {mayTick && !person.self && <TickForm person={person} refused={refused} />}
        </>
      ),
    },
    { key: "proof", header: t("attendance.sheet.signature"), cell: (person) => <Proofs person={person} /> },
  ];
  const shared = people.filter(({ sharedBrowser }) => sharedBrowser);
  return (
    <>
      {shared.length > 0 && (
        <Alert kind="warning" title={t("attendance.sheet.sharedTitle")}>
          {`${shared.map(({ name }) => name).join(", ")}. ${t("attendance.sheet.sharedText")}`}
        </Alert>
      )}
      <DataTable
        caption={t("attendance.sheet.people")}
        columns={columns}
        rows={people}
        rowKey={({ enrolmentId }) => enrolmentId}
        rowState={({ sharedBrowser }) => (sharedBrowser ? "warning" : undefined)}
      />
    </>
  );
}

function Proofs({ person }: { person: SheetPerson }) {
  const t = useT();
  return (
    <>
      {person.lines.map((line) => (
        <span key={line.seq} className="ep-attendance-proof">
          {proofInWords(t, line)}
        </span>
      ))}
      {person.sharedBrowser && <span className="ep-attendance-proof">{t("attendance.sheet.shared")}</span>}
    </>
  );
}

function TickForm({ person, refused }: { person: SheetPerson; refused?: unknown }) {
  const t = useT();
  const intent = person.present ? "untick" : "tick";
  const label = t(person.present ? "attendance.sheet.untick" : "attendance.sheet.tick");
  const mine = (refused as { values?: Record<string, string> } | undefined)?.values?.enrolmentId === person.enrolmentId;
  return (
    <FoldedForm summary={label} plain intent={intent} refused={mine ? refused : undefined}>
      <input type="hidden" name="enrolmentId" value={person.enrolmentId} />
      <Field
        name="reason"
        label={`${t("attendance.sheet.reason")} – ${person.name}`}
        hint={t("attendance.sheet.reasonHint")}
        maxLength={300}
      />
      {!person.present && <Checkbox name="paper" label={t("attendance.sheet.onPaper")} />}
      <Button variant="secondary">{label}</Button>
    </FoldedForm>
  );
}
