import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { WindowForm, WindowTable } from "~/components/pay/calendar";
import { WindowNotes } from "~/components/pay/window-notes";
import { PageTitle, Section } from "~/components/ui/page";
import { writeWindow } from "~/domain/pay/commands/write-window.server";
import { WriteWindow } from "~/domain/pay/windows";
import { getCalendars } from "~/domain/pay/windows.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.readWindows", write: { write: "pay.writeWindows" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("payFlow.calendar.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("payFlow.calendar.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  return { calendars: await orRefuse(getCalendars(await requireActor(request))) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { write: WriteWindow });
  if (!form.ok) return form.answer;
  try {
    await writeWindow(actor, form.value);
    return await redirectWithFlash("/etats/calendrier", "payFlow.calendar.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function InputCalendar() {
  const t = useT();
  const { calendars } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("payFlow.calendar.title")} subtitle={t("payFlow.calendar.subtitle")} />
      {calendars.map((academie) => (
        <Section key={academie.id} title={academie.name}>
          <WindowNotes notes={academie.notes} />
          <WindowTable academie={academie} />
          {academie.canWrite && <WindowForm academieId={academie.id} refused={refused} />}
        </Section>
      ))}
    </>
  );
}
