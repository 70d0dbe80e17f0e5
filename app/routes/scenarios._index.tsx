import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NewScenario } from "~/components/scenario/new-scenario";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { createScenario } from "~/domain/scenario/commands.server";
import { listScenarioPlaces, listScenarios } from "~/domain/scenario/queries.server";
import { CreateScenarioForm } from "~/domain/scenario/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "scenario.list", write: { create: "scenario.create" } } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("scenario.list.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const before = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get("avant"));
  const [list, places] = await Promise.all([listScenarios(actor, before), listScenarioPlaces(actor)]);
  return { ...list, places };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { create: CreateScenarioForm });
  if (!form.ok) return form.answer;
  try {
    const { id } = await createScenario(actor, form.value);
    return await redirectWithFlash(`/scenarios/${id}`, "scenario.created");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Scenarios() {
  const { scenarios, next, places } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  return (
    <>
      <PageTitle title={t("scenario.list.title")} subtitle={t("scenario.list.subtitle")} />
      {scenarios.length === 0 ? (
        <EmptyState title={t("scenario.list.empty")}>{t("scenario.list.emptyText")}</EmptyState>
      ) : (
        <DataTable
          caption={t("scenario.list.caption")}
          rows={scenarios}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "title",
              header: t("scenario.list.column.title"),
              rowHeader: true,
              cell: ({ id, title }) => <Link to={`/scenarios/${id}`}>{title}</Link>,
            },
            {
              key: "team",
              header: t("scenario.list.column.team"),
              cell: ({ team }) => team?.name ?? t("scenario.list.wholeCohort"),
            },
            { key: "cohort", header: t("scenario.list.column.cohort"), cell: ({ cohort }) => cohort.title },
            {
              key: "planned",
              header: t("scenario.list.column.planned"),
              align: "end",
              cell: ({ plannedMinutes }) => `${plannedMinutes} ${t("scenario.phase.unit")}`,
            },
          ]}
        />
      )}
      <Pager next={next ? `?avant=${next}` : null} />
      <Section title={t("scenario.create.title")} id="commencer">
        <NewScenario places={places} refused={refused} />
        {places.length > 0 && (
          <p>
            <Link to="/scenarios/importer">{t("exchange.import.link")}</Link>
          </p>
        )}
      </Section>
    </>
  );
}
