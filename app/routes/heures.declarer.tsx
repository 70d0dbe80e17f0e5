import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ContestForm, DeclareForm, MissingHours } from "~/components/pay/declaration-forms";
import { MonthChoice, MonthHours } from "~/components/pay/month-hours";
import { PageTitle } from "~/components/ui/page";
import { contestHour, declareMonth } from "~/domain/pay/commands/declare.server";
import { ContestHour, DeclareMonth, MonthFilter } from "~/domain/pay/declaration";
import { getDeclaration } from "~/domain/pay/declaration.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { filterOf } from "~/http/params.server";
import { refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.declare", write: { declare: "pay.declare", contest: "pay.declare" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("payFlow.declare.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("payFlow.declare.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { mois } = filterOf(request, MonthFilter);
  // The form's own number: sent twice, a contestation is once.
  return { ...(await getDeclaration(actor, mois)), contestId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { declare: DeclareMonth, contest: ContestHour });
  if (!form.ok) return form.answer;
  const { month } = form.value;
  try {
    if (form.intent === "declare") await declareMonth(actor, month);
    else await contestHour(actor, form.value);
    const done = form.intent === "declare" ? "payFlow.declare.done" : "payFlow.declare.contestDone";
    return await redirectWithFlash(`/heures/declarer?mois=${month}`, done, { month });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Declare() {
  const t = useT();
  const view = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { month } = view;
  return (
    <>
      <PageTitle title={t("payFlow.declare.title")} subtitle={t("payFlow.declare.subtitle", { month })} />
      <MonthChoice month={month} months={view.months} />
      <MonthHours view={view} />
      <DeclareForm view={view} refused={refused} />
      <MissingHours missing={view.missing} />
      <ContestForm view={view} id={view.contestId} refused={refused} />
    </>
  );
}
