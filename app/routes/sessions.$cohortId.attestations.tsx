import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { CohortCertificates } from "~/components/certificate/cohort-certificates";
import { Note } from "~/components/ui/alert";
import { Actions, Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { getCohortCertificates } from "~/domain/certificate/queries.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "certificate.list", write: { issue: "certificate.issue" } },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("certificate.cohort.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("certificate.cohort.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getCohortCertificates(actor, idParam(params, "cohortId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, { issue: z.object({}) });
  if (!form.ok) return form.answer;
  try {
    const counts = await issueCertificates(actor, cohortId);
    return await redirectWithFlash(`/sessions/${cohortId}/attestations`, "certificate.cohort.done", counts);
  } catch (error) {
    return refusal(error);
  }
}

export default function CohortCertificatesPage() {
  const t = useT();
  const { people, may } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("certificate.cohort.title")} subtitle={t("certificate.cohort.subtitle")} />
      {people.length === 0 ? (
        <EmptyState title={t("certificate.cohort.empty")}>{t("certificate.cohort.emptyText")}</EmptyState>
      ) : (
        <CohortCertificates people={people} />
      )}
      {may.issue ? (
        <Form intent="issue" refused={refused}>
          <Actions>
            <Button icon="certificate">{t("certificate.cohort.issue")}</Button>
          </Actions>
          <Note>{t("certificate.cohort.issueHint")}</Note>
        </Form>
      ) : (
        <Note>{t("certificate.cohort.onlyReferent")}</Note>
      )}
    </>
  );
}
