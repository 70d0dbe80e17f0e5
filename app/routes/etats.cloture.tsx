import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ClosingEvents, ClosingPreview, PlaceChoice } from "~/components/pay/closing";
import { PageTitle } from "~/components/ui/page";
import { ClosePlace, ClosingFilter, ReopenPlace } from "~/domain/pay/closing";
import { getClosings } from "~/domain/pay/closing.server";
import { closeMonth, reopenMonth } from "~/domain/pay/commands/close.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { filterOf } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.readClosings", write: { close: "pay.close", reopen: "pay.close" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("payFlow.closing.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("payFlow.closing.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { lieu, mois } = filterOf(request, ClosingFilter);
  return orRefuse(getClosings(actor, { placeId: lieu, month: mois }));
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { close: ClosePlace, reopen: ReopenPlace });
  if (!form.ok) return form.answer;
  const { placeId, month } = form.value;
  const here = `/etats/cloture?lieu=${placeId}&mois=${month}`;
  try {
    if (form.intent === "close") {
      const { closed } = await closeMonth(actor, form.value);
      return await redirectWithFlash(here, closed ? "payFlow.closing.closeDone" : "payFlow.closing.closedAlready");
    }
    const { reopened } = await reopenMonth(actor, form.value);
    return await redirectWithFlash(here, reopened ? "payFlow.closing.reopenDone" : "payFlow.closing.reopenedAlready");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Closings() {
  const t = useT();
  const { places, month, preview, events } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("payFlow.closing.title")} subtitle={t("payFlow.closing.subtitle")} />
      <PlaceChoice places={places} month={month} chosen={preview?.place.id} />
      {preview && <ClosingPreview preview={preview} refused={refused} />}
      <ClosingEvents events={events} />
    </>
  );
}
