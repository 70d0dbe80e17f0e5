import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DuplicateScenario } from "~/components/scenario-library/duplicate-form";
import { PageTitle } from "~/components/ui/page";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { DuplicateForm } from "~/domain/exchange/schema";
import { getScenarioTitle, listScenarioPlaces } from "~/domain/scenario/queries.server";
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
  policy: { read: "scenario.read", write: { duplicate: "scenario.create" } },
  breadcrumb: ({ scenario }: Named, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("scenarioLibrary.duplicate.link") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("scenarioLibrary.duplicate.title")} – ${data?.scenario.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const scenario = await orRefuse(getScenarioTitle(actor, idParam(params, "scenarioId")));
  return { scenario, places: await listScenarioPlaces(actor) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, { duplicate: DuplicateForm });
  if (!form.ok) return form.answer;
  try {
    const { id } = await duplicateScenario(actor, scenarioId, form.value);
    return await redirectWithFlash(`/scenarios/${id}`, "scenarioLibrary.duplicate.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Duplicate() {
  const t = useT();
  const { scenario, places } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle
        title={t("scenarioLibrary.duplicate.title")}
        subtitle={t("scenarioLibrary.duplicate.subtitle", { title: scenario.title })}
      />
      <DuplicateScenario places={places} title={scenario.title} back={`/scenarios/${scenario.id}`} refused={refused} />
    </>
  );
}
