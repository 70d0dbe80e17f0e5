import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { makeTeams } from "~/domain/cohort/commands.server";
import { getManagedCohort } from "~/domain/cohort/queries.server";
import { MakeTeams } from "~/domain/cohort/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "cohort.manage", write: { makeTeams: "cohort.manage" } },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("cohort.teamsPage.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("cohort.teamsPage.title")} – ${data?.cohort.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { cohort: await orRefuse(getManagedCohort(actor, idParam(params, "cohortId"))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, { makeTeams: MakeTeams });
  if (!form.ok) return form.answer;
  try {
    const { made } = await makeTeams(actor, cohortId, form.value.size);
    return await redirectWithFlash(`/sessions/${cohortId}`, "cohort.teamsPage.done", { made });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Teams() {
  const t = useT();
  const { cohort } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const enrolled = cohort.people.filter(({ status }) => status !== "PENDING");
  const alone = enrolled.filter(({ teamId }) => teamId === null);
  return (
    <>
      <PageTitle title={t("cohort.teamsPage.title")} subtitle={cohort.title} />
      <Section title={t("cohort.teams")}>
        {cohort.teams.length === 0 ? (
          <p>{t("cohort.noTeamYet")}</p>
        ) : (
          <ul>
            {cohort.teams.map(({ id, name }) => (
              <li key={id}>
                {name} :{" "}
                {enrolled
                  .filter(({ teamId }) => teamId === id)
                  .map((person) => person.name)
                  .join(", ")}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <p>
        {t("cohort.teamsPage.alone", { count: alone.length })} {t("cohort.teamsPage.explain")}
      </p>
      <Form refused={refused} intent="makeTeams" className="ep-form">
        <Field
          name="size"
          type="number"
          inputMode="numeric"
          min={2}
          max={6}
          label={t("cohort.teamsPage.size")}
          defaultValue={3}
          width="sm"
        />
        <Actions>
          <Button>{t("cohort.teamsPage.submit")}</Button>
          <ButtonLink to={`/sessions/${cohort.id}`} variant="secondary">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
