import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { createCohort } from "~/domain/cohort/commands.server";
import { getCohortForm } from "~/domain/cohort/queries.server";
import { CreateCohort } from "~/domain/cohort/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "cohort.create", write: { create: "cohort.create" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: t("cohort.create.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("cohort.create.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { form: await orRefuse(getCohortForm(actor)), version: new URL(request.url).searchParams.get("version") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { create: CreateCohort });
  if (!form.ok) return form.answer;
  try {
    const { id } = await createCohort(actor, form.value);
    return await redirectWithFlash(`/sessions/${id}`, "cohort.create.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function NewCohort() {
  const t = useT();
  const { form, version } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("cohort.create.title")} subtitle={t("cohort.create.subtitle")} />
      <Form refused={refused} intent="create" className="ep-form">
        <Select
          name="pathVersionId"
          label={t("cohort.create.path")}
          defaultValue={version ?? form.versions[0]?.id}
          options={form.versions.map(({ id, title, number }) => ({
            value: id,
            label: t("cohort.create.version", { title, number }),
          }))}
        />
        <Select
          name="placeId"
          label={t("cohort.create.school")}
          defaultValue={form.schools[0]?.id}
          options={form.schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field name="title" label={t("cohort.create.name")} hint={t("cohort.create.nameHint")} maxLength={120} />
        <Select
          name="schoolYearId"
          label={t("cohort.create.year")}
          defaultValue={form.currentYear}
          options={form.schoolYears.map(({ id }) => ({ value: id, label: id }))}
        />
        <Actions>
          <Button>{t("cohort.create.submit")}</Button>
          <ButtonLink to="/sessions" variant="secondary">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
