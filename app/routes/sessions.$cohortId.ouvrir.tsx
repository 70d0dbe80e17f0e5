import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OpeningForm } from "~/components/budget/opening-form";
import { Alert } from "~/components/ui/alert";
import { TextLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { getOpening } from "~/domain/budget/opening.server";
import { Cents, OpenCohort } from "~/domain/budget/schema";
import { requireActor } from "~/http/actor.server";
import { money } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "budget.openCohort", write: { open: "budget.openCohort" } },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("budget.opening.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("budget.opening.title"));

const Typed = OpenCohort.extend({ reprographyCents: money.pipe(Cents.min(1, "budget.reprographyRequired")) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getOpening(actor, idParam(params, "cohortId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, { open: Typed });
  if (!form.ok) return form.answer;
  try {
    await openCohort(actor, cohortId, form.value);
    return await redirectWithFlash(`/sessions/${cohortId}`, "budget.opening.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Opening() {
  const t = useT();
  const opening = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { cohort, missing } = opening;
  return (
    <>
      <PageTitle
        title={t("budget.opening.title")}
        subtitle={t("budget.opening.subject", { title: cohort.title, school: cohort.school })}
      />
      {cohort.status !== "PREPARATION" ? (
        <Alert kind="info">{t("budget.opening.already")}</Alert>
      ) : missing.length > 0 ? (
        <Alert kind="warning" action={<TextLink to={`/sessions/${cohort.id}`}>{t("common.action.back")}</TextLink>}>
          {t("budget.opening.notReady")}
        </Alert>
      ) : (
        <OpeningForm opening={opening} refused={refused} />
      )}
    </>
  );
}
