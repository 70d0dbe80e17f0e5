import { Link } from "@remix-run/react";
import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button, PostButton } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Chain } from "~/components/ui/chain";
import { Field, Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form, FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { isRefused } from "~/components/ui/refused";
import { mostMinutes } from "~/domain/hours/correction";
import { useT } from "~/i18n/use-t";
import type { CorrectionLine, HourCorrection, OriginHour } from "./origin";

type Props = { hour: OriginHour; refused: unknown };

/** « Pourquoi 2 h et pas 3 h ? »: each correction of the hour with its lines, then what the reader may do. */
export function HourCorrections({ hour, refused }: Props) {
  const t = useT();
  const { list, mayPropose } = hour.corrections;
  const asked = isRefused(refused) ? refused.values.intent : undefined;
  const decides = list.some(({ mayDecide }) => mayDecide);
  // A form that is gone, or a single button, has no place of its own for what it was told.
  const stray = asked === "approve" || (asked === "refuse" && !decides) || (asked === "propose" && !mayPropose);
  return (
    <>
      {stray && <FormError refused={refused} />}
      {list.length > 0 && (
        <Section title={t("hours.correction.history")}>
          {list.map((one) => (
            <Correction key={one.id} one={one} entryId={hour.id} refused={refused} />
          ))}
        </Section>
      )}
      {mayPropose && <Propose hour={hour} refused={refused} />}
    </>
  );
}

const kinds = { PROPOSED: "warning", APPROVED: "done", REFUSED: "error" } as const;

function Correction({ one, entryId, refused }: { one: HourCorrection; entryId: string; refused: unknown }) {
  const t = useT();
  const { status, old, trueMinutes } = one;
  const facts = { true: trueMinutes, booked: old.minutes };
  return (
    <Card
      title={t(status === "APPROVED" ? "hours.correction.why" : "hours.correction.asked", facts)}
      titleAs="h3"
      aside={<Badge kind={kinds[status]}>{t(`hours.correction.status.${status}`)}</Badge>}
    >
      <p>{t("hours.correction.proposed", { at: one.proposedAt, by: one.proposedBy, reason: one.reason })}</p>
      {status === "APPROVED" && <p>{t("hours.correction.approved", { at: one.decidedAt, by: one.decidedBy })}</p>}
      {status === "REFUSED" && (
        <p>{t("hours.correction.refused", { at: one.decidedAt, by: one.decidedBy, reason: one.decisionReason })}</p>
      )}
      {status === "APPROVED" && <Lines one={one} entryId={entryId} />}
      {one.mayDecide && <Decide one={one} refused={refused} />}
      {status === "PROPOSED" && !one.mayDecide && <p>{t("hours.correction.waits")}</p>}
    </Card>
  );
}

/** The line, what took it back, what stands instead: each leads to the others. */
function Lines({ one: { old, back, added }, entryId }: { one: HourCorrection; entryId: string }) {
  const t = useT();
  const step = (label: string, line: CorrectionLine | null) => ({
    label,
    content: line ? <Line line={line} here={line.id === entryId} /> : t("hours.correction.none"),
    current: line?.id === entryId,
  });
  return (
    <Chain
      steps={[
        step(t("hours.correction.old"), old),
        ...(back ? [step(t("hours.correction.back"), back)] : []),
        step(t("hours.correction.added"), added),
      ]}
    />
  );
}

function Line({ line: { id, number, minutes }, here }: { line: CorrectionLine; here: boolean }) {
  const t = useT();
  const facts = { number, minutes };
  return here ? (
    t("hours.correction.here", facts)
  ) : (
    <Link to={`/heures/${id}`}>{t("hours.correction.line", facts)}</Link>
  );
}

function Decide({ one: { id }, refused }: { one: HourCorrection; refused: unknown }) {
  const t = useT();
  return (
    <>
      <PostButton intent="approve" fields={{ correctionId: id }}>
        {t("hours.correction.approve")}
      </PostButton>
      <FoldedForm summary={t("hours.correction.refuse")} intent="refuse" refused={refused}>
        <input type="hidden" name="correctionId" value={id} />
        <Textarea name="decisionReason" label={t("hours.correction.refuseReason")} maxLength={300} rows={2} />
        <Button variant="secondary">{t("hours.correction.refuse")}</Button>
      </FoldedForm>
    </>
  );
}

function Propose({ hour, refused }: Props) {
  const t = useT();
  const { seance, work, startsAt } = hour;
  const most = seance ? mostMinutes(new Date(startsAt), new Date(seance.endsAt)) : (work?.minutes ?? 0);
  return (
    <Section title={t("hours.correction.title")}>
      <p>{t("hours.correction.intro")}</p>
      {hour.corrections.certifies && <Note>{t("hours.correction.headHint")}</Note>}
      <Form intent="propose" refused={refused} className="ep-form">
        <Field
          name="trueMinutes"
          label={t("hours.correction.minutes")}
          hint={t(seance ? "hours.correction.minutesHint" : "hours.correction.workHint", { most })}
          width="sm"
        />
        <Textarea
          name="reason"
          label={t("hours.correction.reason")}
          hint={t("hours.correction.reasonHint")}
          maxLength={300}
          rows={2}
        />
        <Button variant="secondary">{t("hours.correction.submit")}</Button>
      </Form>
    </Section>
  );
}
