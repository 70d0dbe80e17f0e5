import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EnrolResults } from "~/components/cohort/enrol-results";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { enrolByEmails } from "~/domain/cohort/commands/enrol.server";
import { getManagedCohort } from "~/domain/cohort/queries.server";
import { EnrolByEmails } from "~/domain/cohort/schema";
import { requireActor } from "~/http/actor.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "cohort.manage", write: { enrol: "cohort.manage" } },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("cohort.enrolPage.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("cohort.enrolPage.title")} – ${data?.cohort.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { cohort: await orRefuse(getManagedCohort(actor, idParam(params, "cohortId"))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { enrol: EnrolByEmails });
  if (!form.ok) return form.answer;
  try {
    // The result is an answer, not a redirection: it says what became of each address, and is never kept.
    return { results: await enrolByEmails(actor, idParam(params, "cohortId"), form.value.addresses) };
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Enrol() {
  const t = useT();
  const { cohort } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const results = answer && "results" in answer ? answer.results : null;
  return (
    <>
      <PageTitle title={t("cohort.enrolPage.title")} subtitle={cohort.title} />
      {results ? (
        <EnrolResults cohortId={cohort.id} results={results} />
      ) : (
        <Form refused={answer} intent="enrol" className="ep-form">
          <p>{t("cohort.enrolPage.explain")}</p>
          <Textarea
            name="addresses"
            label={t("cohort.enrolPage.field")}
            hint={t("cohort.enrolPage.hint")}
            rows={12}
            spellCheck={false}
            autoCapitalize="none"
          />
          <Actions>
            <Button>{t("cohort.enrolPage.submit")}</Button>
            <ButtonLink to={`/sessions/${cohort.id}`} variant="secondary">
              {t("common.action.cancel")}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </>
  );
}
