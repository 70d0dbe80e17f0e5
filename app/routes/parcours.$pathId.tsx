import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StageDetail } from "~/components/path/stage-detail";
import { ButtonLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { getPath } from "~/domain/path/queries.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "path.read" },
  breadcrumb: ({ path }: { path: { title: string } }, t: T) => [
    { label: t("path.title"), to: "/parcours" },
    { label: path.title },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.path.title ?? t("path.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { path: await orRefuse(getPath(actor, idParam(params, "pathId"))) };
}

export default function Path() {
  const t = useT();
  const { path } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={path.title}
        subtitle={`${path.summary} ${t("path.origin", { origin: path.origin })}, ${t("path.version", { number: path.version.number })}.`}
        actions={
          path.can.openCohort && (
            <ButtonLink to={`/sessions/nouvelle?version=${path.version.id}`} icon="plus">
              {t("path.openCohort")}
            </ButtonLink>
          )
        }
      />
      <nav aria-label={t("cohort.stages")}>
        <ol>
          {path.stages.map(({ position, title }) => (
            <li key={position}>
              <a href={`#etape-${position}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      {path.stages.map((stage) => (
        <StageDetail key={stage.id} stage={stage} />
      ))}
    </>
  );
}
