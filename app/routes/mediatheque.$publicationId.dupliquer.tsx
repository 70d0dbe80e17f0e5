import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DuplicateScenario } from "~/components/scenario-library/duplicate-form";
import { PageTitle } from "~/components/ui/page";
import { DuplicateForm } from "~/domain/exchange/schema";
import { duplicatePublication, getPublicationTitle } from "~/domain/publication/published.server";
import { listScenarioPlaces } from "~/domain/scenario/queries.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

type Named = { publication: { id: string; title: string } };

export const handle = {
  policy: { read: "publication.read", write: { duplicate: "scenario.create" } },
  breadcrumb: ({ publication }: Named, t: T) => [
    { label: t("scenarioLibrary.library.title"), to: "/mediatheque" },
    { label: publication.title, to: `/mediatheque/${publication.id}` },
    { label: t("scenarioLibrary.duplicate.link") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("scenarioLibrary.duplicate.title")} – ${data?.publication.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const publication = await orRefuse(getPublicationTitle(actor, idParam(params, "publicationId")));
  return { publication, places: await listScenarioPlaces(actor) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const publicationId = idParam(params, "publicationId");
  const form = await parseForm(request, { duplicate: DuplicateForm });
  if (!form.ok) return form.answer;
  try {
    const { id } = await duplicatePublication(actor, publicationId, form.value);
    return await redirectWithFlash(`/scenarios/${id}`, "scenarioLibrary.duplicate.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function DuplicateFromLibrary() {
  const t = useT();
  const { publication, places } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle
        title={t("scenarioLibrary.duplicate.title")}
        subtitle={t("scenarioLibrary.duplicate.subtitle", { title: publication.title })}
      />
      <DuplicateScenario
        places={places}
        title={publication.title}
        back={`/mediatheque/${publication.id}`}
        refused={refused}
      />
    </>
  );
}
