import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeclareWorkForm } from "~/components/design/declare-form";
import { WorkList } from "~/components/design/work-list";
import { Alert } from "~/components/ui/alert";
import { PageTitle, Section } from "~/components/ui/page";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { AttestWork, DeclareWork, RefuseWork } from "~/domain/hours/work";
import { getWorks } from "~/domain/hours/work.server";
import { declareWork } from "~/domain/pay/commands/declare-work.server";
import { requireActor } from "~/http/actor.server";
import { hours, orNothing } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { LocaleProvider, useLocale, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "mission.read",
    write: { declare: "hours.declareWork", attest: "hours.attestWork", refuse: "hours.attestWork" },
  },
  breadcrumb: ({ mission }: { mission: { id: string; title: string } }, t: T) => [
    { label: mission.title, to: `/missions/${mission.id}` },
    { label: t("design.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("design.title")} – ${data?.mission.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  // The form's own number: sent twice, a work is once.
  return { ...(await orRefuse(getWorks(actor, idParam(params, "missionId")))), workId: randomUUID() };
}

const Typed = DeclareWork.extend({
  minutes: hours.pipe(DeclareWork.shape.minutes),
  pathId: orNothing(DeclareWork.shape.pathId.unwrap()),
  scenarioId: orNothing(DeclareWork.shape.scenarioId.unwrap()),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const missionId = idParam(params, "missionId");
  const form = await parseForm(request, { declare: Typed, attest: AttestWork, refuse: RefuseWork });
  if (!form.ok) return form.answer;
  const here = `/missions/${missionId}/travaux`;
  try {
    if (form.intent === "declare") {
      await declareWork(actor, missionId, form.value);
      return await redirectWithFlash(here, "design.declare.done");
    }
    const decision =
      form.intent === "attest" ? { ...form.value, attest: true as const } : { ...form.value, attest: false as const };
    const { decided } = await decideWork(actor, missionId, decision);
    const done = form.intent === "attest" ? "design.attest.done" : "design.attest.refuseDone";
    return await redirectWithFlash(here, decided ? done : "design.attest.already");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Works() {
  const { mission } = useLoaderData<typeof loader>();
  return (
    <LocaleProvider locale={useLocale()} timeZone={mission.timeZone}>
      <WorksOf />
    </LocaleProvider>
  );
}

function WorksOf() {
  const t = useT();
  const view = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { mission, entrusted, attested } = view;
  const total = { minutes: attested, most: entrusted ?? 0 };
  return (
    <>
      <PageTitle title={t("design.title")} subtitle={`${mission.title}, ${mission.holder}`} />
      <p>{t("design.intro")}</p>
      {!view.isDesign && <Alert kind="info">{t("errors.hours.workNotDesign")}</Alert>}
      <Section title={t("design.list")} aside={t(entrusted === null ? "design.totalFree" : "design.total", total)}>
        <WorkList works={view.works} refused={refused} />
      </Section>
      {view.choices && <DeclareWorkForm view={{ ...view, choices: view.choices }} id={view.workId} refused={refused} />}
    </>
  );
}
