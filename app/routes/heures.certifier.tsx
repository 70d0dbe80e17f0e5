import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CertifyForm, RefuseForm } from "~/components/pay/certify-form";
import { Declarations } from "~/components/pay/declarations";
import { WindowNotes } from "~/components/pay/window-notes";
import { Note } from "~/components/ui/alert";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { CertifyHours, RefuseHour } from "~/domain/pay/certification";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { listDeclarations, listMissingHours } from "~/domain/pay/declaration.server";
import { listToCertify } from "~/domain/pay/queries.server";
import { listWindowNotes } from "~/domain/pay/windows.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.certify", write: { certify: "pay.certify", refuse: "pay.certify" } },
  breadcrumb: (_data: unknown, t: T) => [{ label: t("hours.title"), to: "/heures" }, { label: t("pay.certify.title") }],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("pay.certify.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const hours = await orRefuse(listToCertify(actor));
  const [declarations, missing, calendars] = await Promise.all([
    listDeclarations(hours),
    listMissingHours(actor),
    listWindowNotes(actor),
  ]);
  return { hours, declarations, missing, notes: calendars.flatMap((one) => one.notes) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { certify: CertifyHours, refuse: RefuseHour });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "certify") {
      const { certified } = await certifyService(actor, form.value.entryIds);
      return await redirectWithFlash("/heures/certifier", "pay.certify.done", { count: certified });
    }
    await certifyService(actor, [form.value.entryId], { decision: "REFUSED", reason: form.value.reason });
    return await redirectWithFlash("/heures/certifier", "pay.certify.refused");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Certify() {
  const t = useT();
  const { hours, declarations, missing, notes } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("pay.certify.title")} subtitle={t("pay.certify.subtitle")} />
      <WindowNotes notes={notes} />
      {hours.length === 0 ? (
        <EmptyState title={t("pay.certify.empty")}>{t("pay.certify.emptyWhy")}</EmptyState>
      ) : (
        <>
          <CertifyForm hours={hours} refused={refused} />
          <Note>{t("pay.certify.separation")}</Note>
          <RefuseForm hours={hours} refused={refused} />
        </>
      )}
      <Declarations declarations={declarations} missing={missing} />
    </>
  );
}
