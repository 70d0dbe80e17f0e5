import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NewScenario } from "~/components/scenario/new-scenario";
import { TeamsToBegin } from "~/components/scenario-library/teams-to-begin";
import { ButtonLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { listScenarioPlaces, listScenarios } from "~/domain/scenario/queries.server";
import { beginScenario, beginTeamScenario } from "~/domain/template/commands.server";
import { listTeamsToBegin } from "~/domain/template/queries.server";
import { BeginScenarioForm, TeamScenarioForm } from "~/domain/template/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "scenario.list", write: { create: "scenario.create", begin: "scenario.create" } },
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("scenario.list.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const before = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get("avant"));
  const [list, places, teams] = await Promise.all([
    listScenarios(actor, before),
    listScenarioPlaces(actor),
    listTeamsToBegin(actor),
  ]);
  return { ...list, places, teams };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { create: BeginScenarioForm, begin: TeamScenarioForm });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "begin") {
      const { id, made } = await beginTeamScenario(actor, form.value.teamId);
      return await redirectWithFlash(`/scenarios/${id}`, `scenarioLibrary.team.${made ? "begun" : "already"}`);
    }
    const { id } = await beginScenario(actor, form.value);
    return await redirectWithFlash(`/scenarios/${id}`, "scenario.created");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Scenarios() {
  const { scenarios, next, places, teams } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  return (
    <>
      <PageTitle
        title={t("scenario.list.title")}
        subtitle={t("scenario.list.subtitle")}
        actions={
          <ButtonLink to="/mediatheque" variant="secondary" icon="book">
            {t("scenarioLibrary.library.link")}
          </ButtonLink>
        }
      />
      <TeamsToBegin teams={teams} refused={refused} />
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
