import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OpeningCard } from "~/components/cohort/opening-card";
import { PeopleTable } from "~/components/cohort/people-table";
import { SeanceList } from "~/components/cohort/seance-list";
import { CohortBadge } from "~/components/cohort/status";
import { TeamsToBegin } from "~/components/scenario-library/teams-to-begin";
import { Note } from "~/components/ui/alert";
import { Actions, ButtonLink } from "~/components/ui/button";
import { PageTitle, Section } from "~/components/ui/page";
import { Segments, Steps } from "~/components/ui/progress";
import { withdraw } from "~/domain/cohort/commands/enrol.server";
import { Withdraw } from "~/domain/cohort/schema";
import { getCohortPage } from "~/domain/seance/cohort-page.server";
import { listTeamsToBegin } from "~/domain/template/queries.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "cohort.read", write: { withdraw: "cohort.manage" } },
  breadcrumb: ({ cohort }: { cohort: { title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.cohort.title ?? t("cohort.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const page = await orRefuse(getCohortPage(actor, cohortId));
  return { ...page, teamsToBegin: await listTeamsToBegin(actor, cohortId) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, { withdraw: Withdraw });
  if (!form.ok) return form.answer;
  try {
    await withdraw(actor, cohortId, form.value);
    return await redirectWithFlash(`/sessions/${cohortId}`, "cohort.withdraw.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Cohort() {
  const t = useT();
  const { cohort, seances, stages, reached, missing, may, teamsToBegin } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { path, number } = { path: cohort.pathVersion.path.title, number: cohort.pathVersion.number };
  const current = { current: reached.current, total: stages.length };
  const stateOf = (position: number) =>
    position <= reached.done ? "done" : position === reached.current ? "current" : "todo";
  return (
    <>
      <PageTitle
        title={cohort.title}
        subtitle={t("cohort.subject", { path, number, place: cohort.place.name, year: cohort.schoolYearId })}
        badge={<CohortBadge status={cohort.status} />}
      />
      {cohort.status === "PREPARATION" && cohort.can.manage && <OpeningCard cohortId={cohort.id} missing={missing} />}
      {cohort.openedAt && cohort.can.seePeople && (
        <p>
          {t("cohort.opening.opened", { at: cohort.openedAt })}{" "}
          {cohort.mission && t("cohort.opening.mission", { title: cohort.mission.title })}
        </p>
      )}

      <Section title={t("cohort.stages")} aside={t("cohort.stageOf", current)}>
        <Segments
          done={reached.done}
          current={reached.current > reached.done}
          total={stages.length}
          label={t("cohort.stageOf", current)}
        />
        <Steps
          label={t("cohort.stages")}
          names={{
            done: t("cohort.stageStates.done"),
            current: t("cohort.stageStates.current"),
            todo: t("cohort.stageStates.todo"),
          }}
          steps={stages.map(({ position, title }) => ({
            label: title,
            state: stateOf(position),
            to: `/parcours/${cohort.pathVersion.path.id}#etape-${position}`,
          }))}
        />
      </Section>

      <TeamsToBegin teams={teamsToBegin} />

      <Section
        title={t("cohort.seances")}
        actions={
          may.plan && (
            <ButtonLink to={`/sessions/${cohort.id}/seances/nouvelle`} variant="secondary" icon="plus">
              {t("cohort.planSeance")}
            </ButtonLink>
          )
        }
      >
        <SeanceList seances={seances} />
      </Section>

      <Section
        title={t("cohort.people")}
        aside={t("cohort.trainees", {
          count: cohort.people.filter(({ status }) => status !== "PENDING").length,
        })}
        actions={
          may.enrol && (
            <>
              <ButtonLink to={`/sessions/${cohort.id}/inscriptions`} variant="secondary" icon="plus">
                {t("cohort.enrol")}
              </ButtonLink>
              <ButtonLink to={`/sessions/${cohort.id}/equipes`} variant="secondary" icon="team">
                {t("cohort.makeTeams")}
              </ButtonLink>
            </>
          )
        }
      >
        <PeopleTable
          people={cohort.people}
          teams={cohort.teams}
          seesAddresses={cohort.can.seePeople}
          mayWithdraw={may.enrol}
          refused={refused}
        />
        <Note>{t("cohort.privacy")}</Note>
      </Section>

      {cohort.can.seePeople && cohort.status !== "PREPARATION" && (
        <Actions>
          <ButtonLink to={`/sessions/${cohort.id}/activites`} variant="secondary" icon="check-circle">
            {t("activity.title")}
          </ButtonLink>
          {cohort.can.manage && (
            <ButtonLink to={`/sessions/${cohort.id}/attestations`} variant="secondary" icon="certificate">
              {t("cohort.attestations")}
            </ButtonLink>
          )}
        </Actions>
      )}
    </>
  );
}
