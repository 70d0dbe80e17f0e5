import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EngageForm } from "~/components/mission/engage-form";
import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { engageMission } from "~/domain/budget/commands/decide-mission.server";
import { listMissions } from "~/domain/mission/lists.server";
import { EngageMission, LetterDraft } from "~/domain/mission/schema";
import { getEngagement } from "~/domain/pay/engaging.server";
import { requireActor } from "~/http/actor.server";
import { hours, money, orNothing, tasks } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { payText } from "~/i18n/mission";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "mission.createTraining", write: { create: "mission.createTraining" } } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mission.training.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const asked = new URL(request.url).searchParams;
  const school = z.uuid().safeParse(asked.get("etablissement"));
  const chosen = {
    schoolId: school.success ? school.data : null,
    schoolYearId: asked.get("annee"),
    channel: asked.get("canal"),
  };
  return { ...(await orRefuse(getEngagement(actor, chosen))), missions: await listMissions(actor) };
}

const { plannedMinutes, functionCode, amountCents, level, rateCents, weeklyMinutes, reason } = EngageMission.shape;
/** A select or a text left empty says nothing. */
const typed = <S extends z.ZodType>(field: S) => z.preprocess((value) => value || null, field);
const Typed = EngageMission.omit({ letter: true }).extend({
  plannedMinutes: orNothing(hours).pipe(plannedMinutes.unwrap()),
  functionCode: typed(functionCode.unwrap()),
  amountCents: orNothing(money).pipe(amountCents.unwrap()),
  level: typed(level.unwrap()),
  rateCents: orNothing(money).pipe(rateCents.unwrap()),
  weeklyMinutes: orNothing(hours).pipe(weeklyMinutes.unwrap()),
  reason: typed(reason.unwrap()),
  tasks: tasks.pipe(LetterDraft.shape.tasks).default([]),
  startsOn: orNothing(z.string()).pipe(LetterDraft.shape.startsOn),
  endsOn: orNothing(z.string()).pipe(LetterDraft.shape.endsOn),
});

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { create: Typed });
  if (!form.ok) return form.answer;
  try {
    const { tasks: said, startsOn, endsOn, ...mission } = form.value;
    const { missionId } = await engageMission(actor, { ...mission, letter: { tasks: said, startsOn, endsOn } });
    return await redirectWithFlash(`/missions/${missionId}`, "mission.training.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function NewMission() {
  const t = useT();
  const { year, years, schools, openings, missions, draft } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const opening = openings.find(({ schoolYearId }) => schoolYearId === year?.id);
  return (
    <>
      <PageTitle
        title={t("mission.training.title")}
        subtitle={t("mission.training.subtitle")}
        actions={<a href="#missions">{t("mission.training.toList", { count: missions.length })}</a>}
      />
      <Alert kind={opening ? "info" : "warning"}>
        <p>{t("mission.training.vehicle")}</p>
        <p>
          {opening
            ? t("mission.training.opened", { year: year?.id ?? "", at: opening.decidedOn })
            : t("mission.training.notOpened", { year: year?.id ?? "" })}
        </p>
      </Alert>
      <Form method="get">
        <Select
          name="etablissement"
          label={t("mission.training.chooseSchool")}
          placeholder={t("common.form.choose")}
          defaultValue={draft?.school.id ?? ""}
          options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="annee"
          label={t("mission.training.year")}
          defaultValue={year?.id}
          options={years.map(({ id }) => ({ value: id, label: id }))}
        />
        {draft && (
          <Select
            name="canal"
            label={t("mission.training.chooseChannel")}
            hint={t("mission.training.chooseChannelHint")}
            defaultValue={draft.channel}
            options={draft.offered.map((channel) => ({ value: channel, label: t(`mission.channel.${channel}`) }))}
          />
        )}
        <Button variant="secondary">{t("mission.training.show")}</Button>
      </Form>
      {draft && (
        <EngageForm key={`${draft.school.id}-${draft.schoolYearId}-${draft.channel}`} draft={draft} refused={refused} />
      )}
      <Section id="missions" title={t("mission.training.list")}>
        <DataTable
          stacked
          caption={t("mission.training.list")}
          rows={missions}
          rowKey={({ id }) => id}
          empty={t("mission.training.empty")}
          columns={[
            {
              key: "mission",
              header: t("mission.training.column.mission"),
              cell: ({ id, title, endedAt }) => (
                <>
                  <Link to={`/missions/${id}`}>{title}</Link>
                  {endedAt && <span className="fr-hint-text">{t("mission.training.ended")}</span>}
                </>
              ),
            },
            { key: "person", header: t("mission.training.column.person"), cell: ({ name }) => name },
            { key: "place", header: t("mission.training.column.place"), cell: ({ place }) => place.name },
            { key: "channel", header: t("mission.training.column.channel"), cell: (mission) => payText(t, mission) },
          ]}
        />
      </Section>
    </>
  );
}
