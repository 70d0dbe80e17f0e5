import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Closing } from "~/components/attendance/closing";
import { PaperList } from "~/components/attendance/paper-list";
import { PrintButton } from "~/components/attendance/print-button";
import { RollCall } from "~/components/attendance/roll-call";
import { Alert } from "~/components/ui/alert";
import { Actions, ButtonLink } from "~/components/ui/button";
import { PageTitle, Section } from "~/components/ui/page";
import { closeSheet, tickPresence } from "~/domain/attendance/commands/close.server";
import { qrOfPage } from "~/domain/attendance/qr.server";
import { getSheet } from "~/domain/attendance/queries.server";
import { CloseSheet, Tick } from "~/domain/attendance/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "attendance.readSheet",
    write: { tick: "attendance.lead", untick: "attendance.lead", close: "attendance.lead" },
  },
  breadcrumb: (
    { sheet }: { sheet: { seanceId: string; title: string; cohort: { id: string; title: string } } },
    t: T,
  ) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: sheet.cohort.title, to: `/sessions/${sheet.cohort.id}` },
    { label: sheet.title, to: `/seances/${sheet.seanceId}` },
    { label: t("attendance.sheet.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("attendance.sheet.title")} – ${data?.sheet.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const sheet = await orRefuse(getSheet(actor, idParam(params, "seanceId")));
  const paper = new URL(request.url).searchParams.has("papier") ? qrOfPage(`/seances/${sheet.seanceId}/feuille`) : null;
  return { sheet, paper };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const seanceId = idParam(params, "seanceId");
  const form = await parseForm(request, { tick: Tick, untick: Tick, close: CloseSheet });
  if (!form.ok) return form.answer;
  const here = `/seances/${seanceId}/feuille`;
  try {
    if (form.intent === "close") {
      const { declared, already } = await closeSheet(actor, seanceId);
      const said = already ? "attendance.sheet.close.already" : "attendance.sheet.close.done";
      return await redirectWithFlash(here, said, { declared });
    }
    const present = form.intent === "tick";
    await tickPresence(actor, seanceId, { ...form.value, present });
    return await redirectWithFlash(here, present ? "attendance.sheet.tickDone" : "attendance.sheet.untickDone");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Sheet() {
  const t = useT();
  const f = useFormat();
  const { sheet, paper } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const base = `/seances/${sheet.seanceId}`;
  const open = sheet.signing.state === "OPEN";
  return (
    <>
      <PageTitle
        title={t("attendance.title", { day: f.halfDay(sheet.startsAt, sheet.halfDay) })}
        subtitle={[
          sheet.title,
          sheet.cohort.title,
          [sheet.room, sheet.placeName].filter(Boolean).join(", "),
          f.timeRange(sheet.startsAt, sheet.endsAt),
          t("attendance.sheet.trainer", { name: sheet.trainerName }),
        ].join(" · ")}
        actions={
          paper ? (
            <>
              <PrintButton label={t("attendance.sheet.print")} />
              <ButtonLink to={`${base}/feuille`} variant="secondary">
                {t("common.action.back")}
              </ButtonLink>
            </>
          ) : (
            <ButtonLink to={`${base}/feuille?papier=1`} variant="secondary" icon="print">
              {t("attendance.project.print")}
            </ButtonLink>
          )
        }
      />
      {paper ? (
        <PaperList people={sheet.people} trainerName={sheet.trainerName} now={sheet.now} qr={paper} />
      ) : (
        <>
          {sheet.status === "SEALED" && sheet.closedAt ? (
            <Alert kind="success" title={t("attendance.sheet.sealed", { at: sheet.closedAt, by: sheet.closedBy })}>
              {t("attendance.sheet.sealedText", { declared: sheet.declared, seal: sheet.hash?.slice(0, 16) })}
            </Alert>
          ) : (
            <p>{t(`attendance.state.${sheet.signing.state}`, { at: sheet.signing.opensAt })}</p>
          )}
          <Section
            title={t("attendance.sheet.people")}
            aside={t("attendance.sheet.count", { present: sheet.present, expected: sheet.people.length })}
            id="pointage"
          >
            <RollCall people={sheet.people} mayTick={open && sheet.can.lead} refused={refused} />
          </Section>
          {open && sheet.can.lead && <Closing people={sheet.people} refused={refused} />}
          <Actions>
            {open && sheet.can.lead && (
              <ButtonLink to={`${base}/emargement`} variant="secondary" icon="qr">
                {t("attendance.sheet.project")}
              </ButtonLink>
            )}
            {sheet.status === "SEALED" && (
              <ButtonLink to={`${base}/corrections`} variant="secondary" icon="history">
                {t("attendance.sheet.corrections")}
              </ButtonLink>
            )}
          </Actions>
        </>
      )}
    </>
  );
}
