import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { ComparisonForm } from "~/components/version/comparison-form";
import { FreezeBanner } from "~/components/version/freeze-banner";
import { VersionForms } from "~/components/version/freeze-forms";
import { FreezeHistory } from "~/components/version/freeze-history";
import { VersionList } from "~/components/version/version-list";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { unlockScenario } from "~/domain/version/commands/unlock.server";
import { listChoices, listVersions } from "~/domain/version/queries.server";
import { Freeze, NameVersion, Unlock } from "~/domain/version/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "version.read",
    write: { name: "version.name", freeze: "version.freeze", unlock: "version.unlock" },
  },
  breadcrumb: ({ scenario }: { scenario: { id: string; title: string } }, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("version.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => t("version.of", { title: data?.scenario.title ?? "" }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const before = z.coerce.number().int().positive().max(2_147_483_647).nullable().catch(null);
  const asked = before.parse(new URL(request.url).searchParams.get("avant"));
  const scenarioId = idParam(params, "scenarioId");
  const read = Promise.all([listVersions(actor, scenarioId, asked), listChoices(actor, scenarioId)]);
  const [page, { choices }] = await orRefuse(read);
  return { ...page, choices };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, { name: NameVersion, freeze: Freeze, unlock: Unlock });
  if (!form.ok) return form.answer;
  const here = `/scenarios/${scenarioId}/versions`;
  try {
    if (form.intent === "name") {
      const { number } = await nameVersion(actor, scenarioId, form.value.name);
      return await redirectWithFlash(here, "version.name.done", { number });
    }
    if (form.intent === "freeze") {
      const { number } = await freezeScenario(actor, scenarioId, form.value.reason);
      return await redirectWithFlash(here, "version.freeze.done", { number });
    }
    await unlockScenario(actor, scenarioId, form.value.reason);
    return await redirectWithFlash(here, "version.unlock.done");
  } catch (error) {
    return refusal(error, { ...form.values, intent: form.intent });
  }
}

export default function Versions() {
  const { scenario, versions, choices, next, freezes, frozen, can } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  const [last] = freezes;
  return (
    <>
      <PageTitle title={t("version.of", { title: scenario.title })} subtitle={t("version.intro")} />
      <FreezeBanner freeze={frozen && last ? last : null} />
      {versions.length === 0 ? (
        <EmptyState title={t("version.empty")}>{t("version.emptyText")}</EmptyState>
      ) : (
        <>
          <VersionList scenarioId={scenario.id} versions={versions} />
          <Pager next={next === null ? null : `?avant=${next}`} />
          <Section title={t("version.compare.choose")}>
            <ComparisonForm scenarioId={scenario.id} choices={choices} />
          </Section>
        </>
      )}
      <VersionForms refused={refused} can={can} />
      <FreezeHistory scenarioId={scenario.id} events={freezes} />
    </>
  );
}
