import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { TrainingForm } from "~/components/mission/training-form";
import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { DataTable, Hours } from "~/components/ui/table";
import { createTrainingMission } from "~/domain/mission/commands/create-training-mission.server";
import { getTrainingMissionForm, listMissions } from "~/domain/mission/lists.server";
import { listNameable } from "~/domain/mission/queries.server";
import { CreateTrainingMission } from "~/domain/mission/schema";
import { requireActor } from "~/http/actor.server";
import { hours } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "mission.createTraining", write: { create: "mission.createTraining" } } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mission.training.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const form = await orRefuse(getTrainingMissionForm(actor));
  const chosen = z.uuid().safeParse(new URL(request.url).searchParams.get("etablissement"));
  return {
    ...form,
    missions: await listMissions(actor, "TRAINING"),
    // Drawn here, so that a form sent twice makes one mission.
    draft: chosen.success ? { id: randomUUID(), ...(await orRefuse(listNameable(actor, chosen.data))) } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const Typed = CreateTrainingMission.extend({
    plannedMinutes: hours.pipe(CreateTrainingMission.shape.plannedMinutes),
  });
  const form = await parseForm(request, { create: Typed });
  if (!form.ok) return form.answer;
  try {
    const { missionId } = await createTrainingMission(actor, form.value);
    return await redirectWithFlash(`/missions/${missionId}`, "mission.training.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function NewMission() {
  const t = useT();
  const { current, schools, openings, missions, years, draft } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const opening = openings.find(({ schoolYearId }) => schoolYearId === current?.id);
  const year = current?.id ?? "";
  return (
    <>
      <PageTitle title={t("mission.training.title")} subtitle={t("mission.training.subtitle")} />
      <Alert kind={opening ? "info" : "warning"}>
        <p>{t("mission.training.vehicle")}</p>
        <p>
          {opening
            ? t("mission.training.opened", { year, at: opening.decidedOn })
            : t("mission.training.notOpened", { year })}
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
        <Button variant="secondary">{t("mission.training.show")}</Button>
      </Form>
      {draft && <TrainingForm key={draft.school.id} draft={draft} years={years} refused={refused} />}
      <Section title={t("mission.training.list")}>
        <DataTable
          caption={t("mission.training.list")}
          rows={missions}
          rowKey={({ id }) => id}
          empty={t("mission.training.empty")}
          columns={[
            {
              key: "mission",
              header: t("mission.training.column.mission"),
              cell: ({ id, title }) => <Link to={`/missions/${id}`}>{title}</Link>,
            },
            { key: "person", header: t("mission.training.column.person"), cell: ({ name }) => name },
            { key: "place", header: t("mission.training.column.place"), cell: ({ place }) => place.name },
            {
              key: "channel",
              header: t("mission.training.column.channel"),
              cell: ({ channel }) => t(`mission.channel.${channel}`),
            },
            {
              key: "hours",
              header: t("mission.training.column.hours"),
              align: "end",
              cell: ({ plannedMinutes }) => <Hours minutes={plannedMinutes ?? 0} />,
            },
          ]}
        />
      </Section>
    </>
  );
}
