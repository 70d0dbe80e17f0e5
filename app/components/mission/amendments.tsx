import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Field, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { dayOf } from "~/domain/calendar";
import { formatHours } from "~/i18n/format";
import { taskText } from "~/i18n/mission";
import { useFormat, useT } from "~/i18n/use-t";

type Task = { label: string; minutes?: number | undefined };
type Terms = { tasks: Task[]; startsOn: Date; endsOn: Date };
export type Amendment = Terms & {
  seq: number;
  status: "ISSUED" | "SIGNED" | "WITHDRAWN";
  reason: string;
  issuedAt: Date;
  issuedBy: string | null;
  signedAt: Date | null;
  signedBy: string | null;
  hash: string | null;
};

const kinds = { ISSUED: "warning", SIGNED: "done", WITHDRAWN: "neutral" } as const;

/** What changed a letter after it was signed, the last amendment first; the one that waits, with the buttons of who may. */
export function Amendments({ amendments, can, refused }: { amendments: Amendment[]; can: Can; refused: unknown }) {
  const t = useT();
  return amendments.map((amendment) => (
    <div key={amendment.seq}>
      <h3>
        {t("amendment.title", { seq: amendment.seq })}{" "}
        <Badge kind={kinds[amendment.status]}>{t(`amendment.status.${amendment.status}`)}</Badge>
      </h3>
      {amendment.status === "WITHDRAWN" ? (
        <Disclosure summary={t("amendment.read")}>
          <Said amendment={amendment} />
        </Disclosure>
      ) : (
        <Said amendment={amendment} />
      )}
      {amendment.status === "ISSUED" && can.signAmendment && (
        <Form intent="signAmendment" refused={refused}>
          <input type="hidden" name="seq" value={amendment.seq} />
          <Button size="lg" icon="pen">
            {t("amendment.sign")}
          </Button>
        </Form>
      )}
      {amendment.status === "ISSUED" && can.withdrawAmendment && (
        <Form intent="withdrawAmendment" refused={refused}>
          <input type="hidden" name="seq" value={amendment.seq} />
          <Button variant="secondary">{t("amendment.withdraw")}</Button>
        </Form>
      )}
    </div>
  ));
}
type Can = { signAmendment: boolean; withdrawAmendment: boolean };

function Said({ amendment }: { amendment: Amendment }) {
  const t = useT();
  const f = useFormat();
  const { issuedAt, issuedBy, signedAt, signedBy, hash } = amendment;
  return (
    <>
      <p>
        {t("amendment.reasonWas", { reason: amendment.reason })}
        <br />
        {f.day(amendment.startsOn)} – {f.day(amendment.endsOn)}
        <br />
        {t("amendment.issuedBy", { at: issuedAt, by: issuedBy ?? "" })}
      </p>
      <ul>
        {amendment.tasks.map((task) => (
          <li key={task.label}>{taskText(t, task)}</li>
        ))}
      </ul>
      {signedAt && <p>{t("amendment.signedBy", { at: signedAt, by: signedBy ?? "" })}</p>}
      {hash && <KeyValues layout="stacked" items={[{ label: t("mission.page.hash"), value: <code>{hash}</code> }]} />}
    </>
  );
}

/** The letter as it stands, to be written again: what is sent takes its place once the head has signed it. */
export function AmendForm({ terms, bookedMinutes, refused }: AmendProps) {
  const t = useT();
  return (
    <FoldedForm summary={t("amendment.open")} intent="amend" refused={refused}>
      <p>{t("amendment.what", { minutes: bookedMinutes })}</p>
      <Textarea
        id="amend-tasks"
        name="tasks"
        label={t("mission.training.tasks")}
        hint={t("amendment.tasksHint")}
        rows={Math.max(3, terms.tasks.length + 1)}
        maxLength={4_000}
        defaultValue={terms.tasks.map(lineOf(t)).join("\n")}
      />
      <Field
        id="amend-startsOn"
        name="startsOn"
        type="date"
        label={t("mission.training.startsOn")}
        width="sm"
        defaultValue={dayOf(terms.startsOn)}
      />
      <Field
        id="amend-endsOn"
        name="endsOn"
        type="date"
        label={t("mission.training.endsOn")}
        width="sm"
        defaultValue={dayOf(terms.endsOn)}
      />
      <Field id="amend-reason" name="reason" label={t("amendment.reason")} maxLength={500} />
      <Button variant="secondary">{t("amendment.submit")}</Button>
    </FoldedForm>
  );
}
type AmendProps = { terms: Terms; bookedMinutes: number; refused: unknown };

/** « Animer trois ateliers : 3 h 00 », as the field reads it. */
const lineOf =
  (t: ReturnType<typeof useT>) =>
  ({ label, minutes }: Task): string =>
    [taskText(t, { label }), ...(minutes === undefined ? [] : [formatHours(minutes)])].join(" : ");
