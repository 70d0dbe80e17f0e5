import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReturnForm } from "~/components/scenario-library/return-form";
import { ReturnList } from "~/components/scenario-library/return-list";
import { TrialCard } from "~/components/scenario-library/trial-card";
import { PageTitle, Section } from "~/components/ui/page";
import { isRefused } from "~/components/ui/refused";
import { keepReturn, planTrial } from "~/domain/trial/commands.server";
import { getTrial } from "~/domain/trial/queries.server";
import { DraftReturnForm, PlanTrialForm, SendReturnForm } from "~/domain/trial/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

type Named = { scenario: { id: string; title: string } };

export const handle = {
  policy: { read: "trial.read", write: { plan: "trial.plan", draft: "trial.report", send: "trial.report" } },
  breadcrumb: ({ scenario }: Named, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("scenarioLibrary.trial.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("scenarioLibrary.trial.title")} – ${data?.scenario.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getTrial(actor, idParam(params, "scenarioId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, { plan: PlanTrialForm, draft: DraftReturnForm, send: SendReturnForm });
  if (!form.ok) return form.answer;
  const here = `/scenarios/${scenarioId}/essai`;
  try {
    if (form.intent === "plan") {
      await planTrial(actor, scenarioId, form.value);
      return await redirectWithFlash(here, "scenarioLibrary.trial.saved");
    }
    const send = form.intent === "send";
    await keepReturn(actor, scenarioId, form.value, send);
    return await redirectWithFlash(here, send ? "scenarioLibrary.trial.sent" : "scenarioLibrary.trial.drafted");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Trial() {
  const t = useT();
  const { scenario, year, trial, begun, reported, mine, returns, can } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const planning = isRefused(refused) && refused.values.intent === "plan";
  return (
    <>
      <PageTitle
        title={t("scenarioLibrary.trial.title")}
        subtitle={`${scenario.title}. ${t("scenarioLibrary.trial.stage")}`}
      />
      <TrialCard trial={trial} year={year} mayPlan={can.plan} reported={reported} refused={refused} />
      {can.report && !mine?.sentAt && (
        <Section title={t("scenarioLibrary.trial.mine")}>
          {trial ? (
            <ReturnForm draft={mine} begun={begun} startsOn={trial.startsOn} refused={planning ? undefined : refused} />
          ) : (
            <p>{t("scenarioLibrary.trial.mineFirst")}</p>
          )}
        </Section>
      )}
      {can.readReturns && (
        <Section title={t("scenarioLibrary.trial.returns")}>
          <ReturnList returns={returns} />
        </Section>
      )}
    </>
  );
}
