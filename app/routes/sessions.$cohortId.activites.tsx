import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ActivityCard } from "~/components/attendance/activity-card";
import { Alert } from "~/components/ui/alert";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { AttestActivity, DecideWithdrawal, WithdrawActivity } from "~/domain/attendance/activity";
import { getActivities } from "~/domain/attendance/activity.server";
import { attestActivity } from "~/domain/attendance/commands/attest-activity.server";
import { decideWithdrawal, proposeWithdrawal } from "~/domain/attendance/commands/withdraw-activity.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { LocaleProvider, useLocale, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "attendance.readActivities",
    write: {
      attest: "attendance.attest",
      withdraw: "attendance.withdraw",
      approve: "attendance.decideWithdrawal",
      refuse: "attendance.decideWithdrawal",
    },
  },
  breadcrumb: ({ cohort }: { cohort: { id: string; title: string } }, t: T) => [
    { label: t("cohort.title"), to: "/sessions" },
    { label: cohort.title, to: `/sessions/${cohort.id}` },
    { label: t("activity.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("activity.title")} – ${data?.cohort.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getActivities(actor, idParam(params, "cohortId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const cohortId = idParam(params, "cohortId");
  const form = await parseForm(request, {
    attest: AttestActivity,
    withdraw: WithdrawActivity,
    approve: DecideWithdrawal,
    refuse: DecideWithdrawal,
  });
  if (!form.ok) return form.answer;
  const here = `/sessions/${cohortId}/activites`;
  try {
    if (form.intent === "attest") {
      const { attested } = await attestActivity(actor, cohortId, form.value);
      return await redirectWithFlash(here, "activity.done", { attested });
    }
    if (form.intent === "withdraw") {
      await proposeWithdrawal(actor, cohortId, form.value);
      return await redirectWithFlash(here, "activity.withdraw.proposeDone");
    }
    const approve = form.intent === "approve";
    await decideWithdrawal(actor, cohortId, { ...form.value, approve });
    return await redirectWithFlash(here, `activity.withdraw.${approve ? "approveDone" : "refuseDone"}`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Activities() {
  const t = useT();
  const { cohort, activities, can } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <LocaleProvider locale={useLocale()} timeZone={cohort.timeZone}>
      <PageTitle title={t("activity.title")} subtitle={cohort.title} />
      <p>{t("activity.intro")}</p>
      {cohort.status !== "OPEN" && <Alert kind="info">{t("activity.notRunning")}</Alert>}
      {activities.length === 0 && <EmptyState title={t("activity.none")}>{t("activity.noneWhy")}</EmptyState>}
      {activities.map((activity) => (
        <ActivityCard key={activity.id} activity={activity} can={can} refused={refused} />
      ))}
    </LocaleProvider>
  );
}
