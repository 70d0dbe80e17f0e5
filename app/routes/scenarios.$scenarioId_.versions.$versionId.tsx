import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Downloads } from "~/components/scenario/downloads";
import { MinutesFoot } from "~/components/scenario/minutes-foot";
import { Button, ButtonLink } from "~/components/ui/button";
import { Disclosure } from "~/components/ui/disclosure";
import { Form, FormError } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { versionName } from "~/components/version/naming";
import { restoreVersion } from "~/domain/version/commands/restore.server";
import { getVersion } from "~/domain/version/queries.server";
import { Restore } from "~/domain/version/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";
import styles from "~/styles/editor.css?url";

type Page = { scenario: { id: string; title: string }; version: Parameters<typeof versionName>[1] };

export const handle = {
  policy: { read: "version.read", write: { restore: "version.restore" } },
  breadcrumb: ({ scenario, version }: Page, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("version.title"), to: `/scenarios/${scenario.id}/versions` },
    { label: versionName(t, version) },
  ],
};
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => (data ? `${versionName(t, data.version)} – ${data.scenario.title}` : t("version.title")));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getVersion(actor, idParam(params, "scenarioId"), idParam(params, "versionId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const versionId = idParam(params, "versionId");
  const form = await parseForm(request, { restore: Restore });
  if (!form.ok) return form.answer;
  try {
    const { changed, number, before } = await restoreVersion(actor, scenarioId, versionId);
    return changed
      ? await redirectWithFlash(`/scenarios/${scenarioId}`, "version.restore.done", { number, before })
      : await redirectWithFlash(`/scenarios/${scenarioId}/versions/${versionId}`, "version.restore.same", { number });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Version() {
  const { scenario, version, html, phases, can } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  const { number, at, author } = version;
  const here = `/scenarios/${scenario.id}/versions`;
  return (
    <>
      <PageTitle
        title={versionName(t, version)}
        subtitle={author ? t("version.page.subtitleBy", { at, author }) : t("version.page.subtitle", { at })}
        actions={
          <>
            <ButtonLink to={`${here}/comparer?de=${version.id}`} variant="secondary" size="sm">
              {t("version.action.compare")}
            </ButtonLink>
            <ButtonLink to={here} variant="secondary" size="sm">
              {t("version.page.back")}
            </ButtonLink>
          </>
        }
      />
      <p className="ep-scenario-note">{t("version.page.readOnly")}</p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server from the cleaned document. */}
      <div className="ep-text" dangerouslySetInnerHTML={{ __html: html }} />
      <MinutesFoot phases={phases} planned={scenario.plannedMinutes} />
      <Downloads at={`/scenarios/${scenario.id}/versions/${version.id}`} live={false} />
      {!can.restore && <FormError refused={refused} />}
      {can.restore && (
        <Disclosure summary={t("version.restore.title")} open={refused !== undefined}>
          <p>{t("version.restore.explain")}</p>
          <Form intent="restore" refused={refused}>
            <Button>{t("version.restore.submit", { number })}</Button>
          </Form>
        </Disclosure>
      )}
    </>
  );
}
