import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Chain } from "~/components/ui/chain";
import { useFormat, useT } from "~/i18n/use-t";
import type { Explanation, OriginHour } from "./origin";

/** Block → séance → signature → hour → line → envelope: each one leads to its own page. */
export function HourChain({ hour, pay }: { hour: OriginHour; pay: Explanation }) {
  const t = useT();
  const f = useFormat();
  const { seance, sheet } = hour;
  const path = seance.cohort.pathVersion.path.title;
  const closed = t("hours.origin.closed", {
    at: sheet.closedAt ? f.dateTime(sheet.closedAt, { weekday: false, year: false }) : "",
    present: sheet.declared ?? 0,
  });
  const block = seance.stage
    ? t("hours.origin.stage", { position: seance.stage.position, title: seance.stage.title })
    : t("hours.origin.noStage", { title: path });
  const steps: { label: string; content: ReactNode; current?: boolean }[] = [
    { label: t("hours.origin.block"), content: <Link to={`/sessions/${seance.cohort.id}`}>{block}</Link> },
    {
      label: t("hours.origin.seance"),
      content: (
        <Link to={`/seances/${seance.id}`}>
          {[seance.title, f.interval(seance.startsAt, seance.endsAt), seance.room].filter(Boolean).join(", ")}
        </Link>
      ),
    },
    {
      label: t("hours.origin.signature"),
      content: hour.may.readSheet ? <Link to={`/seances/${seance.id}/feuille`}>{closed}</Link> : closed,
    },
    {
      label: t("hours.origin.hour"),
      content: t("hours.origin.attested", { minutes: hour.minutes, number: hour.number }),
      current: true,
    },
    { label: t("hours.origin.line"), content: <PayLine hour={hour} pay={pay} /> },
    { label: t("hours.origin.envelope"), content: <Envelope pay={pay} /> },
  ];
  return <Chain steps={steps} />;
}

function PayLine({ hour, pay }: { hour: OriginHour; pay: Explanation }) {
  const t = useT();
  if (hour.role === "TRAINEE") return t("hours.origin.noPay");
  if (!pay.line) return t(hour.may.readPay ? "hours.origin.noLineYet" : "hours.origin.hiddenLine");
  const { statement } = pay.line;
  const label = t("hours.origin.paidOn", { channel: hour.mission?.channel ?? "", number: statement.number });
  return <Link to={`/etats/${statement.id}`}>{label}</Link>;
}

function Envelope({ pay }: { pay: Explanation }) {
  const t = useT();
  if (!pay.envelope) return t("hours.origin.noEnvelope");
  const { id, label, canRead } = pay.envelope;
  return canRead ? <Link to={`/budget/${id}`}>{label}</Link> : label;
}
