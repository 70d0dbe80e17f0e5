import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { WhenWhere } from "~/components/seance/when-where";
import { Actions, Button, ButtonLink } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { moveSeance } from "~/domain/attendance/commands/plan.server";
import { getSeanceToChange } from "~/domain/seance/queries.server";
import { MoveSeance } from "~/domain/seance/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "seance.move", write: { move: "seance.move" } },
  breadcrumb: ({ seance }: { seance: { id: string; title: string; cohort: { id: string; title: string } } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: seance.cohort.title, to: `/sessions/${seance.cohort.id}` },
    { label: seance.title, to: `/seances/${seance.id}` },
    { label: t("seance.move.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("seance.move.title")} – ${data?.seance.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { seance: await orRefuse(getSeanceToChange(actor, idParam(params, "seanceId"), "seance.move")) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const seanceId = idParam(params, "seanceId");
  const form = await parseForm(request, { move: MoveSeance });
  if (!form.ok) return form.answer;
  try {
    await moveSeance(actor, seanceId, form.value);
    return await redirectWithFlash(`/seances/${seanceId}`, "seance.move.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function MoveASeance() {
  const t = useT();
  const f = useFormat();
  const { seance } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle
        title={t("seance.move.title")}
        subtitle={`${seance.title}, ${f.interval(seance.startsAt, seance.endsAt)}. ${t("seance.move.subtitle")}`}
      />
      <Form refused={refused} intent="move" className="ep-form">
        <WhenWhere known={{ ...seance, timeZone: seance.place.timeZone }} modality={seance.modality} />
        <Actions>
          <Button>{t("seance.move.submit")}</Button>
          <ButtonLink to={`/seances/${seance.id}`} variant="secondary">
            {t("common.action.back")}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
