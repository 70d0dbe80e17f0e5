import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Actions, ButtonLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { Comparison } from "~/components/version/comparison";
import { ComparisonForm } from "~/components/version/comparison-form";
import { compareVersions, listChoices } from "~/domain/version/queries.server";
import { Comparison as Chosen } from "~/domain/version/schema";
import { requireActor } from "~/http/actor.server";
import { filterOf, idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "version.read" },
  breadcrumb: ({ scenario }: { scenario: { id: string; title: string } }, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("version.title"), to: `/scenarios/${scenario.id}/versions` },
    { label: t("version.compare.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("version.compare.title")} – ${data?.scenario.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const { de, a } = filterOf(request, Chosen.partial());
  const { scenario, choices } = await orRefuse(listChoices(actor, scenarioId));
  const to = a === undefined || a === "maintenant" ? null : a;
  const compared = de ? await orRefuse(compareVersions(actor, scenarioId, de, to)) : null;
  return { scenario, choices, from: de, to: to ?? undefined, compared };
}

export default function ComparisonPage() {
  const { scenario, choices, from, to, compared } = useLoaderData<typeof loader>();
  const t = useT();
  const older = compared?.older.number ?? 0;
  const newer = compared?.newer.number ?? null;
  const between =
    newer === null
      ? t("version.compare.betweenNow", { from: older })
      : t("version.compare.between", { from: older, to: newer });
  return (
    <>
      <PageTitle title={compared ? between : t("version.compare.choose")} subtitle={scenario.title} />
      <ComparisonForm scenarioId={scenario.id} choices={choices} from={from} to={to} />
      {compared ? <Comparison {...compared} /> : <p>{t("version.compare.none")}</p>}
      <Actions>
        <ButtonLink to={`/scenarios/${scenario.id}/versions`} variant="secondary">
          {t("version.page.back")}
        </ButtonLink>
      </Actions>
    </>
  );
}
