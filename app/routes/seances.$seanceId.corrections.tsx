import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CorrectionList } from "~/components/attendance/correction-list";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Select, Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { decideCorrection, proposeCorrection } from "~/domain/attendance/commands/correct.server";
import { getSheet } from "~/domain/attendance/queries.server";
import { Decide, Propose } from "~/domain/attendance/schema";
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
    write: { propose: "attendance.propose", approve: "attendance.decide", refuse: "attendance.decide" },
  },
  breadcrumb: (
    { sheet }: { sheet: { seanceId: string; title: string; cohort: { id: string; title: string } } },
    t: T,
  ) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: sheet.cohort.title, to: `/sessions/${sheet.cohort.id}` },
    { label: sheet.title, to: `/seances/${sheet.seanceId}` },
    { label: t("attendance.corrections.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("attendance.corrections.title")} – ${data?.sheet.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { sheet: await orRefuse(getSheet(actor, idParam(params, "seanceId"))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const seanceId = idParam(params, "seanceId");
  const form = await parseForm(request, { propose: Propose, approve: Decide, refuse: Decide });
  if (!form.ok) return form.answer;
  const here = `/seances/${seanceId}/corrections`;
  try {
    if (form.intent === "propose") {
      await proposeCorrection(actor, seanceId, form.value);
      return await redirectWithFlash(here, "attendance.corrections.proposed");
    }
    const approve = form.intent === "approve";
    await decideCorrection(actor, seanceId, { ...form.value, approve });
    return await redirectWithFlash(here, `attendance.corrections.${approve ? "approved" : "refused"}`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Corrections() {
  const t = useT();
  const f = useFormat();
  const { sheet } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle
        title={t("attendance.corrections.title")}
        subtitle={`${sheet.title}, ${f.halfDay(sheet.startsAt, sheet.halfDay)}`}
      />
      <p>{t("attendance.corrections.intro")}</p>
      <Section title={t("attendance.corrections.list")}>
        <CorrectionList corrections={sheet.corrections} deputyName={sheet.deputyName} refused={refused} />
      </Section>
      {sheet.status === "OPEN" ? (
        <p>{t("attendance.corrections.notYet")}</p>
      ) : (
        sheet.can.propose && (
          <Section title={t("attendance.corrections.propose")}>
            <Form intent="propose" refused={refused} className="ep-form">
              <Select
                name="enrolmentId"
                label={t("attendance.corrections.person")}
                options={sheet.people.map(({ enrolmentId, name, present }) => ({
                  value: enrolmentId,
                  label: `${name} (${t(present ? "attendance.sheet.present" : "attendance.sheet.absent")})`,
                }))}
              />
              <Radios
                name="kind"
                legend={t("attendance.corrections.kind")}
                options={[
                  { value: "ADD", label: t("attendance.corrections.kinds.ADD") },
                  { value: "REMOVE", label: t("attendance.corrections.kinds.REMOVE") },
                ]}
              />
              <Textarea
                name="reason"
                label={t("attendance.corrections.reason")}
                hint={t("attendance.corrections.reasonHint")}
                maxLength={300}
              />
              <Button>{t("attendance.corrections.submit")}</Button>
            </Form>
          </Section>
        )
      )}
      <Actions>
        <ButtonLink to={`/seances/${sheet.seanceId}/feuille`} variant="secondary">
          {t("attendance.sheet.title")}
        </ButtonLink>
      </Actions>
    </>
  );
}
