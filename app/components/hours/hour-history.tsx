import { proofInWords } from "~/components/attendance/proof-line";
import { Timeline } from "~/components/ui/chain";
import { Section } from "~/components/ui/page";
import { useFormat, useT } from "~/i18n/use-t";
import type { Explanation, OriginHour } from "./origin";

/** Who did what, when, in the order of business time. */
export function HourHistory({ hour, pay }: { hour: OriginHour; pay: Explanation }) {
  const t = useT();
  const f = useFormat();
  const { presence, sheet, activity, work, certification, reversedBy } = hour;
  const reason = hour.reason ?? "";
  const lines: { at: Date; text: string }[] = [
    ...(presence ? [{ at: presence.at, text: t("hours.origin.presence", { proof: proofInWords(t, presence) }) }] : []),
    ...(activity
      ? [{ at: activity.at, text: t("hours.origin.activityBy", { title: activity.title, by: activity.by ?? "" }) }]
      : []),
    ...(activity?.withdrawal?.at
      ? [
          {
            at: activity.withdrawal.at,
            text: t("hours.origin.withdrawnBy", {
              by: activity.withdrawal.decidedBy ?? "",
              proposedBy: activity.withdrawal.proposedBy ?? "",
              reason: activity.withdrawal.reason,
            }),
          },
        ]
      : []),
    ...(work ? [{ at: work.at, text: t("hours.origin.workBy", { task: work.task, by: work.by ?? "" }) }] : []),
    ...(work?.attestedAt
      ? [{ at: work.attestedAt, text: t("hours.origin.workAttestedBy", { by: work.attestedBy ?? "" }) }]
      : []),
    ...(sheet?.closedAt
      ? [{ at: sheet.closedAt, text: t("hours.origin.closedBy", { name: hour.closedBy ?? "" }) }]
      : []),
    {
      at: hour.at,
      text: hour.reverses
        ? t("hours.origin.reversal", { number: hour.reverses.number, reason })
        : t("hours.origin.booked", { rule: hour.ruleVersion }),
    },
    ...(certification
      ? [
          {
            at: certification.at,
            text: t(certification.decision === "CERTIFIED" ? "hours.origin.certifiedBy" : "hours.origin.refusedBy", {
              name: hour.certifiedBy ?? "",
              reason: certification.reason ?? "",
            }),
          },
        ]
      : []),
    ...(pay.line ? [{ at: pay.line.at, text: t("hours.origin.computed", { rule: pay.line.ruleVersion }) }] : []),
    ...(reversedBy
      ? [
          {
            at: reversedBy.at,
            text: t("hours.origin.reversedBy", { number: reversedBy.number, reason: reversedBy.reason ?? "" }),
          },
        ]
      : []),
  ];
  lines.sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
  return (
    <Section title={t("hours.origin.who")}>
      <Timeline items={lines.map(({ at, text }) => ({ at: f.dateTime(at, { weekday: false, year: false }), text }))} />
    </Section>
  );
}
