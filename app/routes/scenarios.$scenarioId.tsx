import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CommentList } from "~/components/comment/comment-list";
import { Downloads } from "~/components/scenario/downloads";
import { ScenarioText } from "~/components/scenario/scenario-text";
import { ScenarioWays } from "~/components/scenario-library/ways";
import { ButtonLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { FreezeBanner } from "~/components/version/freeze-banner";
import { getPlacedDiscussion } from "~/domain/comment/queries.server";
import { surroundingsOf } from "~/domain/publication/lineage.server";
import { getScenario } from "~/domain/scenario/queries.server";
import { unsafeFindFreeze } from "~/domain/version/queries.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import comments from "~/styles/comment.css?url";
import styles from "~/styles/editor.css?url";

export const handle = {
  policy: { read: "scenario.read" },
  breadcrumb: ({ scenario }: { scenario: { title: string } }, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title },
  ],
};
export const links: LinksFunction = () => [styles, comments].map((href) => ({ rel: "stylesheet", href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.scenario.title} – EntrePairs` : "EntrePairs" },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const asked = Promise.all([getScenario(actor, scenarioId), getPlacedDiscussion(actor, scenarioId)]);
  const [scenario, discussion] = await orRefuse(asked);
  const [around, freeze] = await Promise.all([surroundingsOf(actor, scenarioId), unsafeFindFreeze(scenarioId)]);
  return { scenario, discussion, around, freeze };
}

export default function ScenarioPage() {
  const { scenario, discussion, around, freeze } = useLoaderData<typeof loader>();
  const { team, cohort, can } = scenario;
  const t = useT();
  return (
    <>
      <PageTitle
        title={team ? t("scenario.page.ofTeam", { team: team.name }) : t("scenario.page.ofCohort")}
        subtitle={cohort.title}
        actions={
          <ButtonLink to={`/scenarios/${scenario.id}/versions`} variant="secondary" size="sm">
            {t("version.title")}
          </ButtonLink>
        }
      />
      <FreezeBanner freeze={freeze} to={`/scenarios/${scenario.id}/versions`} />
      {!can.edit && !freeze && <p className="ep-scenario-note">{t("scenario.page.readers")}</p>}
      <ScenarioText
        key={scenario.id}
        scenarioId={scenario.id}
        html={scenario.html}
        phases={scenario.phases}
        frameworks={scenario.frameworks}
        people={scenario.people}
        planned={scenario.plannedMinutes}
        suggestions={scenario.suggestions}
        mayEdit={can.edit}
      />
      <noscript>
        <CommentList scenarioId={scenario.id} discussion={discussion} />
      </noscript>
      <Downloads at={`/scenarios/${scenario.id}`} />
      <ScenarioWays scenarioId={scenario.id} around={around} />
    </>
  );
}
