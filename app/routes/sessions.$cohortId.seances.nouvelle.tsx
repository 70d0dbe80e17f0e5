import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SchoolYearHint, WhenWhere } from "~/components/seance/when-where";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { planSeance } from "~/domain/attendance/commands/plan.server";
import { getPlanForm } from "~/domain/seance/queries.server";
import { PlanSeance } from "~/domain/seance/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "seance.plan", write: { plan: "seance.plan" } },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("seance.plan.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("seance.plan.title")} – ${data?.cohort.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { cohort: await orRefuse(getPlanForm(actor, idParam(params, "cohortId"))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, { plan: PlanSeance });
  if (!form.ok) return form.answer;
  try {
    const { id, told } = await planSeance(actor, cohortId, form.value);
    return await redirectWithFlash(`/seances/${id}`, told ? "seance.plan.doneTold" : "seance.plan.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function PlanASeance() {
  const t = useT();
  const { cohort } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("seance.plan.title")} subtitle={`${cohort.title} – ${t("seance.plan.subtitle")}`} />
      <SchoolYearHint year={cohort.schoolYear} />
      <Form refused={refused} intent="plan" className="ep-form">
        <Field name="title" label={t("seance.plan.name")} maxLength={160} />
        <Select
          name="stageId"
          label={t("seance.plan.stage")}
          optional
          options={[
            { value: "", label: t("seance.plan.noStage") },
            ...cohort.stages.map(({ id, position, title }) => ({
              value: id,
              label: t("seance.stageNamed", { position, title }),
            })),
          ]}
        />
        <Radios
          name="modality"
          legend={t("seance.plan.modality")}
          defaultValue="ON_SITE"
          options={[
            { value: "ON_SITE", label: t("seance.modality.ON_SITE") },
            { value: "REMOTE", label: t("seance.modality.REMOTE") },
          ]}
        />
        <WhenWhere />
        <Select
          name="deputyId"
          label={t("seance.plan.deputy")}
          hint={t("seance.plan.deputyHint")}
          optional
          options={[
            { value: "", label: t("seance.plan.noDeputy") },
            ...cohort.deputies.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Actions>
          <Button>{t("seance.plan.submit")}</Button>
          <ButtonLink to={`/sessions/${cohort.id}`} variant="secondary">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
