import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SeanceFacts } from "~/components/seance/seance-facts";
import { Alert } from "~/components/ui/alert";
import { Actions, ButtonLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { PageTitle } from "~/components/ui/page";
import { getSeancePage } from "~/domain/attendance/seance-page.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "seance.read" },
  breadcrumb: ({ seance }: { seance: { title: string; cohort: { id: string; title: string } } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: seance.cohort.title, to: `/sessions/${seance.cohort.id}` },
    { label: seance.title },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, () => data?.seance.title ?? "Séance");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getSeancePage(actor, idParam(params, "seanceId")));
}

export default function Seance() {
  const t = useT();
  const f = useFormat();
  const { seance, halfDay, sheetStatus, signing, enrolled, ownPresence, can } = useLoaderData<typeof loader>();
  const base = `/seances/${seance.id}`;
  return (
    <>
      <PageTitle title={seance.title} subtitle={f.halfDay(seance.startsAt, halfDay)} />
      {seance.status === "CANCELLED" && (
        <Alert kind="warning">{t("seance.cancelledBecause", { reason: seance.cancelledReason })}</Alert>
      )}
      <Card>
        <SeanceFacts seance={seance} />
      </Card>

      {can.lead && sheetStatus === "OPEN" && seance.status === "PLANNED" && (
        <ButtonLink to={`${base}/emargement`} size="lg" icon="qr" full>
          {t("seance.actions.openSheet")}
        </ButtonLink>
      )}
      {signing.state !== "OPEN" && seance.status === "PLANNED" && (
        <p>{t(`attendance.state.${signing.state}`, { at: signing.opensAt })}</p>
      )}

      {enrolled && (
        <p>
          {t("seance.ownPresence")} :{" "}
          {ownPresence?.present ? t("seance.signedAt", { at: ownPresence.at }) : t("seance.notSigned")}.{" "}
          {!ownPresence?.present && signing.state === "OPEN" && t("seance.signHint")}
        </p>
      )}

      <Actions>
        {can.readSheet && (
          <ButtonLink to={`${base}/feuille`} variant="secondary" icon="list">
            {t("seance.actions.sheet")}
          </ButtonLink>
        )}
        {can.readSheet && sheetStatus === "SEALED" && (
          <ButtonLink to={`${base}/corrections`} variant="secondary" icon="history">
            {t("seance.actions.corrections")}
          </ButtonLink>
        )}
        {can.lead && seance.cohort.status === "OPEN" && (
          <ButtonLink to={`/sessions/${seance.cohort.id}/activites`} variant="secondary" icon="check-circle">
            {t("activity.title")}
          </ButtonLink>
        )}
        {can.move && (
          <ButtonLink to={`${base}/modifier`} variant="secondary" icon="calendar">
            {t("seance.actions.move")}
          </ButtonLink>
        )}
        {can.cancel && (
          <ButtonLink to={`${base}/annuler`} variant="secondary" icon="cross">
            {t("seance.actions.cancel")}
          </ButtonLink>
        )}
      </Actions>
    </>
  );
}
