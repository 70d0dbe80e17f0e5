import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportScenario } from "~/components/scenario/import-scenario";
import { PageTitle } from "~/components/ui/page";
import { importScenario } from "~/domain/exchange/commands.server";
import { ImportForm } from "~/domain/exchange/schema";
import { listScenarioPlaces } from "~/domain/scenario/queries.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseFormWithFiles } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "scenario.list", write: { import: "scenario.create" } },
  breadcrumb: (_: unknown, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: t("exchange.import.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("exchange.import.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { places: await listScenarioPlaces(actor) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseFormWithFiles(request, { import: ImportForm });
  if (!form.ok) return form.answer;
  // The file is not sent back: a browser would not choose it again.
  const { where = "" } = form.values;
  try {
    const { id } = await importScenario(actor, form.value);
    return await redirectWithFlash(`/scenarios/${id}`, "exchange.imported");
  } catch (error) {
    return refusal(error, { where, intent: form.intent });
  }
}

export default function ImportPage() {
  const { places } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  return (
    <>
      <PageTitle title={t("exchange.import.title")} subtitle={t("exchange.import.subtitle")} />
      <ImportScenario places={places} refused={refused} />
    </>
  );
}
