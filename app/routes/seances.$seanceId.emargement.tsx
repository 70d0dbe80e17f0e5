import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CodePanel } from "~/components/attendance/code-panel";
import { SignedNames } from "~/components/attendance/signed-names";
import { useLiveSheet } from "~/components/attendance/use-live-sheet";
import { ProjectionShell } from "~/components/shell/projection-shell";
import { ButtonLink, PostButton } from "~/components/ui/button";
import { BigCount } from "~/components/ui/figures";
import { Icon } from "~/components/ui/icon";
import { Segments } from "~/components/ui/progress";
import { getLiveProjection } from "~/domain/attendance/qr.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = { policy: { read: "attendance.lead" }, shell: "projection" as const };
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("attendance.sheet.title")} – ${data?.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getLiveProjection(actor, idParam(params, "seanceId")));
}

export default function Projection() {
  const t = useT();
  const f = useFormat();
  const sheet = useLoaderData<typeof loader>();
  const base = `/seances/${sheet.seanceId}`;
  const live = useLiveSheet(sheet.seanceId, { ...sheet, ...sheet.signing });
  const count = live.signed.length;
  const missing = live.expected - count;
  const open = live.state === "OPEN";
  return (
    <ProjectionShell
      breadcrumb={[
        { label: t("common.nav.cohorts"), to: "/sessions" },
        { label: sheet.cohort.title, to: `/sessions/${sheet.cohort.id}` },
        { label: sheet.title, to: base },
      ]}
      actions={
        <>
          <ButtonLink to={`${base}/feuille?papier=1`} variant="secondary" icon="print">
            {t("attendance.project.print")}
          </ButtonLink>
          <ButtonLink to={base} variant="secondary">
            {t("attendance.project.leave")}
          </ButtonLink>
        </>
      }
      side={
        open && live.shown ? (
          <CodePanel shown={live.shown} seconds={live.seconds} />
        ) : (
          <p className="ep-attendance-code__closed">{t(`attendance.state.${live.state}`, { at: live.opensAt })}</p>
        )
      }
      status={
        <>
          <Icon name={live.online ? "check-circle" : "wifi-off"} />
          <p role="status">
            <strong>{t(live.online ? "attendance.project.online" : "attendance.project.offline")}</strong>{" "}
            {live.online ? t("attendance.project.recorded", { count }) : t("attendance.project.offlineText")}
            <span className="ep-attendance-hint">{t("attendance.project.atClosing")}</span>
          </p>
        </>
      }
      footActions={
        open && (
          <>
            <ButtonLink to={`${base}/feuille#pointage`} variant="secondary" size="lg">
              {t("attendance.project.tick")}
            </ButtonLink>
            {missing > 0 ? (
              <ButtonLink to={`${base}/feuille#cloture`} size="lg">
                {t("attendance.project.close")}
              </ButtonLink>
            ) : (
              <PostButton action={`${base}/feuille`} intent="close" size="lg">
                {t("attendance.project.close")}
              </PostButton>
            )}
          </>
        )
      }
    >
      <h1>{t("attendance.title", { day: f.halfDay(sheet.startsAt, sheet.halfDay) })}</h1>
      <p>
        {t("attendance.project.place", {
          place: [sheet.room, sheet.placeName].filter(Boolean).join(", "),
          time: f.timeRange(sheet.startsAt, sheet.endsAt),
          referent: sheet.referentName,
        })}
      </p>
      <BigCount
        count={count}
        total={live.expected}
        label={t("attendance.project.signed", { count })}
        detail={t("attendance.project.awaited", { count: missing })}
      />
      <Segments
        done={count}
        total={live.expected}
        label={t("attendance.project.segments", { count, total: live.expected })}
      />
      <SignedNames signed={live.signed} now={live.now} />
      {/* Without JavaScript the page asks again by itself when the code runs out. */}
      {open && (
        <noscript>
          <meta httpEquiv="refresh" content={String(Math.max(5, sheet.shown?.seconds ?? 15))} />
        </noscript>
      )}
    </ProjectionShell>
  );
}
