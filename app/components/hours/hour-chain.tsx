import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Chain } from "~/components/ui/chain";
import { useFormat, useT } from "~/i18n/use-t";
import type { Explanation, OriginHour } from "./origin";

type Step = { label: string; content: ReactNode; current?: boolean };

/** Block → séance → signature → hour → line → envelope; or activity or work → attestation → hour: each leads to its page. */
export function HourChain({ hour, pay }: { hour: OriginHour; pay: Explanation }) {
  const t = useT();
  const proof = { SHEET: useSheetSteps(hour), ACTIVITY: useActivitySteps(hour), DESIGN: useWorkSteps(hour) };
  const steps: Step[] = [
    ...proof[hour.source],
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

function useBlock({ cohort }: OriginHour, stage: { position: number; title: string } | null): Step {
  const t = useT();
  const title = cohort?.pathVersion.path.title ?? "";
  const block = stage ? t("hours.origin.stage", { ...stage }) : t("hours.origin.noStage", { title });
  return { label: t("hours.origin.block"), content: <Link to={`/sessions/${cohort?.id}`}>{block}</Link> };
}

function useSheetSteps(hour: OriginHour): Step[] {
  const t = useT();
  const f = useFormat();
  const { seance, sheet } = hour;
  const block = useBlock(hour, seance?.stage ?? null);
  if (!seance || !sheet) return [];
  const closed = t("hours.origin.closed", {
    at: sheet.closedAt ? f.dateTime(sheet.closedAt, { weekday: false, year: false }) : "",
    present: sheet.declared ?? 0,
  });
  return [
    block,
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
  ];
}

function useActivitySteps(hour: OriginHour): Step[] {
  const t = useT();
  const { activity } = hour;
  const block = useBlock(hour, activity?.stage ?? null);
  if (!activity) return [];
  const { title, minutes, at, by } = activity;
  return [
    block,
    { label: t("hours.origin.activity"), content: t("hours.origin.planned", { title, minutes }) },
    { label: t("hours.origin.attestation"), content: t("hours.origin.attestedBy", { at, by: by ?? "" }) },
  ];
}

function useWorkSteps({ work, mission, may }: OriginHour): Step[] {
  const t = useT();
  const f = useFormat();
  if (!work || !mission) return [];
  const { made, minutes, at, by, attestedAt, attestedBy } = work;
  const about = [work.path, work.scenario].filter(Boolean).join(", ");
  const declared = t("hours.origin.declared", { made, minutes, day: f.day(work.day) });
  return [
    {
      label: t("hours.origin.mission"),
      content: may.readMission ? <Link to={`/missions/${mission.id}`}>{mission.title}</Link> : mission.title,
    },
    ...(about ? [{ label: t("hours.origin.about"), content: about }] : []),
    {
      label: t("hours.origin.work"),
      content: may.readMission ? <Link to={`/missions/${mission.id}/travaux`}>{declared}</Link> : declared,
    },
    { label: t("hours.origin.declaration"), content: t("hours.origin.declaredBy", { at, by: by ?? "" }) },
    {
      label: t("hours.origin.attestation"),
      content: attestedAt ? t("hours.origin.attestedBy", { at: attestedAt, by: attestedBy ?? "" }) : "",
    },
  ];
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
